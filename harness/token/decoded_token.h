// A compact JWS or JWT taken apart (RFC 7515, 7.1; RFC 7519), whatever is wrong with it.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

// The text may be a server's or a stranger's: nothing in it throws, and time and memory are bounded
// by its size. Tokens nested deeper than four are not taken apart.
class DecodedToken {
 public:
  explicit DecodedToken(std::string_view text);

  // What is wrong with the token's form, one sentence each; empty for a well-formed one.
  const std::vector<std::string>& defects() const { return defects_; }

  // Members of the first two segments; null where there is no JSON object.
  const nlohmann::ordered_json& header() const { return *header_; }
  const nlohmann::ordered_json& claims() const { return *claims_; }
  const std::string& signature() const { return signature_; }          // decoded
  const std::string& signing_input() const { return signing_input_; }  // the first two segments

  // A member of the header or a claim that is a string; nullopt otherwise.
  std::optional<std::string> header_text(std::string_view name) const;
  std::optional<std::string> claim_text(std::string_view name) const;
  // nbf, exp and the like, in seconds since 1970, written as a number or as a string.
  std::optional<std::int64_t> claim_time(std::string_view name) const;

  // The actor token inside, and the name of its claim: "actortoken" or "actort". nullptr: none.
  const DecodedToken* actor() const { return actor_.get(); }
  const std::string& actor_claim() const { return actor_claim_; }

 private:
  DecodedToken(std::string_view text, unsigned depth);
  void read_actor(unsigned depth);

  std::vector<std::string> defects_;
  std::shared_ptr<nlohmann::ordered_json> header_;
  std::shared_ptr<nlohmann::ordered_json> claims_;
  std::string signature_;
  std::string signing_input_;
  std::shared_ptr<const DecodedToken> actor_;
  std::string actor_claim_;
};

}  // namespace s2sconform
