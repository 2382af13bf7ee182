// The kernel: one direction of one LSTM layer over sequences side by side.
//
// Each sequence has a row [0.. | x_t | h_{t-1} | 0..], and four gates of N units, a group, have one panel of weights, so that
// input projection and recurrence are one matrix product of K = I + H terms. A tile of ROWS rows x one group is summed up in
// registers, and its cells are updated while it is in cache.
//
// The order of additions for a unit is: bias, then its K terms. It depends on nothing, neither on the tile, the width of
// vectors nor what other sequences there are: so a sequence has the same bytes in any batch, on any number of threads,
// however it is cut. Groups are walked upwards on even steps and downwards on odd ones: what was read last is still in cache.
#pragma once

#include "cell.h"
#include "lstm.h"

namespace LEVEL {

using namespace lstm;

constexpr int ALIGNED = 16;    // floats; what rows and their parts are rounded up to
constexpr int BLOCK = 192;     // terms of a panel that are summed up at once: about what the first cache holds
constexpr int TOGETHER = 192;  // most rows of a chunk
constexpr int POOL_STEPS = 8;  // steps whose states are kept to be pooled together
constexpr size_t NEAR_BYTES = 384 << 10;  // of rows, to stay in the second cache beside the panels

constexpr int roundUp(int n, int to) { return (n + to - 1) / to * to; }

struct Layout {
  int groups;        // of N units
  int terms;         // K = I + H
  int hiddenAt;      // where h stands in a row, aligned
  int inputAt;       // where x stands, right before it
  ptrdiff_t stride;  // of rows; rows a multiple of 1 KiB apart would share their places in cache
};

INLINE Layout layout(const Packed& p) {
  Layout l;
  l.groups = (p.hidden + N - 1) / N;
  l.terms = p.input + p.hidden;
  l.hiddenAt = roundUp(p.input, ALIGNED);
  l.inputAt = l.hiddenAt - p.input;
  l.stride = roundUp(l.hiddenAt + l.groups * N, ALIGNED);
  if (l.stride % 256 == 0) l.stride += ALIGNED;
  return l;
}

// A panel is [PASSES][K][NG][N]: what a pass reads lies in the order that it reads it.
INLINE size_t panelSize(const Layout& l) { return (size_t)l.terms * 4 * N; }

static size_t packedBytes(int input, int hidden) {
  const Layout l = layout(Packed{input, hidden, nullptr, nullptr});
  return (l.groups * panelSize(l) + (size_t)l.groups * 4 * N) * sizeof(float);
}

// Units past H have zero weights, so that their states stay zero.
static void pack(const Weights& w, void* memory, Packed* packed) {
  const int I = w.input, H = w.hidden;
  *packed = Packed{I, H, static_cast<float*>(memory), nullptr};
  const Layout l = layout(*packed);
  packed->bias = packed->panels + l.groups * panelSize(l);
  for (int group = 0; group < l.groups; group++)
    for (int q = 0; q < 4; q++)
      for (int lane = 0; lane < N; lane++) {
        const int unit = group * N + lane;
        const bool real = unit < H;
        const size_t row = (size_t)q * H + unit;
        packed->bias[(group * 4 + q) * N + lane] = real ? w.bIh[row] + w.bHh[row] : 0;
        float* to = packed->panels + group * panelSize(l) + (size_t)(q / NG) * l.terms * NG * N + (q % NG) * N + lane;
        for (int j = 0; j < I; j++, to += NG * N) *to = real ? w.wIh[row * I + j] : 0;
        for (int j = 0; j < H; j++, to += NG * N) *to = real ? w.wHh[row * H + j] : 0;
      }
}

// Everything that a chunk of rows works on.
struct Chunk {
  const Packed& p;
  const Call& call;
  Layout l;
  const int32_t* rows;  // [count] sequences by falling length
  int count;
  int slots;      // row buffers, used in turn: step k reads slot k % slots and writes the next
  float* xh;      // [slots, count, stride]
  float* cells;   // [groups, count, N]
  float* sums;    // [count, 4, N]
  size_t* at;     // [count] where this step of a sequence stands in [B, T]
  float* now;     // [count, stride] rows that this step reads
  float* next;    // and those it writes
};

// The rows that `step` reads.
INLINE float* rowsAt(const Chunk& k, int step) { return k.xh + (size_t)(step % k.slots) * k.count * k.l.stride; }

INLINE size_t timeOf(const Call& call, int sequence, int step) {
  const int end = call.windowed ? call.to : call.lengths[sequence];
  const int start = call.windowed ? call.from : 0;
  return (size_t)sequence * call.steps + (call.reverse ? end - 1 - step : step - start);
}

// Adds the products of `terms` terms to the sums of M rows; `a` and `w` stand at the first term read.
template <int M>
INLINE void multiply(const float* a, ptrdiff_t stride, const float* w, int terms, V (&sums)[M][NG]) {
#pragma GCC unroll 1
  for (int j = 0; j < terms; j++) {
    V weight[NG];
#pragma GCC unroll 4
    for (int q = 0; q < NG; q++) weight[q] = load(w + q * N);
#pragma GCC unroll 8
    for (int m = 0; m < M; m++) {
      const V x = broadcast(a + m * stride);
#pragma GCC unroll 4
      for (int q = 0; q < NG; q++) sums[m][q] = multiplyAdd(x, weight[q], sums[m][q]);
    }
    a++;
    w += NG * N;
  }
}

// The part of a group's terms that a round over the rows sums up.
struct Span {
  int group;
  int from, to;
  bool first, last;
};

// Asks for the share `part` of `parts` of a span's weights, so that they are near when their turn comes.
INLINE void fetch(const Chunk& k, const Span& span, int part, int parts) {
  const size_t bytes = (size_t)(span.to - span.from) * NG * N * sizeof(float);
  const float* panel = k.p.panels + span.group * panelSize(k.l);
  for (int pass = 0; pass < PASSES; pass++) {
    const char* at = reinterpret_cast<const char*>(panel + ((size_t)pass * k.l.terms + span.from) * NG * N);
    for (size_t b = bytes * part / parts; b < bytes * (part + 1) / parts; b += 64) __builtin_prefetch(at + b, 0, 2);
  }
}

// Sums up a span for M rows x one group; between spans the sums wait in `kept`.
template <int M>
static __attribute__((noinline)) void tile(const Chunk& k, const float* a, const float* panel, const float* bias,
                                           Span span, float* kept) {
#pragma GCC unroll 2
  for (int pass = 0; pass < PASSES; pass++) {
    V sums[M][NG];
#pragma GCC unroll 8
    for (int m = 0; m < M; m++)
#pragma GCC unroll 4
      for (int q = 0; q < NG; q++)
        sums[m][q] = load(span.first ? bias + (pass * NG + q) * N : kept + (m * 4 + pass * NG + q) * N);
    multiply<M>(a + span.from, k.l.stride, panel + ((size_t)pass * k.l.terms + span.from) * NG * N,
                span.to - span.from, sums);
#pragma GCC unroll 8
    for (int m = 0; m < M; m++)
#pragma GCC unroll 4
      for (int q = 0; q < NG; q++) store(kept + (m * 4 + pass * NG + q) * N, sums[m][q]);
  }
}

// The cells of one group in `count` rows. Kept out of line: its constants would drive the sums out of the registers.
static __attribute__((noinline)) void update(const float* sums, float* c, float* h, ptrdiff_t stride, int count) {
  const Constants& n = constants();
  for (int m = 0; m < count; m++, sums += 4 * N, c += N, h += stride) {
    const Denominators d = denominators(sums, n);
    const V next = nextCell(d, load(c), n);
    store(c, next);
    store(h, nextHidden(d, next, n));
  }
}

// The same, bit for bit, with the six quantities written out.
static __attribute__((noinline)) void updateWithGates(const Chunk& k, int group, int row, const float* sums, float* c,
                                                      float* h, int count) {
  const Gates& gates = *k.call.gates;
  const int units = k.p.hidden - group * N;
  const Constants& n = constants();
  for (int m = 0; m < count; m++, sums += 4 * N, c += N, h += k.l.stride) {
    const Denominators d = denominators(sums, n);
    const V next = nextCell(d, load(c), n);
    const V hidden = nextHidden(d, next, n);
    store(c, next);
    store(h, hidden);
    const size_t to = k.at[row + m] * k.p.hidden + group * N;
    storeSome(gates.i + to, gate(d.i), units);
    storeSome(gates.f + to, gate(d.f), units);
    storeSome(gates.g + to, candidate(d.g), units);
    storeSome(gates.o + to, gate(d.o), units);
    storeSome(gates.c + to, next, units);
    storeSome(gates.h + to, hidden, units);
  }
}

// One span over the first `active` rows, tile by tile, while the weights of the next one are fetched.
static void sumRows(const Chunk& k, int active, const Span& span, const Span& next) {
  const int group = span.group;
  const float* panel = k.p.panels + group * panelSize(k.l);
  const float* bias = k.p.bias + group * 4 * N;
  const int tiles = (active + ROWS - 1) / ROWS;
  for (int row = 0; row < active;) {
    const int m = active - row < ROWS ? active - row : ROWS;
    const float* a = k.now + row * k.l.stride + k.l.inputAt;
    float* kept = k.sums + (size_t)row * 4 * N;
    fetch(k, next, row / ROWS, tiles);
    switch (m) {
      case 1: tile<1>(k, a, panel, bias, span, kept); break;
      case 2: tile<2>(k, a, panel, bias, span, kept); break;
      case 3: tile<3>(k, a, panel, bias, span, kept); break;
      case 4: tile<4>(k, a, panel, bias, span, kept); break;
      case 5: tile<5>(k, a, panel, bias, span, kept); break;
      default: tile<ROWS>(k, a, panel, bias, span, kept);
    }
    if (span.last) {
      float* c = k.cells + ((size_t)group * k.count + row) * N;
      float* h = k.next + row * k.l.stride + k.l.hiddenAt + group * N;
      if (k.call.gates) updateWithGates(k, group, row, kept, c, h, m);
      else update(kept, c, h, k.l.stride, m);
    }
    row += m;
  }
}

// Terms of a span of which `rest` terms are left: a short rest is not left over.
INLINE int spanSize(int rest) { return rest < BLOCK + BLOCK / 2 ? rest : BLOCK; }

INLINE Span firstSpan(const Layout& l, int group) {
  const int size = spanSize(l.terms);
  return Span{group, 0, size, true, size == l.terms};
}

// The span after one; after the step's last one, that which the next step begins with.
INLINE Span spanAfter(const Layout& l, const Span& span, int way) {
  if (span.last) {
    const int group = span.group + way;
    return firstSpan(l, group < 0 || group == l.groups ? span.group : group);
  }
  const int rest = l.terms - span.to;
  const int size = spanSize(rest);
  return Span{span.group, span.to, span.to + size, false, size == rest};
}

// One step of several rows: span by span, so that its weights serve all rows while they are near.
static void stepOfRows(const Chunk& k, int step, int active) {
  const int way = step % 2 == 0 ? 1 : -1;
  Span span = firstSpan(k.l, way > 0 ? 0 : k.l.groups - 1);
  for (int left = k.l.groups; left > 0;) {
    const Span next = spanAfter(k.l, span, way);
    sumRows(k, active, span, next);
    if (span.last) left--;
    span = next;
  }
}

// Sums of one row x GROUPS groups: a matrix times a vector, bound by how fast the panels can be read.
template <int GROUPS>
static __attribute__((noinline)) void lonely(const Chunk& k, int group, const float* a) {
  const float* panel = k.p.panels + group * panelSize(k.l);
  const float* bias = k.p.bias + group * 4 * N;
  V sums[GROUPS * 4];
#pragma GCC unroll 8
  for (int q = 0; q < GROUPS * 4; q++) sums[q] = load(bias + q * N);
#pragma GCC unroll 1
  for (int j = 0; j < k.l.terms; j++, a++, panel += NG * N) {
    const V x = broadcast(a);
#pragma GCC unroll 8
    for (int q = 0; q < GROUPS * 4; q++) {
      const float* w = panel + (size_t)(q / NG) * k.l.terms * NG * N + (q % NG) * N;
      sums[q] = multiplyAdd(x, load(w), sums[q]);
    }
  }
#pragma GCC unroll 8
  for (int q = 0; q < GROUPS * 4; q++) store(k.sums + q * N, sums[q]);
}

// One step of one row.
static void stepOfOne(const Chunk& k, int step) {
  const float* a = k.now + k.l.inputAt;
  float* h = k.next + k.l.hiddenAt;
  const int pairs = k.l.groups / FAR;
  const int rounds = pairs + k.l.groups % FAR;
  for (int n = 0; n < rounds; n++) {
    const int round = step % 2 == 0 ? n : rounds - 1 - n;
    const bool pair = round < pairs;
    const int group = pair ? round * FAR : pairs * FAR + round - pairs;
    if (pair) lonely<FAR>(k, group, a);
    else lonely<1>(k, group, a);
    for (int g = 0; g < (pair ? FAR : 1); g++) {
      float* c = k.cells + (size_t)(group + g) * k.count * N;
      if (k.call.gates) updateWithGates(k, group + g, 0, k.sums + g * 4 * N, c, h + (group + g) * N, 1);
      else update(k.sums + g * 4 * N, c, h + (group + g) * N, 0, 1);
    }
  }
}

// Pools the states after the steps from..to of one row, N/2 units at a time, in float64.
static void poolRow(const Chunk& k, int row, int from, int to) {
  const Pools& pools = *k.call.pools;
  const int H = k.p.hidden;
  const size_t base = (size_t)k.rows[row] * H;
  constexpr int W = N / 2;
  for (int unit = 0; unit < H; unit += W) {
    const int n = H - unit < W ? H - unit : W;
    const size_t at = base + unit;
    float first[W], low[W], high[W];
    double sum[W], squares[W];
    if (from == 0) {
      memcpy(first, rowsAt(k, 1) + row * k.l.stride + k.l.hiddenAt + unit, sizeof first);
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
      const Half h = loadHalf(rowsAt(k, step + 1) + row * k.l.stride + k.l.hiddenAt + unit);
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

// Row buffers of a chunk; of as many rows as pooling chunks have, whatever this one's, so that fewer rows never need more.
static int slotsFor(const Packed& p, const Call& call) {
  if (!call.pools) return 2;
  const size_t fit = NEAR_BYTES / (layout(p).stride * sizeof(float) * (TOGETHER / 2));
  return fit < 2 ? 2 : fit > POOL_STEPS + 1 ? POOL_STEPS + 1 : (int)fit;
}

static int rowsTogether(const Packed& p, const Call& call, int rows) {
  (void)p;
  const int most = call.pools ? TOGETHER / 2 : TOGETHER;
  const int chunks = (rows + most - 1) / most;
  return chunks < 2 ? (rows > 0 ? rows : 1) : roundUp((rows + chunks - 1) / chunks, ROWS);
}

struct Parts {
  size_t xh, cells, sums, at, all;
};

INLINE Parts partsOf(const Packed& p, const Call& call, int rows) {
  const Layout l = layout(p);
  Parts s;
  s.xh = (size_t)slotsFor(p, call) * rows * l.stride * sizeof(float);
  s.cells = (size_t)l.groups * rows * N * sizeof(float);
  s.sums = (size_t)(rows > FAR ? rows : FAR) * 4 * N * sizeof(float);
  s.at = (size_t)roundUp(rows, 16) * sizeof(size_t);
  s.all = s.xh + s.cells + s.sums + s.at;
  return s;
}

static size_t scratchBytes(const Packed& p, const Call& call, int rows) { return partsOf(p, call, rows).all; }

static void loadStates(const Chunk& k) {
  const int H = k.p.hidden;
  for (int row = 0; row < k.count; row++) {
    const size_t from = (size_t)k.rows[row] * H;
    memcpy(k.now + row * k.l.stride + k.l.hiddenAt, k.call.h + from, H * sizeof(float));
    for (int group = 0; group < k.l.groups; group++) {
      const int n = H - group * N < N ? H - group * N : N;
      memcpy(k.cells + ((size_t)group * k.count + row) * N, k.call.c + from + group * N, n * sizeof(float));
    }
  }
}

// Hands back the states of the rows first..last, whose next step would have been `step`.
static void storeStates(const Chunk& k, int first, int last, int step) {
  const int H = k.p.hidden;
  for (int row = first; row < last; row++) {
    const size_t to = (size_t)k.rows[row] * H;
    memcpy(k.call.h + to, rowsAt(k, step) + row * k.l.stride + k.l.hiddenAt, H * sizeof(float));
    for (int group = 0; group < k.l.groups; group++) {
      const int n = H - group * N < N ? H - group * N : N;
      memcpy(k.call.c + to + group * N, k.cells + ((size_t)group * k.count + row) * N, n * sizeof(float));
    }
  }
}

static void poolRows(const Chunk& k, int first, int last, int from, int to) {
  if (k.call.pools && from < to)
    for (int row = first; row < last; row++) poolRow(k, row, from, to);
}

static void readInputs(const Chunk& k, int step, int active) {
  const int I = k.p.input;
  for (int row = 0; row < active; row++) {
    k.at[row] = timeOf(k.call, k.rows[row], step);
    float* to = k.now + row * k.l.stride + k.l.inputAt;
    const float* from = k.call.input + k.at[row] * I;
    for (int j = 0; j < I; j++) to[j] = from[j];
  }
}

static void writeOutputs(const Chunk& k, int active) {
  if (!k.call.output) return;
  for (int row = 0; row < active; row++)
    memcpy(k.call.output + k.at[row] * k.call.outputStride + k.call.outputOffset,
           k.next + row * k.l.stride + k.l.hiddenAt, k.p.hidden * sizeof(float));
}

static void forward(const Packed& p, const Call& call, const int32_t* rows, int count, void* scratch) {
  const Parts parts = partsOf(p, call, count);
  char* memory = static_cast<char*>(scratch);
  Chunk k{p, call, layout(p), rows, count, slotsFor(p, call), nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
  k.xh = reinterpret_cast<float*>(memory);
  k.cells = reinterpret_cast<float*>(memory + parts.xh);
  k.sums = reinterpret_cast<float*>(memory + parts.xh + parts.cells);
  k.at = reinterpret_cast<size_t*>(memory + parts.xh + parts.cells + parts.sums);
  memset(memory, 0, parts.xh + parts.cells);
  k.now = rowsAt(k, call.from);
  loadStates(k);

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
    if (active == 1) stepOfOne(k, step);
    else stepOfRows(k, step, active);
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
