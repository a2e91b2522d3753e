#include "suites/metadata/metadata_document.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/base/ascii.h"
#include "harness/base/base64.h"

namespace s2sconform::metadata {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t maximum_elements = 64;

Kind kind_of(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return Kind::null;
    case Json::value_t::boolean:
      return Kind::boolean;
    case Json::value_t::string:
      return Kind::string;
    case Json::value_t::array:
      return Kind::array;
    case Json::value_t::object:
      return Kind::object;
    default:
      return Kind::number;
  }
}

const Json* find_member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  for (const auto& [key, value] : object.items()) {
    if (lower_case(key) == name) return &value;
  }
  return nullptr;
}

// Reads members of a document, and knows where in it they stand.
class Reader {
 public:
  Reader(const Document& document, CertificateCache& certificates)
      : document_(document), certificates_(certificates) {}

  Member member(const Json* object, std::string_view name, const std::string& pointer) const {
    const Json* found = object ? find_member(*object, lower_case(name)) : nullptr;
    return element(found, pointer + "/" + std::string(name));
  }

  Member element(const Json* value, const std::string& pointer) const {
    Member member;
    member.where = document_.where(pointer);
    if (!value) return member;
    member.kind = kind_of(*value);
    if (value->is_string()) {
      member.text = value->get<std::string>();
    } else if (value->is_primitive()) {
      member.text = value->dump();
    }
    return member;
  }

  Key key(const Json& json, const std::string& pointer) const {
    Key key;
    key.where = document_.where(pointer);
    const Json* key_value = find_member(json, "keyvalue");
    const std::string value_pointer = pointer + "/keyValue";
    key.usage = member(&json, "usage", pointer);
    key.type = member(key_value, "type", value_pointer);
    key.value = member(key_value, "value", value_pointer);
    const Json* beside = find_member(json, "keyinfo");
    const Json* inside = key_value ? find_member(*key_value, "keyinfo") : nullptr;
    if (beside) {
      key.key_info = plugin::KeyInfoPlace::beside_key_value;
      key.x5t = member(beside, "x5t", pointer + "/keyInfo");
    } else if (inside) {
      key.key_info = plugin::KeyInfoPlace::inside_key_value;
      key.x5t = member(inside, "x5t", value_pointer + "/keyInfo");
    } else {
      key.x5t.where = document_.where(pointer + "/keyInfo/x5t");
    }
    if (key.is_certificate() && key.value.is_string()) {
      const auto der = decode_base64(key.value.text);
      key.certificate = &certificates_.parse(der ? *der : std::string());
    }
    return key;
  }

 private:
  const Document& document_;
  CertificateCache& certificates_;
};

const Exchange& first_get(Subject& subject) { return subject.exchange("metadata.get"); }

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::absent:
      return "absent";
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "a boolean";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return "";
}

std::string Member::folded() const { return lower_case(text); }

bool is_dns_name(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  std::size_t labels = 0;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view label = text.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') {
      return false;
    }
    if (!std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; })) {
      return false;
    }
    ++labels;
    if (dot == std::string_view::npos) return labels >= 2;
    text.remove_prefix(dot + 1);
  }
}

std::optional<Principal> parse_principal(std::string_view text) {
  const std::size_t sign = text.find('@');
  if (sign == std::string_view::npos) return std::nullopt;
  Principal principal;
  std::string_view left = text.substr(0, sign);
  principal.realm = text.substr(sign + 1);
  if (const std::size_t slash = left.find('/'); slash != std::string_view::npos) {
    principal.host = left.substr(slash + 1);
    left = left.substr(0, slash);
    if (principal.host.empty() || principal.host.find_first_of("/ \t") != std::string::npos) {
      return std::nullopt;
    }
  }
  principal.id = left;
  if (!is_guid(left) || principal.realm.empty() ||
      principal.realm.find_first_of("@/ \t\r\n") != std::string::npos) {
    return std::nullopt;
  }
  return principal;
}

std::string Document::where(std::string_view pointer) const {
  return std::string(pointer) + " of " + url;
}

std::vector<const Key*> Document::signing_certificates() const {
  std::vector<const Key*> found;
  for (const Key& key : keys) {
    if (key.is_for_signing() && key.certificate && *key.certificate) found.push_back(&key);
  }
  return found;
}

Document parse_document(std::string_view body, std::string url, CertificateCache& certificates) {
  Document document;
  document.url = std::move(url);
  Json root;
  document.facts = parse_strict_json(body, root);
  document.is_object = document.facts.valid && root.is_object();
  if (!document.is_object) return document;
  for (const auto& [name, value] : root.items()) document.members.push_back(name);
  const Reader reader(document, certificates);
  document.id = reader.member(&root, "id", "");
  document.version = reader.member(&root, "version", "");
  document.name = reader.member(&root, "name", "");
  document.realm = reader.member(&root, "realm", "");
  document.service_name = reader.member(&root, "serviceName", "");
  document.issuer = reader.member(&root, "issuer", "");
  const auto each = [&](std::string_view name, Kind& kind, auto&& take) {
    const Json* array = find_member(root, lower_case(name));
    kind = array ? kind_of(*array) : Kind::absent;
    if (kind != Kind::array) return;
    for (std::size_t at = 0; at < std::min(array->size(), maximum_elements); ++at) {
      take((*array)[at], "/" + std::string(name) + "/" + std::to_string(at));
    }
  };
  each("allowedAudiences", document.allowed_audiences_kind,
       [&](const Json& json, const std::string& pointer) {
         document.allowed_audiences.push_back(reader.element(&json, pointer));
       });
  each("keys", document.keys_kind, [&](const Json& json, const std::string& pointer) {
    document.keys.push_back(reader.key(json, pointer));
  });
  each("endpoints", document.endpoints_kind, [&](const Json& json, const std::string& pointer) {
    document.endpoints.push_back(
        {document.where(pointer), reader.member(&json, "location", pointer),
         reader.member(&json, "protocol", pointer), reader.member(&json, "usage", pointer)});
  });
  return document;
}

Served::Served(Subject& subject) : exchange(&first_get(subject)), url(exchange->request.url) {
  if (!exchange->complete() || exchange->response->status != 200) {
    throw NothingToJudge("no document was served: see metadata.served");
  }
}

Parsed::Parsed(Subject& subject) {
  const Served& served = subject.derived<Served>();
  document = parse_document(served.exchange->response->body, served.url, subject.certificates());
}

Published::Published(Subject& subject) : document(subject.derived<Parsed>().document) {
  if (!document.is_object) throw NothingToJudge("no document was published: see metadata.parses");
}

const Document& published(Subject& subject) { return subject.derived<Published>().document; }

}  // namespace s2sconform::metadata
