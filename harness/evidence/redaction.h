// Takes secrets out of text where an exchange is recorded. What has passed here is safe to show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/secret.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

// Redactor replaces, in every text that it is given:
// - each secret of the run, wherever it stands (also percent-encoded, in hexadecimal digits, and in
// base64
//   of its own or of a text around it): "[redacted]"
// - the signature of a compact JWS/JWT (three base64url segments, the first a JSON object), also of
//   one nested in another's claims: header and claims stay readable, the signature is "[redacted]";
//   nested tokens inside a segment stay, with the segment re-encoded
// - an opaque Lync web ticket, "cwt=…"
// - the base64 between the armour lines of a PEM private key, and a base64 value of 64 characters
// or
//   more that decodes to a DER private key (PKCS#1, PKCS#8, SEC 1): "[redacted private key]"
// - members "access_token", "refresh_token", "client_secret", "assertion", "password" of JSON and
// of
//   form bodies
// and, by name, the values of Authorization, Proxy-Authorization, Cookie and Set-Cookie headers
// (the scheme and cookie names stay).
class Redactor {
 public:
  explicit Redactor(const std::vector<Secret>& secrets);

  // From here on `secret` is replaced too. An empty one is not.
  void add(const Secret& secret);

  std::string text(std::string_view text) const;
  std::string header_value(std::string_view name, std::string_view value) const;

 private:
  std::vector<Secret> forms_;  // each secret as it is, and as JSON, URLs and base64 write it
};

inline constexpr std::string_view redacted_private_key = "[redacted private key]";

}  // namespace s2sconform
