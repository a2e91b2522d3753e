// The verdicts of a large run in little room: what many of them say alike is held once.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_set>
#include <vector>

#include "harness/verdict/verdict.h"

namespace s2sconform {

// A verdict of a VerdictStore, and borrows it. Members are what they are of a Verdict.
class StoredVerdict {
 public:
  const std::string& target() const { return *target_; }
  const std::string& suite() const { return rest_->suite; }
  const std::string& requirement() const { return rest_->requirement; }
  Outcome outcome() const { return rest_->outcome; }
  const std::vector<Finding>& findings() const { return *findings_; }
  std::chrono::microseconds duration() const { return duration_; }

  Verdict whole() const;

 private:
  friend class VerdictStore;

  // What is of this target alone, for the most part; all else is in `rest_`.
  const std::string* target_ = nullptr;
  const std::string* reason_ = nullptr;
  const std::vector<Finding>* findings_ = nullptr;
  std::chrono::microseconds duration_{0};
  const Verdict* rest_ = nullptr;
};

// Keeps verdicts in the order in which they are added. They stay where they are, also when the
// store is moved.
class VerdictStore {
 public:
  VerdictStore() = default;
  VerdictStore(VerdictStore&&) = default;
  VerdictStore& operator=(VerdictStore&&) = default;
  VerdictStore(const VerdictStore&) = delete;
  VerdictStore& operator=(const VerdictStore&) = delete;

  void add(Verdict&& verdict);

  std::size_t size() const { return verdicts_.size(); }
  auto begin() const { return verdicts_.begin(); }
  auto end() const { return verdicts_.end(); }

 private:
  struct Hash {
    std::size_t operator()(const std::vector<Finding>& findings) const;
    std::size_t operator()(const Verdict& rest) const;
  };

  std::unordered_set<std::string> texts_;
  std::unordered_set<std::vector<Finding>, Hash> findings_;
  std::unordered_set<Verdict, Hash> rests_;
  std::deque<StoredVerdict> verdicts_;
};

}  // namespace s2sconform
