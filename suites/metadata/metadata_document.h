// The authentication metadata document as any of the products writes it: member names and
// enumerated values in any case, key information beside, inside or absent (facts section 2.2,
// parser rule).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/base/guid.h"
#include "harness/json/strict_json.h"
#include "harness/suite/subject.h"
#include "harness/x509/certificate.h"

namespace s2sconform::metadata {

enum class Kind { absent, null, boolean, number, string, array, object };

std::string_view to_string(Kind kind);  // "a string", "absent"

// One member of an object: what it is, and where it stands.
struct Member {
  Kind kind = Kind::absent;
  std::string text;   // of a string; of another scalar its JSON text; empty of an array or object
  std::string where;  // "/issuer of https://…"; of an absent one where it would stand

  bool is_string() const { return kind == Kind::string; }
  // Lower case of `text`, for enumerated values.
  std::string folded() const;
};

struct Key {
  std::string where;
  Member usage;
  Member type;
  Member value;
  Member x5t;
  plugin::KeyInfoPlace key_info = plugin::KeyInfoPlace::none;  // where x5t was found
  // Of a key whose type is x509Certificate and whose value is a string. Owned by the cache.
  const tl::expected<Certificate, std::string>* certificate = nullptr;  // null for any other

  bool is_for_signing() const { return usage.folded() == "signing"; }
  bool is_certificate() const { return type.folded() == "x509certificate"; }
};

struct Endpoint {
  std::string where;
  Member location;
  Member protocol;
  Member usage;
};

// "<pid>@<realm>" or "<pid>/<host>@<realm>" taken apart.
struct Principal {
  std::string id;
  std::string host;  // empty when there is none
  std::string realm;
};

// nullopt when `text` has not that form: a GUID (in any case), an optional host, a realm that is
// not empty and holds no '@', '/' or white space.
std::optional<Principal> parse_principal(std::string_view text);

bool is_dns_name(std::string_view text);  // two labels at least

// A document that was parsed; whatever it holds.
struct Document {
  std::string url;
  JsonFacts facts;
  bool is_object = false;
  std::vector<std::string> members;  // names of the top level as written
  Member id, version, name, realm, service_name, issuer;
  Kind allowed_audiences_kind = Kind::absent;
  std::vector<Member> allowed_audiences;
  Kind keys_kind = Kind::absent;
  std::vector<Key> keys;
  Kind endpoints_kind = Kind::absent;
  std::vector<Endpoint> endpoints;

  std::string where(std::string_view pointer) const;
  // The signing keys whose certificate parsed.
  std::vector<const Key*> signing_certificates() const;
};

// At most 64 keys, audiences and endpoints are read; the sizes of a document are bounded by the
// body.
// The certificates are owned by `certificates`.
Document parse_document(std::string_view body, std::string url, CertificateCache& certificates);

// The answer to the first GET of the document. Throws NothingToJudge when no document was served.
struct Served {
  explicit Served(Subject& subject);

  const Exchange* exchange;
  std::string url;  // that was answered, after redirects
};

// What the first GET answered, parsed, whether it is a document or not. Throws as Served does.
struct Parsed {
  explicit Parsed(Subject& subject);

  Document document;
};

// The document of the first GET. Throws NothingToJudge when what was served is none.
struct Published {
  explicit Published(Subject& subject);

  const Document& document;
};

// What Published found. Throws as it does.
const Document& published(Subject& subject);

}  // namespace s2sconform::metadata
