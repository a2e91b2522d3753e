#include <algorithm>
#include <array>
#include <string>

#include "suites/metadata/metadata_checks.h"
#include "suites/metadata/metadata_matchers.h"

namespace s2sconform::metadata {
namespace {

// What no document of these products comes near, and some readers cannot take.
constexpr std::size_t maximum_sane_depth = 16;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

bool is_realm(const std::string& text) { return text == "*" || is_guid(text) || is_dns_name(text); }

std::string_view to_words(plugin::KeyInfoPlace place) {
  switch (place) {
    case plugin::KeyInfoPlace::beside_key_value:
      return "key information beside the key value";
    case plugin::KeyInfoPlace::inside_key_value:
      return "key information inside the key value";
    case plugin::KeyInfoPlace::none:
      return "no key information";
    case plugin::KeyInfoPlace::any:
      return "key information in any place";
  }
  return "";
}

struct DialectMember {
  const char* name;
  bool seen;
  plugin::Presence presence;
};

std::array<DialectMember, 6> dialect_members(const Document& document,
                                             const plugin::MetadataDialect& dialect) {
  const auto seen = [](const Member& member) { return member.kind != Kind::absent; };
  return {{{"id", seen(document.id), dialect.id},
           {"version", seen(document.version), dialect.version},
           {"name", seen(document.name), dialect.name_member},
           {"realm", seen(document.realm), dialect.realm},
           {"allowedAudiences", document.allowed_audiences_kind != Kind::absent,
            dialect.allowed_audiences},
           {"endpoints", document.endpoints_kind != Kind::absent, dialect.endpoints}}};
}

}  // namespace

void check_no_duplicate_members(Subject& subject) {
  const Document& document = published(subject);
  EXPECT_CONFORMS(at(joined(document.facts.duplicate_members), document.where("members")),
                  testing::IsEmpty());
}

void check_no_case_variant_members(Subject& subject) {
  const Document& document = published(subject);
  EXPECT_CONFORMS(at(joined(document.facts.case_variant_members), document.where("members")),
                  testing::IsEmpty());
}

void check_nesting(Subject& subject) {
  const Document& document = published(subject);
  EXPECT_CONFORMS(at(document.facts.depth, document.where("depth of the values")),
                  testing::Le(maximum_sane_depth));
}

void check_dialect(Subject& subject) {
  const Document& document = published(subject);
  const plugin::MetadataDialect& dialect = subject.version().dialect;
  std::string seen_members;
  for (const DialectMember& member : dialect_members(document, dialect)) {
    if (member.seen) seen_members += std::string(seen_members.empty() ? "" : ", ") + member.name;
    if (member.presence == plugin::Presence::required && !member.seen) {
      REPORT_BROKEN({std::string("the member ") + member.name + ", which the dialect '" +
                         std::string(dialect.name) + "' has",
                     "no such member", document.where(std::string("/") + member.name)});
    }
  }
  std::string places;
  for (const Key& key : document.keys) {
    if (!key.is_for_signing()) continue;
    if (places.find(to_words(key.key_info)) == std::string::npos) {
      places += (places.empty() ? "" : ", ") + std::string(to_words(key.key_info));
    }
    if (dialect.key_info != plugin::KeyInfoPlace::any && key.key_info != dialect.key_info) {
      REPORT_BROKEN({std::string(to_words(dialect.key_info)) + ", as the dialect '" +
                         std::string(dialect.name) + "' has it",
                     std::string(to_words(key.key_info)), key.where});
    }
  }
  subject.note("dialect seen: " + (places.empty() ? "no signing key" : places) +
               "; optional members: " + (seen_members.empty() ? "none" : seen_members));
}

void check_id(Subject& subject) {
  const Document& document = published(subject);
  EXPECT_CONFORMS(located(present(document.id)), IsText());
}

void check_version(Subject& subject) {
  const Document& document = published(subject);
  EXPECT_CONFORMS(
      located(present(document.version)),
      IsTextLike(TextCondition{"\"1.0\"", [](const std::string& text) { return text == "1.0"; }}));
}

void check_name(Subject& subject) {
  const Document& document = published(subject);
  EXPECT_CONFORMS(located(present(document.name)), IsText());
}

void check_realm_form(Subject& subject) {
  const Document& document = published(subject);
  if (is_unset_realm(document.realm, subject.version().dialect)) return;
  EXPECT_CONFORMS(located(present(document.realm)),
                  IsTextLike(TextCondition{"\"*\", a domain name or a GUID", &is_realm}));
}

void check_service_name(Subject& subject) {
  const Document& document = published(subject);
  if (subject.version().dialect.service_name == plugin::Presence::optional &&
      document.issuer.kind != Kind::absent) {
    present(document.service_name);
  }
  EXPECT_CONFORMS(
      located(document.service_name),
      IsTextLike(TextCondition{"a GUID", [](const std::string& text) { return is_guid(text); }}));
}

void check_issuer_form(Subject& subject) {
  const Document& document = published(subject);
  if (subject.version().dialect.issuer == plugin::Presence::optional &&
      document.service_name.kind != Kind::absent && document.realm.kind != Kind::absent) {
    present(document.issuer);
  }
  EXPECT_CONFORMS(
      located(document.issuer),
      IsTextLike(TextCondition{"of the form <principal id>@<realm>", [](const std::string& text) {
                                 const auto principal = parse_principal(text);
                                 return principal && principal->host.empty();
                               }}));
}

void check_allowed_audiences(Subject& subject) {
  const Document& document = published(subject);
  const std::string where = document.where("/allowedAudiences");
  if (document.allowed_audiences_kind == Kind::absent) {
    throw NothingToJudge("the document has no " + where);
  }
  if (document.allowed_audiences_kind != Kind::array || document.allowed_audiences.empty()) {
    REPORT_BROKEN({"an array of strings that is not empty",
                   document.allowed_audiences_kind == Kind::array
                       ? "an empty array"
                       : std::string(to_string(document.allowed_audiences_kind)),
                   where});
    return;
  }
  for (const Member& audience : document.allowed_audiences) {
    EXPECT_CONFORMS(located(audience),
                    IsTextLike(TextCondition{"of the form <principal id>[/<host>]@<realm>",
                                             [](const std::string& text) {
                                               return parse_principal(text).has_value();
                                             }}));
  }
}

void check_endpoints(Subject& subject) {
  const Document& document = published(subject);
  const std::string where = document.where("/endpoints");
  if (document.endpoints_kind == Kind::absent) {
    throw NothingToJudge("the document has no " + where);
  }
  if (document.endpoints_kind != Kind::array) {
    REPORT_BROKEN({"an array", std::string(to_string(document.endpoints_kind)), where});
    return;
  }
  for (const Endpoint& endpoint : document.endpoints) {
    for (const Member* member : {&endpoint.location, &endpoint.protocol, &endpoint.usage}) {
      EXPECT_CONFORMS(located(*member), IsText());
    }
  }
}

void check_no_internal_details(Subject& subject) {
  const Served& served = subject.derived<Served>();
  // What .NET, ASP.NET and Windows paths look like when they get out.
  constexpr std::array<std::string_view, 5> marks{"   at System.", "   at Microsoft.", "StackTrace",
                                                  ".cs:line ", ":\\\\"};
  const std::string& body = served.exchange->response->body;
  for (const std::string_view mark : marks) {
    const std::size_t found = body.find(mark);
    if (found == std::string::npos) continue;
    REPORT_BROKEN({"no stack trace and no path of the server's disk", body.substr(found, 80),
                   "offset " + std::to_string(found) + " of " + served.url});
    return;
  }
}

}  // namespace s2sconform::metadata
