// A value that must never leave the process as text: a password, a token, a client secret.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace s2sconform {

// Secret owns a value that cannot be printed, compared or copied into text by accident: it has no
// conversion and no stream operator. `reveal` is for the one place that puts it on the wire. The
// memory is overwritten when the value goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) = default;
  ~Secret();

  std::string_view reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace s2sconform
