#include "harness/run/destination_groups.h"

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
  if (!target.mailbox) return places;
  // What a server leads to below a domain is not known yet.
  for (const std::string& domain : target.mailbox->allowed_domains) {
    if (domain.starts_with("*.")) places.push_back("below " + domain);
  }
  return places;
}

}  // namespace

std::vector<std::vector<std::size_t>> destination_groups(const Plan& plan) {
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

LimitsByDestination limits_by_destination(const Plan& plan) {
  LimitsByDestination all;
  const auto add = [&](const Target& target) {
    const HostLimits own = limits_of(target);
    for (const std::string& destination : destinations_of(target)) {
      HostLimits& least = all.emplace(destination, own).first->second;
      least.requests_per_second = std::min(least.requests_per_second, own.requests_per_second);
      least.concurrent_requests = std::min(least.concurrent_requests, own.concurrent_requests);
    }
  };
  for (const PlannedTarget& planned : plan.targets) {
    add(*planned.target);
    for (const Peer& peer : planned.peers) add(*peer.target);
  }
  return all;
}

}  // namespace s2sconform
