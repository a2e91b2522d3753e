// Requests to a token endpoint (RFC 6749 4.4, RFC 7523 2.1; facts 7.1), and what is taken out of
// the answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/identity/identity.h"
#include "harness/suite/suite.h"
#include "harness/token/draft.h"

namespace s2sconform::token_server {

// The grant of the products' own token servers, and RFC 7523's.
inline constexpr const char* legacy_assertion_grant = "http://oauth.net/grant_type/jwt/1.0/bearer";
inline constexpr const char* standard_assertion_grant =
    "urn:ietf:params:oauth:grant-type:jwt-bearer";

// A form in the order of its members; values as they are, encoded when it is sent.
class Form {
 public:
  Form& set(const std::string& name, std::string value);
  Form& remove(const std::string& name);
  std::string encoded() const;

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

// What the probes of one token server need. Made once a target (ProbeContext::derived).
class TokenClient {
 public:
  explicit TokenClient(ProbeContext& context);
  // Of any identity, for tokens to `resource`.
  TokenClient(const ProbeContext& server, std::shared_ptr<const Identity> identity,
              std::string resource);

  // Why nothing can be asked; empty when it can.
  const std::string& obstacle() const { return obstacle_; }
  // Set from the metadata document.
  void read_document(std::string_view body);

  const std::string& endpoint() const { return endpoint_; }
  const std::string& resource() const { return resource_; }
  const Identity& identity() const { return *identity_; }
  std::string client_id() const;  // "<application id>@<realm>"
  std::chrono::sys_seconds now() const { return now_; }

  // A good assertion of the client, for the token server itself.
  Draft assertion() const;
  const std::string& sealed_assertion();
  // Good requests.
  Form by_secret() const;
  Form by_assertion(const std::string& sealed, const char* grant = legacy_assertion_grant) const;

  // What stands in the token as the published keys tell, for the evidence: "verifies by the key
  // <x5t>", or why it does not.
  std::string verified(std::string_view token) const;

  Secret issued;  // the first token that was issued; empty: none was

 private:
  std::string obstacle_;
  std::string endpoint_;
  std::string server_audience_;
  std::string resource_;
  std::string realm_;
  std::shared_ptr<const Identity> identity_;
  std::chrono::sys_seconds now_;
  std::vector<std::string> certificates_;  // DER, of the published signing keys
  std::string sealed_assertion_;
};

// The audience that a product expects in a token for its protected resource.
std::string resource_of(const ProbeContext& product);

// A request to the endpoint with `form` as its body, which is secret.
Request token_request(std::string label, const std::string& endpoint, const Form& form);

// The access_token of a token answer; empty when there is none.
Secret access_token_in(std::string_view body);

}  // namespace s2sconform::token_server
