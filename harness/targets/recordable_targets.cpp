#include "harness/targets/recordable_targets.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

namespace s2sconform {
namespace {

using Keys = std::span<const std::string_view>;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> identity_keys{"name", "application_id", "metadata_url"};

constexpr std::array<std::string_view, 27> target_keys{"name",
                                                       "former_names",
                                                       "product",
                                                       "version",
                                                       "base_urls",
                                                       "realm",
                                                       "nodes",
                                                       "identity",
                                                       "user",
                                                       "other_user",
                                                       "foreign_user",
                                                       "ambiguous_user",
                                                       "registrations",
                                                       "alternative_hosts",
                                                       "partners",
                                                       "relying_party",
                                                       "token_server",
                                                       "mailbox",
                                                       "tls_minimum",
                                                       "http_version",
                                                       "request_deadline_ms",
                                                       "exchange_deadline_ms",
                                                       "requests_per_second",
                                                       "concurrent_requests",
                                                       "maximum_body_bytes",
                                                       "maximum_header_bytes",
                                                       "maximum_redirects"};

ordered_json whole(const LocatedJson& value) {
  switch (value.kind) {
    case LocatedJson::Kind::null:
      return nullptr;
    case LocatedJson::Kind::boolean:
      return value.boolean;
    case LocatedJson::Kind::number:
      if (value.is_integer) return static_cast<std::int64_t>(value.number);
      return value.number;
    case LocatedJson::Kind::string:
      return value.text;
    case LocatedJson::Kind::array: {
      ordered_json list = ordered_json::array();
      for (const LocatedJson& element : value.elements) list.push_back(whole(element));
      return list;
    }
    case LocatedJson::Kind::object: {
      ordered_json object = ordered_json::object();
      for (const LocatedMember& member : value.members) object[member.name] = whole(member.value);
      return object;
    }
  }
  return nullptr;
}

ordered_json kept(const LocatedJson& object, Keys keys) {
  ordered_json copy = ordered_json::object();
  for (const LocatedMember& member : object.members) {
    if (std::find(keys.begin(), keys.end(), member.name) == keys.end()) continue;
    copy[member.name] = whole(member.value);
  }
  return copy;
}

ordered_json kept_of_each(const LocatedJson& list, Keys keys) {
  ordered_json copies = ordered_json::array();
  for (const LocatedJson& object : list.elements) copies.push_back(kept(object, keys));
  return copies;
}

}  // namespace

std::string recordable_targets(const LocatedJson& root) {
  ordered_json file = ordered_json::object();
  for (const LocatedMember& member : root.members) {
    if (member.name == "identities") file[member.name] = kept_of_each(member.value, identity_keys);
    if (member.name == "targets") file[member.name] = kept_of_each(member.value, target_keys);
    if (member.name == "defaults") file[member.name] = kept(member.value, target_keys);
  }
  return file.dump(2) + "\n";
}

}  // namespace s2sconform
