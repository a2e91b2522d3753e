#include "harness/commands/list_targets.h"

#include <set>

#include "harness/http/url.h"
#include "harness/identity/identity.h"

namespace s2sconform {
namespace {

void add_host(const std::string& url, std::set<std::string>& hosts) {
  if (const auto parts = parse_url(url)) {
    hosts.insert(parts->host + ":" + std::to_string(parts->port));
  }
}

void add_hosts(const Target& target, std::set<std::string>& hosts) {
  for (const auto& [name, url] : target.base_urls) add_host(url, hosts);
  if (target.mailbox) add_host(target.mailbox->ews_url, hosts);
  hosts.insert(target.nodes.begin(), target.nodes.end());
}

std::vector<ListedSuite> suites_of(const PlannedTarget& planned) {
  std::vector<ListedSuite> suites;
  for (const PlannedRequirement& requirement : planned.requirements) {
    if (suites.empty() || suites.back().id != requirement.suite->id) {
      suites.push_back({requirement.suite->id, 0});
    }
    ++suites.back().requirements;
  }
  return suites;
}

}  // namespace

std::vector<ListedTarget> listed_targets(const Plan& plan) {
  std::vector<ListedTarget> listed;
  for (const PlannedTarget& planned : plan.targets) {
    std::set<std::string> hosts;
    add_hosts(*planned.target, hosts);
    for (const Peer& peer : planned.peers) add_hosts(*peer.target, hosts);
    if (planned.target->identity) add_host(planned.target->identity->metadata_url, hosts);
    for (const Registration& registration : planned.target->registrations) {
      add_host(registration.identity->metadata_url, hosts);
    }
    listed.push_back({planned.target, suites_of(planned), {hosts.begin(), hosts.end()}});
  }
  return listed;
}

}  // namespace s2sconform
