// How rows and weights lie in memory, so that every product reads both in their order.
//
// Each sequence has a row [0.. | x_t | h_{t-1} | 0..], and the blocks of N units, a group, have one panel of weights, so
// that input projection and recurrence are one matrix product of K = I + P terms.
#pragma once

#include "lstm.h"
#include "simd.h"

namespace LEVEL {

using namespace lstm;

constexpr int ALIGNED = 16;  // floats; what rows and their parts are rounded up to

constexpr int roundUp(int n, int to) { return (n + to - 1) / to * to; }

// How many columns of N sums a product makes of a group, and how its tiles go about it.
struct Four {  // i, f, g, o; or four columns of a projection
  static constexpr int BLOCKS = 4, PER_PASS = NG, ROWS = LEVEL::ROWS, FAR = LEVEL::FAR;
  static constexpr bool SPLIT = false;
};
struct Three {  // r, z, n, whose sums over x and over h stay apart
  static constexpr int BLOCKS = 3, PER_PASS = 3, ROWS = ROWS_OF_THREE, FAR = 2;
  static constexpr bool SPLIT = true;
};

// A matrix and what is added to its product; a group's panel is [BLOCKS / PER_PASS][K][PER_PASS][N]: what a pass reads lies
// in the order that it reads it.
struct Product {
  const float* panels;
  const float* bias;  // [groups, 4, N]; of a split product the fourth is that of n over h
  int groups;
  int terms;  // K
  int turn;   // where h begins among the terms of a split product
};

template <class B>
INLINE const float* panelOf(const Product& w, int group) {
  return w.panels + (size_t)group * w.terms * B::BLOCKS * N;
}

struct Layout {
  int groups;         // of N units
  int terms;          // K = I + P
  int hiddenAt;       // where h stands in a row, aligned
  int inputAt;        // where x stands, right before it
  ptrdiff_t stride;   // of rows; rows a multiple of 1 KiB apart would share their places in cache
  int wide;           // of rows of o * tanh(c) where h is its projection, else 0
  int quads;          // groups of 4 N projected values
};

INLINE Layout layoutOf(int input, int hidden, int output, bool projected) {
  Layout l;
  l.groups = (hidden + N - 1) / N;
  l.terms = input + output;
  l.hiddenAt = roundUp(input, ALIGNED);
  l.inputAt = l.hiddenAt - input;
  l.stride = roundUp(l.hiddenAt + roundUp(output, N), ALIGNED);
  if (l.stride % 256 == 0) l.stride += ALIGNED;
  l.wide = projected ? roundUp(l.groups * N, ALIGNED) + ALIGNED : 0;
  l.quads = projected ? (output + 4 * N - 1) / (4 * N) : 0;
  return l;
}

INLINE Layout layout(const Packed& p) { return layoutOf(p.input, p.hidden, p.output, p.projection != nullptr); }

INLINE Product gateProduct(const Packed& p, const Layout& l) { return {p.panels, p.bias, l.groups, l.terms, p.input}; }

// The projection's bias, zeros, lies before its panels.
INLINE Product projectionProduct(const Packed& p, const Layout& l) {
  return {p.projection + (size_t)l.quads * 4 * N, p.projection, l.quads, p.hidden, 0};
}

struct Places {  // in packed memory, in floats
  size_t panels, bias, peepholes, projection, all;
};

INLINE Places placesOf(const Weights& w) {
  const Layout l = layoutOf(w.input, w.hidden, w.output, w.wHr != nullptr);
  Places at;
  at.panels = 0;
  at.bias = (size_t)l.groups * l.terms * (w.kind == GRU ? 3 : 4) * N;
  at.peepholes = at.bias + (size_t)l.groups * 4 * N;
  at.projection = at.peepholes + (w.peepholes ? (size_t)l.groups * 3 * N : 0);
  at.all = at.projection + (size_t)l.quads * 4 * N * (1 + (size_t)w.hidden);
  return at;
}

static size_t packedBytes(const Weights& w) { return placesOf(w).all * sizeof(float); }

// From which block of rows a block of the kernel comes, and with which sign. A coupled forget gate, 1 - s(z_i), is s(-z_i).
struct Source {
  int block;
  float sign;
};

INLINE Source sourceOf(int kind, int block) {
  if (kind != COUPLED) return {block, 1};
  return block < 2 ? Source{0, block == 0 ? 1.0f : -1.0f} : Source{block - 1, 1};
}

// The panels and biases of the gates. Units past H have zero weights, so that their states stay zero.
template <class B>
INLINE void packGates(const Weights& w, float* panels, float* bias) {
  const Layout l = layoutOf(w.input, w.hidden, w.output, false);
  constexpr int W = B::PER_PASS;
  for (int group = 0; group < l.groups; group++)
    for (int q = 0; q < B::BLOCKS; q++)
      for (int lane = 0; lane < N; lane++) {
        const int unit = group * N + lane;
        const bool real = unit < w.hidden;
        const Source from = sourceOf(w.kind, q);
        const size_t row = (size_t)from.block * w.hidden + unit;
        float* b = bias + (group * 4 + q) * N + lane;
        if (B::SPLIT && q == 2) {
          b[0] = real ? w.bIh[row] : 0;
          b[N] = real ? w.bHh[row] : 0;
        } else b[0] = real ? from.sign * (w.bIh[row] + w.bHh[row]) : 0;
        float* to = panels + ((size_t)group * B::BLOCKS + q / W * W) * l.terms * N + (q % W) * N + lane;
        for (int j = 0; j < w.input; j++, to += W * N) *to = real ? from.sign * w.wIh[row * w.input + j] : 0;
        for (int j = 0; j < w.output; j++, to += W * N) *to = real ? from.sign * w.wHh[row * w.output + j] : 0;
      }
}

// [groups, 3, N] of i, f, o.
static void packPeepholes(const Weights& w, float* to) {
  for (int group = 0; group * N < w.hidden; group++)
    for (int q = 0; q < 3; q++)
      for (int lane = 0; lane < N; lane++) {
        const int unit = group * N + lane;
        const bool mirrored = w.kind == COUPLED && q == 1;
        const float p = unit < w.hidden ? w.peepholes[(mirrored ? 0 : q) * w.hidden + unit] : 0;
        to[(group * 3 + q) * N + lane] = mirrored ? -p : p;
      }
}

static void packProjection(const Weights& w, int quads, float* bias) {
  memset(bias, 0, (size_t)quads * 4 * N * sizeof(float));
  float* panels = bias + (size_t)quads * 4 * N;
  for (int quad = 0; quad < quads; quad++)
    for (int q = 0; q < 4; q++)
      for (int lane = 0; lane < N; lane++) {
        const int unit = (quad * 4 + q) * N + lane;
        float* to = panels + ((size_t)quad * 4 + q / NG * NG) * w.hidden * N + (q % NG) * N + lane;
        for (int j = 0; j < w.hidden; j++, to += NG * N) *to = unit < w.output ? w.wHr[(size_t)unit * w.hidden + j] : 0;
      }
}

static void pack(const Weights& w, void* memory, Packed* packed) {
  float* base = static_cast<float*>(memory);
  const Places at = placesOf(w);
  *packed = Packed{w.kind, w.input, w.hidden, w.output, base, base + at.bias, nullptr, nullptr};
  if (w.peepholes) packed->peepholes = base + at.peepholes;
  if (w.wHr) packed->projection = base + at.projection;
  if (w.kind == GRU) packGates<Three>(w, packed->panels, packed->bias);
  else packGates<Four>(w, packed->panels, packed->bias);
  if (packed->peepholes) packPeepholes(w, packed->peepholes);
  if (packed->projection) packProjection(w, layout(*packed).quads, packed->projection);
}

}  // namespace LEVEL
