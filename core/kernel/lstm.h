// What a build of the kernel offers to its caller: plain structs over memory that the caller owns.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace lstm {

// One direction of one layer; rows in the order input gate, forget gate, candidate, output gate.
struct Weights {
  int input;         // I
  int hidden;        // H
  const float* wIh;  // [4H, I]  W
  const float* wHh;  // [4H, H]  R
  const float* bIh;  // [4H]
  const float* bHh;  // [4H]
};

// The same weights as the kernel reads them; see `layout` in forward.h.
struct Packed {
  int input;
  int hidden;
  float* panels;
  float* bias;
};

struct Gates {  // each [B, T, H]
  float *i, *f, *g, *o, *c, *h;
};

// Running statistics of h over the steps computed so far, each [B, H]; begun by the call whose `from` is 0.
struct Pools {
  float *first, *min, *max;
  double *sum, *squares;  // of h - first
};

// A right-padded batch for the steps from <= k < to in processing order: t = k forward, t = length - 1 - k in reverse.
struct Call {
  int batch;               // B
  int steps;               // T
  const int32_t* lengths;  // [B]
  const float* input;      // [B, T, I]
  float* output;           // [B, T, outputStride] at outputOffset, or null
  ptrdiff_t outputStride;
  ptrdiff_t outputOffset;
  float* h;  // [B, H], h_{from-1} in, h_{to-1} out
  float* c;  // [B, H], likewise
  Gates* gates;  // or null
  Pools* pools;  // or null
  int from;
  int to;
  int reverse;
  // A caller that holds the steps of this call only, T = to - from of them, says so; then time is counted from their start.
  int windowed;
};

struct Level {
  const char* name;
  size_t (*packedBytes)(int input, int hidden);
  // Makes `packed` point into `memory` of that size, aligned to 64 bytes.
  void (*pack)(const Weights&, void* memory, Packed* packed);
  // How many sequences a thread should take side by side, of `rows` that it has to do.
  int (*rowsTogether)(const Packed&, const Call&, int rows);
  size_t (*scratchBytes)(const Packed&, const Call&, int rows);
  // Computes the sequences rows[0..count), which must be ordered by falling length; `scratch` is aligned to 64 bytes.
  void (*forward)(const Packed&, const Call&, const int32_t* rows, int count, void* scratch);
  // Does so many rounds of multiply-adds that wait for nothing but each other; returns how many. For benchmarks.
  double (*multiplyAdds)(int rounds);
};

}  // namespace lstm
