// What JavaScript passes to a function, checked: the first complaint is thrown as a RangeError.
#pragma once

#include <node_api.h>

#include <cstring>

#include "share.h"

namespace {

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
  // The same, or null where there is none.
  float* floatsOrNull(int index, size_t least, const char* what) {
    return absent(index) ? nullptr : floats(index, least, what);
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

}  // namespace
