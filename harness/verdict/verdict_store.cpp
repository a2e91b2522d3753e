#include "harness/verdict/verdict_store.h"

#include <functional>
#include <string_view>
#include <utility>

namespace s2sconform {
namespace {

void add_to(std::size_t& hash, std::string_view text) {
  hash = hash * 1099511628211ULL + std::hash<std::string_view>()(text);
}

// What `value` was moves into `known`, where it is not there already.
template <class Set, class Value>
const Value* kept(Set& known, Value& value) {
  const Value* const place = &*known.insert(std::move(value)).first;
  value.clear();
  return place;
}

}  // namespace

Verdict StoredVerdict::whole() const {
  Verdict verdict = *rest_;
  verdict.target = *target_;
  verdict.reason = *reason_;
  verdict.findings = *findings_;
  verdict.duration = duration_;
  return verdict;
}

void VerdictStore::add(Verdict&& verdict) {
  StoredVerdict& stored = verdicts_.emplace_back();
  stored.target_ = kept(texts_, verdict.target);
  stored.reason_ = kept(texts_, verdict.reason);
  stored.findings_ = kept(findings_, verdict.findings);
  stored.duration_ = std::exchange(verdict.duration, {});
  stored.rest_ = &*rests_.insert(std::move(verdict)).first;
}

std::size_t VerdictStore::Hash::operator()(const std::vector<Finding>& findings) const {
  std::size_t hash = findings.size();
  for (const Finding& finding : findings) {
    add_to(hash, finding.expected);
    add_to(hash, finding.actual);
    add_to(hash, finding.where);
  }
  return hash;
}

// Of what may be another where the requirement is the same.
std::size_t VerdictStore::Hash::operator()(const Verdict& rest) const {
  auto hash = static_cast<std::size_t>(rest.outcome);
  add_to(hash, rest.requirement);
  add_to(hash, rest.product_version);
  for (const std::string& note : rest.notes) add_to(hash, note);
  return hash;
}

}  // namespace s2sconform
