// The cell's equations on vectors of units.
//
//     i = s(z_i)   f = s(z_f)   g = tanh(z_g)   o = s(z_o)      s(z) = 1 / (1 + e^-z), tanh(z) = 2 s(2 z) - 1
//     c = f * c + i * g         h = o * tanh(c)
//
// With d(z) = 1 + e^-z every gate is 1 / d(z), a tanh (2 - d(2z)) / d(2z), and the whole update costs two divisions:
//
//     c = (c * (d_i * d_g) + (2 - d_g) * d_f) / (d_i * d_g * d_f)
//     h = (2 - d_c) / (d_o * d_c)                               d_c = d(2 c)
#pragma once

#include "simd.h"

namespace LEVEL {

constexpr float LOG2E = 1.4426950408889634f;
// d is cut off at 2^41: 1 / d is below 5e-13 there, and a product of three d is finite still.
constexpr float LARGEST = 41.0f;
constexpr float SMALLEST = -126.0f;  // 2^z is no subnormal

// d(times * z); NaN stays NaN. e^-z = 2^n * 2^r with n = round(-z log2(e)): 2^r by the minimax polynomial of degree 6 with
// p(0) = 1, whose relative error is 8e-8 with all roundings.
INLINE V denominator(V z, float times) {
  const float scale = -times * LOG2E;
  z = greatest(all(LARGEST / scale), least(all(SMALLEST / scale), z));
  const V round = all(12582912.0f);  // 1.5 * 2^23: adding it leaves no fraction
  const V n = (z * all(scale) + round) - round;
  const V r = multiplyAdd(z, all(scale), -n);
  V p = multiplyAdd(r, all(0.00015353361959569156f), all(0.0013398875016719103f));
  p = multiplyAdd(p, r, all(0.00961843691766262f));
  p = multiplyAdd(p, r, all(0.055503323674201965f));
  p = multiplyAdd(p, r, all(0.24022647738456726f));
  p = multiplyAdd(p, r, all(0.6931471824645996f));
  p = multiplyAdd(p, r, all(1.0f));
  return (V)((Int)p + (toInt(n) << 23)) + all(1.0f);
}

struct Denominators {
  V i, f, g, o;
};

INLINE Denominators denominators(const float* sums) {
  return {denominator(load(sums), 1), denominator(load(sums + N), 1), denominator(load(sums + 2 * N), 2),
          denominator(load(sums + 3 * N), 1)};
}

// The new cell state of N units.
INLINE V nextCell(const Denominators& d, V c) {
  const V ig = d.i * d.g;
  return multiplyAdd(c, ig, (all(2.0f) - d.g) * d.f) / (ig * d.f);
}

INLINE V nextHidden(const Denominators& d, V c) {
  const V dc = denominator(c, 2);
  return (all(2.0f) - dc) / (d.o * dc);
}

// 1 / d, and 0 where d was cut off.
INLINE V gate(V d) { return d > all(2.19e12f) ? V{} : all(1.0f) / d; }

INLINE V candidate(V d) { return (all(2.0f) - d) / d; }

}  // namespace LEVEL
