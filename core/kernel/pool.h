// Threads that wait for work: one call at a time is split over them, and the caller works along.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

class Pool {
 public:
  // Runs work(context) on `threads` threads, this one among them, and returns when all are done.
  void run(int threads, void (*work)(void*), void* context) {
    if (threads <= 1) return work(context);
    std::lock_guard<std::mutex> oneCall(calls_);
    {
      std::lock_guard<std::mutex> guard(state_);
      while (started_ < threads - 1) std::thread(&Pool::wait, this, started_++, round_.load()).detach();
      work_ = work;
      context_ = context;
      wanted_ = threads - 1;
      working_ = threads - 1;
      round_++;
    }
    begin_.notify_all();
    work(context);
    if (spinUntil([this] { return working_ == 0; })) return;
    std::unique_lock<std::mutex> guard(state_);
    end_.wait(guard, [this] { return working_ == 0; });
  }

 private:
  void wait(int index, unsigned seen) {
    for (;;) {
      spinUntil([&] { return round_ != seen; });
      std::unique_lock<std::mutex> guard(state_);
      begin_.wait(guard, [&] { return round_ != seen; });
      seen = round_;
      if (index >= wanted_) continue;
      guard.unlock();
      work_(context_);
      if (--working_ > 0) continue;
      guard.lock();  // the caller is either not yet waiting and will look, or is to be woken
      end_.notify_one();
    }
  }

  // Waits for some ten microseconds without sleeping: waking a thread takes longer than a small call.
  template <typename Condition>
  static bool spinUntil(Condition holds) {
    for (int n = 0; n < 2000; n++) {
      if (holds()) return true;
#if defined(__x86_64__) || defined(_M_X64)
      __builtin_ia32_pause();
#elif defined(__aarch64__)
      asm volatile("yield");
#endif
    }
    return false;
  }

  std::mutex calls_;
  std::mutex state_;
  std::condition_variable begin_;
  std::condition_variable end_;
  void (*work_)(void*) = nullptr;
  void* context_ = nullptr;
  int started_ = 0;
  int wanted_ = 0;
  std::atomic<int> working_{0};
  std::atomic<unsigned> round_{0};
};
