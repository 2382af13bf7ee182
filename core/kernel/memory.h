// Memory aligned to a cache line.
#pragma once

#include <stddef.h>

#include <cstdlib>

#if defined(_WIN32)
#include <malloc.h>
#endif

// What it held is lost when it grows.
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
