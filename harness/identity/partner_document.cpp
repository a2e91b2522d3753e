#include "harness/identity/partner_document.h"

#include <sstream>

#include "harness/base/base64.h"
#include "harness/base/json_writer.h"

namespace s2sconform {

std::string write_partner_document(const PartnerDocument& document) {
  const std::string issuer = document.application_id + "@" + document.realm;
  std::ostringstream text;
  JsonWriter json(text);
  json.begin_object();
  // An XML ID, as the products write one: it does not begin with a digit.
  json.name("id").string("_" + document.application_id);
  json.name("version").string("1.0");
  json.name("name").string(document.name);
  json.name("realm").string(document.realm);
  json.name("serviceName").string(document.application_id);
  json.name("issuer").string(issuer);
  json.name("allowedAudiences").strings({issuer});
  json.name("keys").begin_array();
  for (const SigningKey* key : document.keys) {
    json.begin_object();
    json.name("usage").string("signing");
    json.name("keyinfo").begin_object();
    json.name("x5t").string(key->x5t());
    json.end_object();
    json.name("keyvalue").begin_object();
    json.name("type").string("x509Certificate");
    json.name("value").string(encode_base64(key->certificate_der()));
    json.end_object();
    json.end_object();
  }
  json.end_array();
  json.name("endpoints").begin_array();
  if (!document.location.empty()) {
    json.begin_object();
    json.name("location").string(document.location);
    json.name("protocol").string("OAuth2");
    json.name("usage").string("metadata");
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return text.str();
}

}  // namespace s2sconform
