// The kernel as a Node-API addon: the best level that the machine has, or the one that is asked for, over threads.
//
//     levels()                                                 names of the levels that this machine can run, best first
//     pack(level, kind, input, hidden, output, wIh, wHh, bIh, bHh, peepholes | null, wHr | null)
//                                                              weights as that level reads them; kinds as in lstm.h
//     forward(packed, threads, reverse, from, to, batch, steps, lengths, input, output | null, outputStride, outputOffset,
//             h, c, gates | null, pools | null)                gates [i, f, g, o, c, h] or [r, z, n, h], pools [first, min,
//                                                              max, sum, squares]
//     multiplyAdds(level, rounds)                              for benchmarks: multiply-adds done
//
// Whatever comes in is checked against the sizes it is said to have: a RangeError instead of a stray write.

#include <node_api.h>

#include <new>

#include "arguments.h"
#include "share.h"

namespace {

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
  w.kind = given.integer(1, 0, "kind must be a kind of cell");
  given.require(w.kind < KINDS, "kind must be a kind of cell");
  w.input = given.integer(2, 1, "input must be a positive integer");
  w.hidden = given.integer(3, 1, "hidden must be a positive integer");
  w.output = given.integer(4, 1, "output must be a positive integer");
  if (given.failed()) return given.complain();
  const size_t H = w.hidden, P = w.output, rows = blocksOf(w.kind) * H;
  w.wIh = given.floats(5, rows * w.input, "wIh must be a Float32Array of KH x I values");
  w.wHh = given.floats(6, rows * P, "wHh must be a Float32Array of KH x P values");
  w.bIh = given.floats(7, rows, "bIh must be a Float32Array of KH values");
  w.bHh = given.floats(8, rows, "bHh must be a Float32Array of KH values");
  w.peepholes = given.floatsOrNull(9, 3 * H, "peepholes must be a Float32Array of 3H values");
  w.wHr = given.floatsOrNull(10, P * H, "wHr must be a Float32Array of P x H values");
  given.require(w.wHr || P == H, "without wHr output must be H");
  given.require(w.kind != GRU || (!w.wHr && !w.peepholes), "a GRU has neither peepholes nor a projection");
  if (given.failed()) return given.complain();
  Model* model = new (std::nothrow) Model;
  const size_t bytes = level->packedBytes(w);
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
  const int kind = model.packed.kind;
  const size_t H = model.packed.hidden, P = model.packed.output, B = call.batch, places = B * call.steps;
  call.lengths =
      static_cast<int32_t*>(given.array(given[7], napi_int32_array, B, "lengths must be an Int32Array of B values"));
  call.input = given.floats(8, places * model.packed.input, "input must be a Float32Array of B x T x I values");
  if (!given.absent(9)) {
    call.outputStride = given.integer(10, (int)P, "outputStride must be at least P");
    call.outputOffset = given.integer(11, 0, "outputOffset must not be negative");
    given.require(call.outputOffset + (ptrdiff_t)P <= call.outputStride, "outputOffset + P must not pass outputStride");
    call.output = given.floats(9, places * call.outputStride, "output must be a Float32Array of B x T x outputStride");
  }
  call.h = given.floats(12, B * P, "h must be a Float32Array of B x P values");
  call.c = given.floats(13, hasCellState(kind) ? B * H : 0, "c must be a Float32Array of B x H values");
  Gates gates{};
  if (!given.absent(14)) {
    const uint32_t count = quantitiesOf(kind);
    for (uint32_t q = 0; q < count; q++)
      gates.of[q] = static_cast<float*>(given.array(given.element(14, q), napi_float32_array,
                                                    places * (q == count - 1 ? P : H),
                                                    "gates must be Float32Arrays of B x T x H values, the last of P"));
    call.gates = &gates;
  }
  Pools pools;
  if (!given.absent(15)) {
    const char* what = "pools must be three Float32Arrays and two Float64Arrays of B x P values";
    float** singles[] = {&pools.first, &pools.min, &pools.max};
    double** doubles[] = {&pools.sum, &pools.squares};
    for (uint32_t q = 0; q < 3; q++)
      *singles[q] = static_cast<float*>(given.array(given.element(15, q), napi_float32_array, B * P, what));
    for (uint32_t q = 0; q < 2; q++)
      *doubles[q] = static_cast<double*>(given.array(given.element(15, 3 + q), napi_float64_array, B * P, what));
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
