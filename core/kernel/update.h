// From the sums of a tile to its states, for every kind of cell; cell.h has the equations.
#pragma once

#include "cell.h"
#include "chunk.h"

namespace LEVEL {

// Takes the rows row..row + count of one group on by a step; `sums` [count, 4, N].
typedef void (*Update)(const Chunk& k, int group, int row, const float* sums, int count);

// Kept out of line: constants would drive the sums out of the registers. With gates the same, bit for bit, written out.
template <bool PEEPHOLES, bool GATES>
static __attribute__((noinline)) void updateLstm(const Chunk& k, int group, int row, const float* sums, int count) {
  const Constants& n = constants();
  const float* peep = PEEPHOLES ? k.p.peepholes + group * 3 * N : nullptr;
  float* c = k.cells + ((size_t)group * k.count + row) * N;
  const ptrdiff_t stride = k.l.wide ? k.l.wide : k.l.stride;
  float* h = (k.l.wide ? k.wide : k.next + k.l.hiddenAt) + row * stride + group * N;
  for (int m = 0; m < count; m++, sums += 4 * N, c += N, h += stride) {
    Denominators d = denominators(sums, PEEPHOLES ? peep : nullptr, load(c), n);
    const V next = nextCell(d, load(c), n);
    if (PEEPHOLES) d.o = denominator(multiplyAdd(load(peep + 2 * N), next, load(sums + 3 * N)), n, n.once);
    const V hidden = nextHidden(d, next, n);
    store(c, next);
    store(h, hidden);
    if (!GATES) continue;
    float* const* to = k.call.gates->of;
    const size_t at = k.at[row + m] * k.p.hidden + group * N;
    const int units = k.p.hidden - group * N;
    storeSome(to[0] + at, gate(d.i), units);
    storeSome(to[1] + at, gate(d.f), units);
    storeSome(to[2] + at, candidate(d.g), units);
    storeSome(to[3] + at, gate(d.o), units);
    storeSome(to[4] + at, next, units);
    if (!k.l.wide) storeSome(to[5] + at, hidden, units);
  }
}

// The sums of r and z, of n over h and of n over x.
template <bool GATES>
static __attribute__((noinline)) void updateGru(const Chunk& k, int group, int row, const float* sums, int count) {
  const Constants& n = constants();
  const ptrdiff_t first = row * k.l.stride + k.l.hiddenAt + group * N;
  const float* before = k.now + first;
  float* h = k.next + first;
  for (int m = 0; m < count; m++, sums += 4 * N, before += k.l.stride, h += k.l.stride) {
    const V r = gate(denominator(load(sums), n, n.once));
    const V z = denominator(load(sums + N), n, n.once);
    const V g = denominator(multiplyAdd(r, load(sums + 2 * N), load(sums + 3 * N)), n, n.twice);
    const V hidden = nextGru(z, g, load(before), n);
    store(h, hidden);
    if (!GATES) continue;
    float* const* to = k.call.gates->of;
    const size_t at = k.at[row + m] * k.p.hidden + group * N;
    const int units = k.p.hidden - group * N;
    storeSome(to[0] + at, r, units);
    storeSome(to[1] + at, gate(z), units);
    storeSome(to[2] + at, candidate(g), units);
    storeSome(to[3] + at, hidden, units);
  }
}

INLINE Update updateOf(const Packed& p, const Call& call) {
  if (p.kind == GRU) return call.gates ? updateGru<true> : updateGru<false>;
  if (p.peepholes) return call.gates ? updateLstm<true, true> : updateLstm<true, false>;
  return call.gates ? updateLstm<false, true> : updateLstm<false, false>;
}

}  // namespace LEVEL
