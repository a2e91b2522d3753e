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

VerdictStore::VerdictStore(const VerdictStore& other) {
  for (const VerdictView verdict : other) add(verdict.copy());
}

StoredVerdict VerdictStore::stored(Verdict&& verdict) {
  StoredVerdict stored;
  stored.target_ = kept(texts_, verdict.target);
  stored.reason_ = kept(texts_, verdict.reason);
  stored.findings_ = kept(findings_, verdict.findings);
  stored.notes_ = kept(lists_, verdict.notes);
  stored.duration_ = std::exchange(verdict.duration, {});
  stored.rest_ = &*rests_.insert(std::move(verdict)).first;
  return stored;
}

void VerdictStore::add(Verdict&& verdict) { verdicts_.push_back(stored(std::move(verdict))); }

void VerdictStore::replace(std::size_t number, Verdict&& verdict) {
  verdicts_[number] = stored(std::move(verdict));
}

void VerdictStore::arrange(const std::vector<std::size_t>& numbers) {
  std::vector<StoredVerdict> arranged;
  arranged.reserve(numbers.size());
  for (const std::size_t number : numbers) arranged.push_back(verdicts_[number]);
  verdicts_ = std::move(arranged);
}

std::size_t VerdictStore::Hash::operator()(const std::vector<std::string>& texts) const {
  std::size_t hash = texts.size();
  for (const std::string& text : texts) add_to(hash, text);
  return hash;
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
  for (const std::string& label : rest.exchanges) add_to(hash, label);
  if (rest.waiver) add_to(hash, rest.waiver->place);
  return hash;
}

}  // namespace s2sconform
