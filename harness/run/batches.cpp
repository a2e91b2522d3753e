#include "harness/run/batches.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include "harness/engine/destinations.h"

namespace s2sconform {
namespace {

// Sets that are united, each known by its smallest member.
class Groups {
 public:
  explicit Groups(std::size_t count) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  std::size_t find(std::size_t member) {
    while (parents_[member] != member) {
      parents_[member] = parents_[parents_[member]];
      member = parents_[member];
    }
    return member;
  }

  void unite(std::size_t one, std::size_t other) {
    const std::size_t a = find(one), b = find(other);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parents_;
};

std::vector<std::string> places_of(const Target& target) {
  std::vector<std::string> places = destinations_of(target);
  // What a server leads to there is not known yet.
  if (!target.mailbox) return places;
  for (const std::string& domain : target.mailbox->allowed_domains) {
    places.push_back("below " + domain);
  }
  return places;
}

// In the order of their first members.
std::vector<std::vector<std::size_t>> groups_of(const Plan& plan) {
  Groups groups(plan.targets.size());
  std::map<std::string, std::size_t> first_at;
  for (std::size_t number = 0; number < plan.targets.size(); ++number) {
    const PlannedTarget& planned = plan.targets[number];
    const auto unite_at = [&](const Target& target) {
      for (const std::string& place : places_of(target)) {
        groups.unite(number, first_at.emplace(place, number).first->second);
      }
    };
    unite_at(*planned.target);
    for (const Peer& peer : planned.peers) unite_at(*peer.target);
  }
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t number = 0; number < plan.targets.size(); ++number) {
    members[groups.find(number)].push_back(number);
  }
  std::vector<std::vector<std::size_t>> result;
  for (auto& [first, numbers] : members) result.push_back(std::move(numbers));
  return result;
}

}  // namespace

std::vector<std::vector<std::size_t>> make_batches(const Plan& plan, std::size_t workers,
                                                   std::size_t largest) {
  const std::size_t count = plan.targets.size();
  const std::size_t share = (count + workers - 1) / workers;
  const std::size_t wanted = std::clamp<std::size_t>(share, 1, largest);
  std::vector<std::vector<std::size_t>> batches;
  for (std::vector<std::size_t>& group : groups_of(plan)) {
    const bool fits = !batches.empty() && batches.back().size() + group.size() <= wanted;
    if (!fits) batches.emplace_back();
    batches.back().insert(batches.back().end(), group.begin(), group.end());
  }
  for (std::vector<std::size_t>& batch : batches) std::sort(batch.begin(), batch.end());
  return batches;
}

std::vector<std::vector<std::size_t>> parts_of(const std::vector<std::size_t>& batch,
                                               std::size_t largest) {
  std::vector<std::vector<std::size_t>> parts;
  for (std::size_t begin = 0; begin < batch.size(); begin += largest) {
    const std::size_t end = std::min(batch.size(), begin + largest);
    parts.emplace_back(batch.begin() + begin, batch.begin() + end);
  }
  return parts;
}

}  // namespace s2sconform
