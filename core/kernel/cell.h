// The equations of the cells on vectors of units.
//
// The LSTM, s(z) = 1 / (1 + e^-z), tanh(z) = 2 s(2 z) - 1:
//
//     i = s(z_i)   f = s(z_f)   g = tanh(z_g)   o = s(z_o)
//     c = f * c + i * g         h = o * tanh(c)
//
// With d(z) = 1 + e^-z every gate is 1 / d(z), a tanh (2 - d(2z)) / d(2z), and the whole update costs two divisions:
//
//     c = (c * (d_i * d_g) + (2 - d_g) * d_f) / (d_i * d_g * d_f)
//     h = (2 - d_c) / (d_o * d_c)                               d_c = d(2 c)
//
// With peepholes p (Gers & Schmidhuber 2000), z_i and z_f have p_i * c and p_f * c added, and z_o has p_o * c of the new c.
// A coupled forget gate, f = 1 - i, is s(-z_i): its weights are those of i with the other sign (see layout.h).
//
// The GRU with reset after the product, whose z_n is in two parts, over x and over h:
//
//     r = s(z_r)   z = s(z_z)   n = tanh(z_x + r * z_h)   h = (1 - z) * n + z * h
//       = ((d_z - 1) * (2 - d_n) + h * d_n) / (d_z * d_n)
#pragma once

#include "simd.h"

namespace LEVEL {

// What the cell computes with, in memory: a WebAssembly host would put every vector together anew where it is used.
struct Range {  // of z in d(z) or d(2z)
  V scale, least, most;
};
struct Constants {
  Range once, twice;
  V round, one, two;
  V p1, p2, p3, p4, p5, p6;
};

// For d(times * z). It is cut off where 2^n would be a subnormal, and where d is 2^41: 1 / d is below 5e-13 there, and a
// product of three d still is finite.
constexpr float LOG2E = 1.4426950408889634f;
INLINE constexpr Range rangeOf(float times) {
  return {V{} - times * LOG2E, V{} - 41 / (times * LOG2E), V{} + 126 / (times * LOG2E)};
}

static const Constants kept = {
    rangeOf(1), rangeOf(2),
    V{} + 12582912.0f,  // 1.5 * 2^23: adding it leaves no fraction, and an integer in the lowest bits
    V{} + 1.0f, V{} + 2.0f,
    // 2^r - 1 within -1/2..1/2: the minimax polynomial of degree 6, relative error of 2^r with all roundings 8e-8
    V{} + 0.6931471824645996f, V{} + 0.24022647738456726f, V{} + 0.055503323674201965f, V{} + 0.00961843691766262f,
    V{} + 0.0013398875016719103f, V{} + 0.00015353361959569156f};

INLINE const Constants& constants() {
  const Constants* at = &kept;
#if defined(__wasm__)
  asm("" : "+r"(at));
#endif
  return *at;
}

// d = 1 + e^-z = 1 + 2^n * 2^r with n = round(-z log2(e)); NaN stays NaN.
INLINE V denominator(V z, const Constants& k, const Range& range) {
  z = greatest(range.least, least(range.most, z));
  const V shifted = z * range.scale + k.round;
  const V r = multiplyAdd(z, range.scale, k.round - shifted);
  V p = multiplyAdd(r, k.p6, k.p5);
  p = multiplyAdd(p, r, k.p4);
  p = multiplyAdd(p, r, k.p3);
  p = multiplyAdd(p, r, k.p2);
  p = multiplyAdd(p, r, k.p1);
  p = multiplyAdd(p, r, k.one);
  return (V)((Int)p + ((Int)shifted << 23)) + k.one;
}

struct Denominators {
  V i, f, g, o;
};

// Of four sums; with peepholes [3, N] those of i and f see `c`, and that of o is left to the new one.
INLINE Denominators denominators(const float* sums, const float* peep, V c, const Constants& k) {
  const V i = load(sums), f = load(sums + N);
  return {denominator(peep ? multiplyAdd(load(peep), c, i) : i, k, k.once),
          denominator(peep ? multiplyAdd(load(peep + N), c, f) : f, k, k.once),
          denominator(load(sums + 2 * N), k, k.twice), denominator(load(sums + 3 * N), k, k.once)};
}

// The new cell state of N units.
INLINE V nextCell(const Denominators& d, V c, const Constants& k) {
  const V ig = d.i * d.g;
  return multiplyAdd(c, ig, (k.two - d.g) * d.f) / (ig * d.f);
}

INLINE V nextHidden(const Denominators& d, V c, const Constants& k) {
  const V dc = denominator(c, k, k.twice);
  return (k.two - dc) / (d.o * dc);
}

// h of a GRU from d of its update gate and its candidate.
INLINE V nextGru(V z, V n, V h, const Constants& k) {
  return multiplyAdd(z - k.one, k.two - n, h * n) / (z * n);
}

// 1 / d, and 0 where d was cut off.
INLINE V gate(V d) { return d > all(2.19e12f) ? V{} : all(1.0f) / d; }

INLINE V candidate(V d) { return (all(2.0f) - d) / d; }

}  // namespace LEVEL
