// What a build of the kernel offers to its caller: plain structs over memory that the caller owns.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace lstm {

// What a cell computes; blocks of H rows in their order. See cell.h.
enum Kind {
  LSTM,     // i, f, g, o
  COUPLED,  // i, g, o: an LSTM whose f = 1 - i
  GRU,      // r, z, n: reset after the product
  KINDS,
};

// One direction of one layer; K blocks of rows.
struct Weights {
  int kind;
  int input;               // I
  int hidden;              // H
  int output;              // P, the size of h; H where it is not projected
  const float* wIh;        // [KH, I]  W
  const float* wHh;        // [KH, P]  R
  const float* bIh;        // [KH]
  const float* bHh;        // [KH]
  const float* peepholes;  // [3H] of i, f, o, or null
  const float* wHr;        // [P, H] where h is projected, else null
};

// The same weights as the kernel reads them; see layout.h.
struct Packed {
  int kind;
  int input;
  int hidden;
  int output;
  float* panels;
  float* bias;
  float* peepholes;  // or null
  float* projection;  // or null
};

// What a step has, in the order of `quantities`: c and gates each [B, T, H], h [B, T, P].
struct Gates {
  float* of[6];
};

constexpr int blocksOf(int kind) { return kind == LSTM ? 4 : 3; }
// i, f, g, o, c, h of an LSTM; r, z, n, h of a GRU.
constexpr int quantitiesOf(int kind) { return kind == GRU ? 4 : 6; }
constexpr bool hasCellState(int kind) { return kind != GRU; }

// Running statistics of h over the steps computed so far, each [B, P]; begun by the call whose `from` is 0.
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
  float* h;  // [B, P], h_{from-1} in, h_{to-1} out
  float* c;  // [B, H], likewise; not read where there is no cell state
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
  // Of weights of these sizes; where their arrays lie does not matter.
  size_t (*packedBytes)(const Weights&);
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
