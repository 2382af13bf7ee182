// What the kernel takes of string.h, for WebAssembly, where there is no C library.
#pragma once

#include <stddef.h>

extern "C" {
void* memcpy(void* to, const void* from, size_t n);
void* memset(void* to, int value, size_t n);
}
