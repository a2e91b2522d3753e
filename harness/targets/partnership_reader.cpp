#include "harness/targets/partnership_reader.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "harness/base/nearest.h"
#include "harness/targets/host_reader.h"
#include "harness/targets/names.h"
#include "harness/targets/registration_reader.h"

namespace s2sconform {
namespace {

// An array of texts that all pass `is_good`.
std::vector<std::string> read_texts(const LocatedJson& list, ErrorSink& errors,
                                    bool (*is_good)(std::string_view), const char* problem,
                                    const char* remedy) {
  std::vector<std::string> texts;
  if (!expect_kind(list, LocatedJson::Kind::array, errors)) return texts;
  for (const LocatedJson& element : list.elements) {
    if (!expect_kind(element, LocatedJson::Kind::string, errors)) continue;
    if (!is_good(element.text)) {
      errors.report(element.position, "'" + element.text + "' " + problem, remedy);
    }
    texts.push_back(element.text);
  }
  return texts;
}

std::vector<std::string> read_hosts(const LocatedJson& list, ErrorSink& errors) {
  std::vector<std::string> hosts;
  if (!expect_kind(list, LocatedJson::Kind::array, errors)) return hosts;
  for (const LocatedJson& element : list.elements) {
    if (!expect_kind(element, LocatedJson::Kind::string, errors)) continue;
    hosts.push_back(read_host(element, errors));
    if (hosts.back() == "*" || !is_realm(hosts.back())) {
      errors.report(element.position, "'" + element.text + "' is no host name",
                    "write it without scheme and port");
    }
  }
  return hosts;
}

std::vector<std::string> names_of(const std::vector<Target>& targets) {
  std::vector<std::string> names;
  for (const Target& target : targets) names.push_back(target.name);
  return names;
}

const LocatedJson* member(const LocatedJson& object, const char* name) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const LocatedMember& each) { return each.name == name; });
  return found == object.members.end() ? nullptr : &found->value;
}

}  // namespace

void read_acting(ObjectReader& reader, const ReadContext& context, Target& target) {
  if (const auto name = reader.text("identity")) {
    target.identity = find_identity(*name, reader.find("identity")->position, context);
  }
  if (const LocatedJson* user = reader.find("user")) target.user = read_user(*user, context.errors);
}

void read_partnership(ObjectReader& reader, const ReadContext& context, Target& target) {
  ErrorSink& errors = context.errors;
  if (const LocatedJson* hosts = reader.find("alternative_hosts")) {
    target.alternative_hosts = read_hosts(*hosts, errors);
  }
  if (const LocatedJson* partners = reader.find("partners")) {
    target.partners = read_texts(*partners, errors, &is_target_name, "is no target's name",
                                 "name targets of this file");
  }
  target.relying_party = reader.text("relying_party").value_or("");
  read_registrations(reader, context, target);
}

void check_partnerships(const std::vector<Target>& targets, const LocatedJson& list,
                        ErrorSink& errors) {
  const std::vector<std::string> names = names_of(targets);
  const std::set<std::string_view> known(names.begin(), names.end());
  const auto check = [&](const Target& target, const std::string& name, const LocatedJson& at) {
    if (!known.contains(name)) {
      errors.report(at.position, "there is no target '" + name + "'",
                    choices_with_nearest(name, names));
    } else if (name == target.name) {
      errors.report(at.position, "the target '" + name + "' is no partner of itself",
                    "name another target of this file");
    }
  };
  for (std::size_t index = 0; index < targets.size(); ++index) {
    const LocatedJson& object = list.elements[index];
    const LocatedJson* partners = member(object, "partners");
    for (std::size_t at = 0; partners && at < partners->elements.size(); ++at) {
      const LocatedJson& element = partners->elements[at];
      if (element.kind == LocatedJson::Kind::string) check(targets[index], element.text, element);
    }
    const auto check_named = [&](const char* key, const std::string& name) {
      const LocatedJson* at = member(object, key);
      if (at && !name.empty()) check(targets[index], name, *at);
    };
    check_named("relying_party", targets[index].relying_party);
    check_named("token_server", targets[index].token_server);
  }
}

}  // namespace s2sconform
