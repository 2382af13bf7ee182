// The levels that the machine has, and a call split over threads at one of them.
#pragma once

#include <algorithm>
#include <atomic>
#include <vector>

#include "lstm.h"
#include "memory.h"
#include "pool.h"

namespace lstm_avx512 { extern const lstm::Level level; }
namespace lstm_avx2 { extern const lstm::Level level; }
namespace lstm_baseline { extern const lstm::Level level; }

namespace {

using namespace lstm;

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

}  // namespace
