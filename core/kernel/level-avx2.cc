#define LEVEL lstm_avx2
#define LEVEL_NAME "avx2"
#include "forward.h"
