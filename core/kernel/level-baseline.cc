#define LEVEL lstm_baseline
#define LEVEL_NAME "baseline"
#include "forward.h"
