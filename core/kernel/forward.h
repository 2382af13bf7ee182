// The kernel: one direction of one layer over sequences side by side, step by step.
#pragma once

#include "pooling.h"
#include "product.h"
#include "update.h"

namespace LEVEL {

// h = W_hr m of `active` rows, whose m are in `wide`.
static void project(const Chunk& k, int step, int active) {
  const int width = roundUp(k.p.output, N);
  multiplyAll<Four>(projectionProduct(k.p, k.l), {k.wide, k.l.wide, k.sums}, step, active,
                    [&](int quad, int row, const float* sums, int count) {
                      for (int m = row; m < row + count; m++, sums += 4 * N)
                        for (int q = 0, unit = quad * 4 * N; q < 4 && unit < width; q++, unit += N)
                          store(k.next + m * k.l.stride + k.l.hiddenAt + unit, load(sums + q * N));
                    });
}

// One step of the first `active` rows.
template <class B>
static void stepOf(const Chunk& k, Update update, int step, int active) {
  multiplyAll<B>(gateProduct(k.p, k.l), {k.now + k.l.inputAt, k.l.stride, k.sums}, step, active,
                 [&](int group, int row, const float* sums, int count) { update(k, group, row, sums, count); });
  if (k.p.projection) project(k, step, active);
}

static void forward(const Packed& p, const Call& call, const int32_t* rows, int count, void* scratch) {
  Chunk k = chunkIn(p, call, rows, count, scratch);
  const Update update = updateOf(p, call);
  loadStates(k, call.from);

  int active = count;
  int pooled = call.from;
  for (int step = call.from; step < call.to; step++) {
    int left = active;
    while (left > 0 && call.lengths[rows[left - 1]] <= step) left--;
    if (left < active) {
      poolRows(k, left, active, pooled, step);
      storeStates(k, left, active, step);
      active = left;
      if (active == 0) return;
    }
    k.now = rowsAt(k, step);
    k.next = rowsAt(k, step + 1);
    readInputs(k, step, active);
    if (p.kind == GRU) stepOf<Three>(k, update, step, active);
    else stepOf<Four>(k, update, step, active);
    writeOutputs(k, active);
    if (call.pools && step + 1 - pooled == k.slots - 1) {
      poolRows(k, 0, active, pooled, step + 1);
      pooled = step + 1;
    }
  }
  poolRows(k, 0, active, pooled, call.to);
  storeStates(k, 0, active, call.to);
}

static double multiplyAdds(int rounds) {
  constexpr int CHAINS = 12;
  V sums[CHAINS];
  for (int q = 0; q < CHAINS; q++) sums[q] = all((float)q);
  V x = all(0.999f);
  for (int n = 0; n < rounds; n++) {
#pragma GCC unroll 16
    for (int q = 0; q < CHAINS; q++) sums[q] = multiplyAdd(sums[q], x, x);
  }
  V end = V{};
  for (int q = 0; q < CHAINS; q++) end += sums[q];
  volatile float used = end[0];
  (void)used;
  return (double)rounds * CHAINS * N;
}

extern const Level level;
const Level level = {LEVEL_NAME, packedBytes, pack, rowsTogether, scratchBytes, forward, multiplyAdds};

}  // namespace LEVEL
