// The kernel as a Node-API addon: the best level that the machine has, or the one that is asked for, over threads.
//
//     levels()                                                 names of the levels that this machine can run, best first
//     pack(level, input, hidden, wIh, wHh, bIh, bHh)           weights as that level reads them
//     forward(packed, threads, reverse, from, to, batch, steps, lengths, input, output | null, outputStride, outputOffset,
//             h, c, gates | null, pools | null)                gates [i, f, g, o, c, h], pools [first, min, max, sum, squares]
//     multiplyAdds(level, rounds)                              for benchmarks: multiply-adds done
//
// Whatever comes in is checked against the sizes it is said to have: a RangeError instead of a stray write.

#include <node_api.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include "lstm.h"
#include "pool.h"

#if defined(_WIN32)
#include <malloc.h>
#endif

namespace lstm_avx512 { extern const lstm::Level level; }
namespace lstm_avx2 { extern const lstm::Level level; }
namespace lstm_baseline { extern const lstm::Level level; }

namespace {

using namespace lstm;

// Memory aligned to a cache line; what it held is lost when it grows.
class Memory {
 public:
  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() { release(); }
  void* atLeast(size_t bytes) {
    if (bytes > size_) {
      release();
      const size_t rounded = (bytes + 63) / 64 * 64;
#if defined(_WIN32)
      at_ = _aligned_malloc(rounded, 64);
#else
      if (posix_memalign(&at_, 64, rounded) != 0) at_ = nullptr;
#endif
      size_ = at_ ? rounded : 0;
    }
    return at_;
  }

 private:
  void release() {
#if defined(_WIN32)
    _aligned_free(at_);
#else
    free(at_);
#endif
    at_ = nullptr;
    size_ = 0;
  }
  void* at_ = nullptr;
  size_t size_ = 0;
};

struct Model {
  const Level* level;
  Memory memory;
  Packed packed;
};

std::vector<const Level*> usable() {
  std::vector<const Level*> levels;
#if defined(__x86_64__) || defined(_M_X64)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    levels.push_back(&lstm_avx512::level);
  if (avx2) levels.push_back(&lstm_avx2::level);
#endif
  levels.push_back(&lstm_baseline::level);
  return levels;
}

// A call's share of threads: chunks of sequences of like length are taken in turn, the longest first.
struct Work {
  const Model& model;
  const Call& call;
  std::vector<int32_t> rows;  // by falling length
  int together = 1;
  std::atomic<int> next{0};
  std::atomic<bool> starved{false};
};

thread_local Memory scratch;

void takeChunks(void* context) {
  Work& work = *static_cast<Work*>(context);
  const int count = (int)work.rows.size();
  for (;;) {
    const int first = work.next.fetch_add(work.together);
    if (first >= count) return;
    const int rows = std::min(work.together, count - first);
    void* memory = scratch.atLeast(work.model.level->scratchBytes(work.model.packed, work.call, rows));
    if (!memory) {
      work.starved = true;
      return;
    }
    work.model.level->forward(work.model.packed, work.call, work.rows.data() + first, rows, memory);
  }
}

Pool& pool() {
  static Pool* kept = new Pool;  // never destroyed: its threads may wait until the process ends
  return *kept;
}

// Runs a call; false where there is not enough memory for its work.
bool run(const Model& model, const Call& call, int threads) {
  Work work{model, call, {}};
  for (int b = 0; b < call.batch; b++)
    if (call.lengths[b] > call.from) work.rows.push_back(b);
  std::stable_sort(work.rows.begin(), work.rows.end(),
                   [&](int a, int b) { return call.lengths[a] > call.lengths[b]; });
  const int count = (int)work.rows.size();
  const int shares = std::max(1, std::min(threads, count));
  work.together = model.level->rowsTogether(model.packed, call, (count + shares - 1) / shares);
  pool().run(shares, takeChunks, &work);
  return !work.starved;
}

// ---- From JavaScript and back


class Arguments {
 public:
  Arguments(napi_env env, napi_callback_info info) : env_(env) {
    count_ = MOST;
    napi_get_cb_info(env, info, &count_, values_, nullptr, nullptr);
  }
  bool failed() const { return what_ != nullptr; }
  napi_value complain() const {
    napi_throw_range_error(env_, nullptr, what_);
    return nullptr;
  }
  void require(bool holds, const char* what) {
    if (!holds && !what_) what_ = what;
  }
  int integer(int index, int least, const char* what) {
    int32_t value = 0;
    require(index < (int)count_ && napi_get_value_int32(env_, values_[index], &value) == napi_ok && value >= least, what);
    return value;
  }
  bool absent(int index) const {
    napi_valuetype type = napi_undefined;
    if (index < (int)count_) napi_typeof(env_, values_[index], &type);
    return type == napi_null || type == napi_undefined;
  }
  void* array(napi_value value, napi_typedarray_type wanted, size_t least, const char* what) {
    napi_typedarray_type type;
    size_t length = 0;
    void* data = nullptr;
    const bool found = napi_get_typedarray_info(env_, value, &type, &length, &data, nullptr, nullptr) == napi_ok;
    require(found && type == wanted && length >= least, what);
    return data;
  }
  float* floats(int index, size_t least, const char* what) {
    return static_cast<float*>(array(values_[index], napi_float32_array, least, what));
  }
  napi_value operator[](int index) const { return values_[index]; }
  napi_value element(int index, uint32_t at) {
    napi_value value = nullptr;
    require(napi_get_element(env_, values_[index], at, &value) == napi_ok, "not an array");
    return value;
  }
  const Level* level(int index) {
    char name[16] = "";
    size_t length = 0;
    napi_get_value_string_utf8(env_, values_[index], name, sizeof name, &length);
    for (const Level* level : usable())
      if (strcmp(level->name, name) == 0) return level;
    require(false, "no such level on this machine");
    return nullptr;
  }

