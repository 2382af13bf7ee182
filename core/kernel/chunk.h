// What a chunk of rows works on, and the states that go in and come out.
#pragma once

#include "layout.h"

namespace LEVEL {

constexpr int TOGETHER = 192;  // most rows of a chunk
constexpr int POOL_STEPS = 8;  // steps whose states are kept to be pooled together
constexpr size_t NEAR_BYTES = 384 << 10;  // of rows, to stay in the second cache beside the panels
constexpr int MOST_FAR = FAR > Three::FAR ? FAR : Three::FAR;

struct Chunk {
  const Packed& p;
  const Call& call;
  Layout l;
  const int32_t* rows;  // [count] sequences by falling length
  int count;
  int slots;    // row buffers, used in turn: step k reads slot k % slots and writes the next
  float* xh;    // [slots, count, stride]
  float* cells; // [groups, count, N]
  float* wide;  // [count, l.wide] o * tanh(c) where h is projected
  float* sums;  // [count, 4, N]
  size_t* at;   // [count] where this step of a sequence stands in [B, T]
  float* now;   // [count, stride] rows that this step reads
  float* next;  // and those it writes
};

// The rows that `step` reads.
INLINE float* rowsAt(const Chunk& k, int step) { return k.xh + (size_t)(step % k.slots) * k.count * k.l.stride; }

// h of a row after `step` - 1.
INLINE float* hiddenAt(const Chunk& k, int step, int row) { return rowsAt(k, step) + row * k.l.stride + k.l.hiddenAt; }

INLINE size_t timeOf(const Call& call, int sequence, int step) {
  const int end = call.windowed ? call.to : call.lengths[sequence];
  const int start = call.windowed ? call.from : 0;
  return (size_t)sequence * call.steps + (call.reverse ? end - 1 - step : step - start);
}

// Row buffers of a chunk; of as many rows as pooling chunks have, whatever this one's, so that fewer rows never need more.
static int slotsFor(const Packed& p, const Call& call) {
  if (!call.pools) return 2;
  const size_t fit = NEAR_BYTES / (layout(p).stride * sizeof(float) * (TOGETHER / 2));
  return fit < 2 ? 2 : fit > POOL_STEPS + 1 ? POOL_STEPS + 1 : (int)fit;
}

static int rowsTogether(const Packed& p, const Call& call, int rows) {
  const int most = call.pools ? TOGETHER / 2 : TOGETHER;
  const int chunks = (rows + most - 1) / most;
  const int tile = p.kind == GRU ? Three::ROWS : Four::ROWS;
  return chunks < 2 ? (rows > 0 ? rows : 1) : roundUp((rows + chunks - 1) / chunks, tile);
}

struct Parts {
  size_t xh, cells, wide, sums, at, all;
};

INLINE Parts partsOf(const Packed& p, const Call& call, int rows) {
  const Layout l = layout(p);
  Parts s;
  s.xh = (size_t)slotsFor(p, call) * rows * l.stride * sizeof(float);
  s.cells = hasCellState(p.kind) ? (size_t)l.groups * rows * N * sizeof(float) : 0;
  s.wide = (size_t)rows * l.wide * sizeof(float);
  s.sums = (size_t)(rows > MOST_FAR ? rows : MOST_FAR) * 4 * N * sizeof(float);
  s.at = (size_t)roundUp(rows, 16) * sizeof(size_t);
  s.all = s.xh + s.cells + s.wide + s.sums + s.at;
  return s;
}

static size_t scratchBytes(const Packed& p, const Call& call, int rows) { return partsOf(p, call, rows).all; }

// Rows and cells begin as zeros: what no state is copied to stays so.
INLINE Chunk chunkIn(const Packed& p, const Call& call, const int32_t* rows, int count, void* scratch) {
  const Parts parts = partsOf(p, call, count);
  char* memory = static_cast<char*>(scratch);
  memset(memory, 0, parts.xh + parts.cells);
  Chunk k{p, call, layout(p), rows, count, slotsFor(p, call), nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
  k.xh = reinterpret_cast<float*>(memory);
  k.cells = reinterpret_cast<float*>(memory += parts.xh);
  k.wide = reinterpret_cast<float*>(memory += parts.cells);
  k.sums = reinterpret_cast<float*>(memory += parts.wide);
  k.at = reinterpret_cast<size_t*>(memory += parts.sums);
  return k;
}

// Copies the cell states of a row in or out.
template <class Copy>
INLINE void eachCell(const Chunk& k, int row, const Copy& copy) {
  if (!hasCellState(k.p.kind)) return;
  const int H = k.p.hidden;
  float* outside = k.call.c + (size_t)k.rows[row] * H;
  for (int group = 0; group < k.l.groups; group++) {
    const int n = H - group * N < N ? H - group * N : N;
    copy(k.cells + ((size_t)group * k.count + row) * N, outside + group * N, n * sizeof(float));
  }
}

static void loadStates(const Chunk& k, int step) {
  const int P = k.p.output;
  for (int row = 0; row < k.count; row++) {
    memcpy(hiddenAt(k, step, row), k.call.h + (size_t)k.rows[row] * P, P * sizeof(float));
    eachCell(k, row, [](float* inside, float* outside, size_t bytes) { memcpy(inside, outside, bytes); });
  }
}

// Hands back the states of the rows first..last, whose next step would have been `step`.
static void storeStates(const Chunk& k, int first, int last, int step) {
  const int P = k.p.output;
  for (int row = first; row < last; row++) {
    memcpy(k.call.h + (size_t)k.rows[row] * P, hiddenAt(k, step, row), P * sizeof(float));
    eachCell(k, row, [](float* inside, float* outside, size_t bytes) { memcpy(outside, inside, bytes); });
  }
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

// h of this step to the outputs, and where it is a projection to its quantity; others are written with the gates.
static void writeOutputs(const Chunk& k, int active) {
  const int P = k.p.output;
  float* projected = k.call.gates && k.p.projection ? k.call.gates->of[quantitiesOf(k.p.kind) - 1] : nullptr;
  for (int row = 0; row < active; row++) {
    const float* h = k.next + row * k.l.stride + k.l.hiddenAt;
    if (k.call.output)
      memcpy(k.call.output + k.at[row] * k.call.outputStride + k.call.outputOffset, h, P * sizeof(float));
    if (projected) memcpy(projected + k.at[row] * P, h, P * sizeof(float));
  }
}

}  // namespace LEVEL
