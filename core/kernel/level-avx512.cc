#define LEVEL lstm_avx512
#define LEVEL_NAME "avx512"
#include "forward.h"
