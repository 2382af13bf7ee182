// Pools the states of a chunk while they are in cache.
#pragma once

#include "chunk.h"

namespace LEVEL {

// Pools the states after the steps from..to of one row, N/2 units at a time, in float64.
static void poolRow(const Chunk& k, int row, int from, int to) {
  const Pools& pools = *k.call.pools;
  const int P = k.p.output;
  const size_t base = (size_t)k.rows[row] * P;
  constexpr int W = N / 2;
  for (int unit = 0; unit < P; unit += W) {
    const int n = P - unit < W ? P - unit : W;
    const size_t at = base + unit;
    float first[W], low[W], high[W];
    double sum[W], squares[W];
    if (from == 0) {
      memcpy(first, hiddenAt(k, 1, row) + unit, sizeof first);
      memcpy(low, first, sizeof first);
      memcpy(high, first, sizeof first);
      memset(sum, 0, sizeof sum);
      memset(squares, 0, sizeof squares);
    } else {
      memcpy(first, pools.first + at, n * sizeof(float));
      memcpy(low, pools.min + at, n * sizeof(float));
      memcpy(high, pools.max + at, n * sizeof(float));
      memcpy(sum, pools.sum + at, n * sizeof(double));
      memcpy(squares, pools.squares + at, n * sizeof(double));
    }
    Half lowest = loadHalf(low), highest = loadHalf(high);
    Wide total = loadWide(sum), square = loadWide(squares);
    const Wide origin = widen(loadHalf(first));
    for (int step = from; step < to; step++) {
      const Half h = loadHalf(hiddenAt(k, step + 1, row) + unit);
      lowest = h >= lowest ? lowest : h;
      highest = h <= highest ? highest : h;
      const Wide d = widen(h) - origin;
      total += d;
      square += d * d;
    }
    storeHalf(low, lowest);
    storeHalf(high, highest);
    storeWide(sum, total);
    storeWide(squares, square);
    memcpy(pools.first + at, first, n * sizeof(float));
    memcpy(pools.min + at, low, n * sizeof(float));
    memcpy(pools.max + at, high, n * sizeof(float));
    memcpy(pools.sum + at, sum, n * sizeof(double));
    memcpy(pools.squares + at, squares, n * sizeof(double));
  }
}

static void poolRows(const Chunk& k, int first, int last, int from, int to) {
  if (k.call.pools && from < to)
    for (int row = first; row < last; row++) poolRow(k, row, from, to);
}

}  // namespace LEVEL
