// The verdicts of a run in little room: what many of them say alike is held once.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "harness/verdict/verdict.h"

namespace s2sconform {

// A verdict of a VerdictStore, and borrows it.
class StoredVerdict {
 public:
  operator VerdictView() const { return view(); }
  VerdictView view() const { return {*rest_, *target_, *reason_, *findings_, *notes_, duration_}; }

 private:
  friend class VerdictStore;

  // What is of this target alone, for the most part; all else is in `rest_`.
  const std::string* target_ = nullptr;
  const std::string* reason_ = nullptr;
  const std::vector<Finding>* findings_ = nullptr;
  const std::vector<std::string>* notes_ = nullptr;
  std::chrono::microseconds duration_{0};
  const Verdict* rest_ = nullptr;
};

// Keeps verdicts in the order in which they are added.
class VerdictStore {
 public:
  VerdictStore() = default;
  VerdictStore(VerdictStore&&) = default;
  VerdictStore& operator=(VerdictStore&&) = default;
  VerdictStore(const VerdictStore& other);
  VerdictStore& operator=(const VerdictStore& other) { return *this = VerdictStore(other); }

  void add(Verdict&& verdict);
  void replace(std::size_t number, Verdict&& verdict);
  // Keeps the verdicts of these numbers and no others, in this order.
  void arrange(const std::vector<std::size_t>& numbers);

  std::size_t size() const { return verdicts_.size(); }
  bool empty() const { return verdicts_.empty(); }
  VerdictView operator[](std::size_t number) const { return verdicts_[number].view(); }
  // Valid until something is added, replaced or arranged; also when the store is moved.
  const StoredVerdict* begin() const { return verdicts_.data(); }
  const StoredVerdict* end() const { return verdicts_.data() + verdicts_.size(); }

 private:
  struct Hash {
    std::size_t operator()(const std::vector<std::string>& texts) const;
    std::size_t operator()(const std::vector<Finding>& findings) const;
    std::size_t operator()(const Verdict& rest) const;
  };

  StoredVerdict stored(Verdict&& verdict);

  std::unordered_set<std::string> texts_;
  std::unordered_set<std::vector<std::string>, Hash> lists_;
  std::unordered_set<std::vector<Finding>, Hash> findings_;
  std::unordered_set<Verdict, Hash> rests_;
  std::vector<StoredVerdict> verdicts_;
};

}  // namespace s2sconform
