// A partner application that the harness can act as.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "harness/base/secret.h"
#include "harness/token/signing_key.h"

namespace s2sconform {

// A key that nobody has registered, for tokens that must be refused. Making one takes a tenth of a
// second, so it is made when it is first asked for, and identities may share one. For one thread.
class StrangerKey {
 public:
  // Throws std::runtime_error when OpenSSL cannot make one.
  const SigningKey& key();

 private:
  std::optional<SigningKey> key_;
};

struct Identity {
  std::string name;            // in the targets file
  std::string application_id;  // a lower-case GUID
  SigningKey key;              // that signs tokens now
  // Published beside the first, and to take its place: a product that has read the identity's
  // metadata document accepts tokens of both.
  std::optional<SigningKey> next_key;
  Secret client_secret;      // of the third-party token server; empty: none
  std::string metadata_url;  // where products fetch the identity's document; empty: not known
  std::shared_ptr<StrangerKey> stranger = std::make_shared<StrangerKey>();
};

}  // namespace s2sconform
