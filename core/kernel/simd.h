// Vectors of a width that the build sets: all that differs between machines.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__) || defined(__FMA__)
#include <immintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#define INLINE static inline __attribute__((always_inline))

namespace LEVEL {

// N: floats in a vector. NG: gates of a unit group that one pass sums up, and ROWS: sequences in a tile, so that the sums
// fit the registers; ROWS_OF_THREE where a pass sums up three blocks. FAR: unit groups side by side where there is one
// sequence, so that sums do not wait for each other.
#if defined(__AVX512F__)
constexpr int N = 16, NG = 4, ROWS = 6, ROWS_OF_THREE = 8, FAR = 1;
#elif defined(__AVX2__)
constexpr int N = 8, NG = 2, ROWS = 6, ROWS_OF_THREE = 4, FAR = 2;
#elif defined(__wasm__)
constexpr int N = 4, NG = 2, ROWS = 4, ROWS_OF_THREE = 3, FAR = 2;
#else
constexpr int N = 4, NG = 2, ROWS = 6, ROWS_OF_THREE = 4, FAR = 2;
#endif

typedef float V __attribute__((vector_size(4 * N)));
typedef int32_t Int __attribute__((vector_size(4 * N)));
// Half a vector of floats becomes a whole one of doubles.
typedef float Half __attribute__((vector_size(2 * N)));
typedef double Wide __attribute__((vector_size(4 * N)));

// The same in memory, wherever it lies there.
typedef float StoredV __attribute__((vector_size(4 * N), aligned(4), may_alias));
typedef float StoredHalf __attribute__((vector_size(2 * N), aligned(4), may_alias));
typedef double StoredWide __attribute__((vector_size(4 * N), aligned(8), may_alias));

INLINE V load(const float* p) { return *reinterpret_cast<const StoredV*>(p); }
INLINE void store(float* p, V a) { *reinterpret_cast<StoredV*>(p) = a; }
INLINE Half loadHalf(const float* p) { return *reinterpret_cast<const StoredHalf*>(p); }
INLINE void storeHalf(float* p, Half a) { *reinterpret_cast<StoredHalf*>(p) = a; }
INLINE Wide loadWide(const double* p) { return *reinterpret_cast<const StoredWide*>(p); }
INLINE void storeWide(double* p, Wide a) { *reinterpret_cast<StoredWide*>(p) = a; }
INLINE Wide widen(Half a) { return __builtin_convertvector(a, Wide); }

INLINE V all(float x) { return x - V{}; }
INLINE V least(V a, V b) { return a < b ? a : b; }     // b where either is NaN
INLINE V greatest(V a, V b) { return b < a ? a : b; }  // b where either is NaN

// a * b + c, rounded once where the machine can.
INLINE V multiplyAdd(V a, V b, V c) {
#if defined(__AVX512F__)
  return (V)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#elif defined(__FMA__)
  return (V)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#elif defined(__ARM_NEON)
  return (V)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
#elif defined(__wasm_relaxed_simd__)
  return (V)__builtin_wasm_relaxed_madd_f32x4(a, b, c);
#else
  return a * b + c;
#endif
}

// One value in all lanes, loaded once for all its uses.
INLINE V broadcast(const float* p) {
  V x = all(*p);
#if defined(__AVX512F__)
  asm("" : "+v"(x));
#endif
  return x;
}

// Stores the first n lanes; memory past them is not touched.
INLINE void storeSome(float* p, V a, int n) {
  if (n >= N) return store(p, a);
  float lanes[N];
  store(lanes, a);
  for (int u = 0; u < n; u++) p[u] = lanes[u];
}

}  // namespace LEVEL
