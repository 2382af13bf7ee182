// The matrix product of rows and panels, and the order in which it goes over both.
//
// A tile of rows x one group is summed up in registers, and what becomes of its sums follows while they are in cache. The order
// of additions for a unit is: bias, then its K terms. It depends on nothing, neither on the tile, the width of vectors nor
// what other sequences there are: so a sequence has the same bytes in any batch, on any number of threads, however it is
// cut. Groups are walked upwards on even steps and downwards on odd ones: what was read last is still in cache.
#pragma once

#include "layout.h"

namespace LEVEL {

constexpr int BLOCK = 192;  // terms of a panel that are summed up at once: about what the first cache holds

// Rows to be multiplied: `a` stands at the first term of the first; their sums go to [count, 4, N].
struct Rows {
  const float* a;
  ptrdiff_t stride;
  float* sums;
};

// Adds the products of `terms` terms to the sums of M rows; `a` and `w` stand at the first term read.
template <int M, int Q>
INLINE void multiply(const float* a, ptrdiff_t stride, const float* w, int terms, V (&sums)[M][Q]) {
#pragma GCC unroll 1
  for (int j = 0; j < terms; j++) {
    V weight[Q];
#pragma GCC unroll 4
    for (int q = 0; q < Q; q++) weight[q] = load(w + q * N);
#pragma GCC unroll 8
    for (int m = 0; m < M; m++) {
      const V x = broadcast(a + m * stride);
#pragma GCC unroll 4
      for (int q = 0; q < Q; q++) sums[m][q] = multiplyAdd(x, weight[q], sums[m][q]);
    }
    a++;
    w += Q * N;
  }
}

// The part of a group's terms that a round over the rows sums up.
struct Span {
  int group;
  int from, to;
  bool first, last;
};

// Asks for the share `part` of `parts` of a span's weights, so that they are near when their turn comes.
template <class B>
INLINE void fetch(const Product& w, const Span& span, int part, int parts) {
  constexpr int W = B::PER_PASS;
  const size_t bytes = (size_t)(span.to - span.from) * W * N * sizeof(float);
  const float* panel = panelOf<B>(w, span.group);
  for (int pass = 0; pass < B::BLOCKS / W; pass++) {
    const char* at = reinterpret_cast<const char*>(panel + ((size_t)pass * w.terms + span.from) * W * N);
    for (size_t b = bytes * part / parts; b < bytes * (part + 1) / parts; b += 64) __builtin_prefetch(at + b, 0, 2);
  }
}

// Sums up a span for M rows x one group; between spans the sums wait in `kept`.
template <class B, int M>
static __attribute__((noinline)) void tile(const Product& w, const float* a, ptrdiff_t stride, const Span& span,
                                           float* kept) {
  constexpr int Q = B::PER_PASS;
  const float* panel = panelOf<B>(w, span.group);
  const float* bias = w.bias + span.group * 4 * N;
#pragma GCC unroll 2
  for (int pass = 0; pass < B::BLOCKS / Q; pass++) {
    V sums[M][Q];
#pragma GCC unroll 8
    for (int m = 0; m < M; m++)
#pragma GCC unroll 4
      for (int q = 0; q < Q; q++)
        sums[m][q] = load(span.first ? bias + (pass * Q + q) * N : kept + (m * 4 + pass * Q + q) * N);
    int from = span.from;
    if (B::SPLIT && from <= w.turn && w.turn < span.to) {
      multiply<M, Q>(a + from, stride, panel + (size_t)from * Q * N, w.turn - from, sums);
      from = w.turn;
      // n over x is complete, and n over h begins.
#pragma GCC unroll 8
      for (int m = 0; m < M; m++) {
        store(kept + (m * 4 + 3) * N, sums[m][Q - 1]);
        sums[m][Q - 1] = load(bias + 3 * N);
      }
    }
    multiply<M, Q>(a + from, stride, panel + ((size_t)pass * w.terms + from) * Q * N, span.to - from, sums);
#pragma GCC unroll 8
    for (int m = 0; m < M; m++)
#pragma GCC unroll 4
      for (int q = 0; q < Q; q++) store(kept + (m * 4 + pass * Q + q) * N, sums[m][q]);
  }
}

template <class B, int M>
INLINE void tileOf(int rows, const Product& w, const float* a, ptrdiff_t stride, const Span& span, float* kept) {
  if constexpr (M > 1)
    if (rows < M) return tileOf<B, M - 1>(rows, w, a, stride, span, kept);
  tile<B, M>(w, a, stride, span, kept);
}

// Terms of a span of which `rest` terms are left: a short rest is not left over.
INLINE int spanSize(int rest) { return rest < BLOCK + BLOCK / 2 ? rest : BLOCK; }

INLINE Span firstSpan(const Product& w, int group) {
  const int size = spanSize(w.terms);
  return Span{group, 0, size, true, size == w.terms};
}

// The span after one; after the step's last one, that which the next step begins with.
INLINE Span spanAfter(const Product& w, const Span& span, int way) {
  if (span.last) {
    const int group = span.group + way;
    return firstSpan(w, group < 0 || group == w.groups ? span.group : group);
  }
  const int rest = w.terms - span.to;
  const int size = spanSize(rest);
  return Span{span.group, span.to, span.to + size, false, size == rest};
}

// Multiplies `active` rows, span by span, so that weights serve all rows while they are near, and those of the next span
// are fetched meanwhile; calls done(group, row, sums, count) for every tile that is summed up.
template <class B, class Done>
INLINE void multiplyRows(const Product& w, const Rows& rows, int step, int active, const Done& done) {
  const int way = step % 2 == 0 ? 1 : -1;
  const int tiles = (active + B::ROWS - 1) / B::ROWS;
  Span span = firstSpan(w, way > 0 ? 0 : w.groups - 1);
  for (int left = w.groups; left > 0;) {
    const Span next = spanAfter(w, span, way);
    for (int row = 0; row < active;) {
      const int m = active - row < B::ROWS ? active - row : B::ROWS;
      float* kept = rows.sums + (size_t)row * 4 * N;
      fetch<B>(w, next, row / B::ROWS, tiles);
      tileOf<B, B::ROWS>(m, w, rows.a + row * rows.stride, rows.stride, span, kept);
      if (span.last) done(span.group, row, kept, m);
      row += m;
    }
    if (span.last) left--;
    span = next;
  }
}

// Sums of one row x GROUPS groups over the terms from..to: a matrix times a vector, bound by how fast the panels can be read.
template <class B, int Q>
INLINE void multiplyOne(const Product& w, const float* panel, const float* a, int from, int to, V (&sums)[Q]) {
  constexpr int W = B::PER_PASS;
  panel += (size_t)from * W * N;
#pragma GCC unroll 1
  for (int j = from; j < to; j++, panel += W * N) {
    const V x = broadcast(a + j);
#pragma GCC unroll 8
    for (int q = 0; q < Q; q++)
      sums[q] = multiplyAdd(x, load(panel + (size_t)(q / W) * w.terms * W * N + (q % W) * N), sums[q]);
  }
}

template <class B, int GROUPS>
static __attribute__((noinline)) void lonely(const Product& w, int group, const float* a, float* kept) {
  constexpr int Q = GROUPS * B::BLOCKS;
  const float* panel = panelOf<B>(w, group);
  const float* bias = w.bias + group * 4 * N;
  V sums[Q];
#pragma GCC unroll 8
  for (int q = 0; q < Q; q++) sums[q] = load(bias + (q / B::BLOCKS * 4 + q % B::BLOCKS) * N);
  int from = 0;
  if (B::SPLIT) {
    multiplyOne<B, Q>(w, panel, a, 0, w.turn, sums);
    from = w.turn;
#pragma GCC unroll 8
    for (int g = 0; g < GROUPS; g++) {
      store(kept + (g * 4 + 3) * N, sums[g * B::BLOCKS + 2]);
      sums[g * B::BLOCKS + 2] = load(bias + (g * 4 + 3) * N);
    }
  }
  multiplyOne<B, Q>(w, panel, a, from, w.terms, sums);
#pragma GCC unroll 8
  for (int q = 0; q < Q; q++) store(kept + (q / B::BLOCKS * 4 + q % B::BLOCKS) * N, sums[q]);
}

// As `multiplyRows` of one row.
template <class B, class Done>
INLINE void multiplyRow(const Product& w, const Rows& rows, int step, const Done& done) {
  const int several = w.groups / B::FAR;
  const int rounds = several + w.groups % B::FAR;
  for (int n = 0; n < rounds; n++) {
    const int round = step % 2 == 0 ? n : rounds - 1 - n;
    const bool far = round < several;
    const int group = far ? round * B::FAR : several * B::FAR + round - several;
    if (far) lonely<B, B::FAR>(w, group, rows.a, rows.sums);
    else lonely<B, 1>(w, group, rows.a, rows.sums);
    for (int g = 0; g < (far ? B::FAR : 1); g++) done(group + g, 0, rows.sums + g * 4 * N, 1);
  }
}

template <class B, class Done>
INLINE void multiplyAll(const Product& w, const Rows& rows, int step, int active, const Done& done) {
  if (active == 1) multiplyRow<B>(w, rows, step, done);
  else multiplyRows<B>(w, rows, step, active, done);
}

}  // namespace LEVEL