 private:
  static constexpr size_t MOST = 16;
  napi_env env_;
  size_t count_;
  napi_value values_[MOST] = {};
  const char* what_ = nullptr;
};

napi_value levels(napi_env env, napi_callback_info) {
  napi_value names;
  napi_create_array(env, &names);
  uint32_t at = 0;
  for (const Level* level : usable()) {
    napi_value name;
    napi_create_string_utf8(env, level->name, NAPI_AUTO_LENGTH, &name);
    napi_set_element(env, names, at++, name);
  }
  return names;
}

napi_value pack(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Level* level = given.level(0);
  Weights w;
  w.input = given.integer(1, 1, "input must be a positive integer");
  w.hidden = given.integer(2, 1, "hidden must be a positive integer");
  if (given.failed()) return given.complain();
  const size_t rows = 4 * (size_t)w.hidden;
  w.wIh = given.floats(3, rows * w.input, "wIh must be a Float32Array of 4H x I values");
  w.wHh = given.floats(4, rows * w.hidden, "wHh must be a Float32Array of 4H x H values");
  w.bIh = given.floats(5, rows, "bIh must be a Float32Array of 4H values");
  w.bHh = given.floats(6, rows, "bHh must be a Float32Array of 4H values");
  if (given.failed()) return given.complain();
  Model* model = new (std::nothrow) Model;
  const size_t bytes = level->packedBytes(w.input, w.hidden);
  void* memory = model ? model->memory.atLeast(bytes) : nullptr;
  if (!memory) {
    delete model;
    napi_throw_range_error(env, nullptr, "not enough memory for the weights");
    return nullptr;
  }
  model->level = level;
  level->pack(w, memory, &model->packed);
  napi_value packed;
  napi_create_external(
      env, model, [](napi_env, void* data, void*) { delete static_cast<Model*>(data); }, nullptr, &packed);
  int64_t all;
  napi_adjust_external_memory(env, (int64_t)bytes, &all);
  return packed;
}

napi_value forward(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  void* found = nullptr;
  given.require(napi_get_value_external(env, given[0], &found) == napi_ok, "not packed weights");
  const int threads = given.integer(1, 1, "threads must be a positive integer");
  Call call{};
  napi_get_value_int32(env, given[2], &call.reverse);
  call.from = given.integer(3, 0, "from must not be negative");
  call.to = given.integer(4, 0, "to must not be negative");
  call.batch = given.integer(5, 0, "batch must not be negative");
  call.steps = given.integer(6, 0, "steps must not be negative");
  if (given.failed()) return given.complain();
  const Model& model = *static_cast<Model*>(found);
  const size_t H = model.packed.hidden, B = call.batch, places = B * call.steps;
  call.lengths =
      static_cast<int32_t*>(given.array(given[7], napi_int32_array, B, "lengths must be an Int32Array of B values"));
  call.input = given.floats(8, places * model.packed.input, "input must be a Float32Array of B x T x I values");
  if (!given.absent(9)) {
    call.outputStride = given.integer(10, (int)H, "outputStride must be at least H");
    call.outputOffset = given.integer(11, 0, "outputOffset must not be negative");
    given.require(call.outputOffset + (ptrdiff_t)H <= call.outputStride, "outputOffset + H must not pass outputStride");
    call.output = given.floats(9, places * call.outputStride, "output must be a Float32Array of B x T x outputStride");
  }
  call.h = given.floats(12, B * H, "h must be a Float32Array of B x H values");
  call.c = given.floats(13, B * H, "c must be a Float32Array of B x H values");
  Gates gates;
  if (!given.absent(14)) {
    float** parts[] = {&gates.i, &gates.f, &gates.g, &gates.o, &gates.c, &gates.h};
    for (uint32_t q = 0; q < 6; q++)
      *parts[q] = static_cast<float*>(given.array(given.element(14, q), napi_float32_array, places * H,
                                                  "gates must be six Float32Arrays of B x T x H values"));
    call.gates = &gates;
  }
  Pools pools;
  if (!given.absent(15)) {
    const char* what = "pools must be three Float32Arrays and two Float64Arrays of B x H values";
    float** singles[] = {&pools.first, &pools.min, &pools.max};
    double** doubles[] = {&pools.sum, &pools.squares};
    for (uint32_t q = 0; q < 3; q++)
      *singles[q] = static_cast<float*>(given.array(given.element(15, q), napi_float32_array, B * H, what));
    for (uint32_t q = 0; q < 2; q++)
      *doubles[q] = static_cast<double*>(given.array(given.element(15, 3 + q), napi_float64_array, B * H, what));
    call.pools = &pools;
  }
  if (given.failed()) return given.complain();
  for (size_t b = 0; b < B; b++) given.require(call.lengths[b] >= 0 && call.lengths[b] <= call.steps, "a length passes T");
  given.require(call.to <= call.steps, "to must not pass T");
  if (given.failed()) return given.complain();
  if (!run(model, call, threads)) napi_throw_range_error(env, nullptr, "not enough memory for the call");
  return nullptr;
}

napi_value multiplyAdds(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Level* level = given.level(0);
  const int rounds = given.integer(1, 1, "rounds must be a positive integer");
  if (given.failed()) return given.complain();
  napi_value done;
  napi_create_double(env, level->multiplyAdds(rounds), &done);
  return done;
}

}  // namespace

NAPI_MODULE_INIT() {
  const napi_property_descriptor functions[] = {
      {"levels", nullptr, levels, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"pack", nullptr, pack, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"forward", nullptr, forward, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"multiplyAdds", nullptr, multiplyAdds, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
  };
  napi_define_properties(env, exports, sizeof functions / sizeof *functions, functions);
  return exports;
}
