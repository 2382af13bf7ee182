// The kernel as a WebAssembly module without imports: its caller lays out the memory, see core/node/wasm-kernel.ts.
// The memory after `__heap_base` is the caller's.

#if defined(__wasm_relaxed_simd__)
#define LEVEL lstm_relaxed
#define LEVEL_NAME "relaxed simd"
#elif defined(__wasm_simd128__)
#define LEVEL lstm_simd
#define LEVEL_NAME "simd"
#else
#define LEVEL lstm_plain
#define LEVEL_NAME "plain"
#endif

#include "forward.h"

#define EXPORT(name) extern "C" __attribute__((export_name(name)))

using namespace lstm;

extern unsigned char __heap_base;

static Packed packed;

EXPORT("heapBase") size_t heapBase() { return (size_t)&__heap_base; }

static Weights weights;

// The weights that are to be packed; for their size alone any pointers do that are null where there is no array.
EXPORT("setWeights")
void setWeights(int kind, int input, int hidden, int output, const float* wIh, const float* wHh, const float* bIh,
                const float* bHh, const float* peepholes, const float* wHr) {
  weights = Weights{kind, input, hidden, output, wIh, wHh, bIh, bHh, peepholes, wHr};
}

EXPORT("packedBytes") size_t packedSize() { return LEVEL::level.packedBytes(weights); }

EXPORT("pack") void packWeights(void* memory) { LEVEL::level.pack(weights, memory, &packed); }

static Gates gates;
static Pools pools;
static Call call;

// The arrays of the next calls; a null pointer where one is not wanted.
EXPORT("setArrays")
void setArrays(const int32_t* lengths, const float* input, float* output, float* h, float* c) {
  call.lengths = lengths;
  call.input = input;
  call.output = output;
  call.outputStride = packed.output;
  call.h = h;
  call.c = c;
}

EXPORT("setGates")
void setGates(float* first, float* second, float* third, float* fourth, float* fifth, float* sixth) {
  gates = Gates{{first, second, third, fourth, fifth, sixth}};
  call.gates = first ? &gates : nullptr;
}

EXPORT("setPools")
void setPools(float* first, float* least, float* most, double* sum, double* squares) {
  pools = Pools{first, least, most, sum, squares};
  call.pools = first ? &pools : nullptr;
}

EXPORT("rowsTogether") int rowsTogether(int rows) { return LEVEL::level.rowsTogether(packed, call, rows); }

EXPORT("scratchBytes") size_t scratchSize(int rows) { return LEVEL::level.scratchBytes(packed, call, rows); }

// Computes the steps from..to of all `batch` sequences, which come by falling length and with these steps only.
EXPORT("forward")
void run(int batch, int from, int to, int reverse, int together, int32_t* rows, void* scratch) {
  call.batch = batch;
  call.steps = to - from;
  call.from = from;
  call.to = to;
  call.reverse = reverse;
  call.windowed = 1;
  for (int b = 0; b < batch; b++) rows[b] = b;
  for (int b = 0; b < batch; b += together)
    LEVEL::level.forward(packed, call, rows + b, batch - b < together ? batch - b : together, scratch);
}
