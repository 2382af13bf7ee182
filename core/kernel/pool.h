// Threads that wait for work: one call at a time is split over them, and the caller works along.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

class Pool {
 public:
  // Runs work(context) on `threads` threads, this one among them, and returns when all are done.
  void run(int threads, void (*work)(void*), void* context) {
    if (threads <= 1) return work(context);
    std::lock_guard<std::mutex> oneCall(calls_);
    {
      std::lock_guard<std::mutex> guard(state_);
      while ((int)started_ < threads - 1) std::thread(&Pool::wait, this, started_++).detach();
      work_ = work;
      context_ = context;
      wanted_ = threads - 1;
      working_ = threads - 1;
      round_++;
    }
    begin_.notify_all();
    work(context);
    std::unique_lock<std::mutex> guard(state_);
    end_.wait(guard, [this] { return working_ == 0; });
  }

 private:
  void wait(int index) {
    unsigned seen = 0;
    std::unique_lock<std::mutex> guard(state_);
    for (;;) {
      begin_.wait(guard, [&] { return round_ != seen; });
      seen = round_;
      if (index >= wanted_) continue;
      guard.unlock();
      work_(context_);
      guard.lock();
      if (--working_ == 0) end_.notify_one();
    }
  }

  std::mutex calls_;
  std::mutex state_;
  std::condition_variable begin_;
  std::condition_variable end_;
  void (*work_)(void*) = nullptr;
  void* context_ = nullptr;
  int started_ = 0;
  int wanted_ = 0;
  int working_ = 0;
  unsigned round_ = 0;
};
