#include "harness/token/decoded_token.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "harness/base/base64.h"
#include "harness/json/strict_json.h"

namespace s2sconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr unsigned deepest_token = 4;
constexpr std::size_t longest_token = 1024 * 1024;

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> segments;
  for (;;) {
    const std::size_t dot = text.find('.');
    segments.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos || segments.size() == 4) return segments;
    text.remove_prefix(dot + 1);
  }
}

std::optional<std::string> text_of(const Json& object, std::string_view name) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(std::string(name));
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace

DecodedToken::DecodedToken(std::string_view text) : DecodedToken(text, 1) {}

DecodedToken::DecodedToken(std::string_view text, unsigned depth)
    : header_(std::make_shared<Json>()), claims_(std::make_shared<Json>()) {
  if (text.size() > longest_token) {
    defects_.push_back("the token is longer than a mebibyte");
    return;
  }
  const std::vector<std::string_view> segments = split(text);
  if (segments.size() != 3) {
    defects_.push_back(
        "the token has " +
        (segments.size() > 3 ? std::string("more than three") : std::to_string(segments.size())) +
        " segments between its dots, where there are three");
  }
  const auto read = [&](std::size_t index, const char* name, Json& object) {
    if (index >= segments.size()) return;
    const auto bytes = decode_base64url(segments[index], true);
    if (!bytes) {
      defects_.push_back(std::string("the ") + name + " is not base64url: " + bytes.error());
      return;
    }
    Json value;
    const JsonFacts facts = parse_strict_json(*bytes, value);
    if (!facts.valid || !value.is_object()) {
      defects_.push_back(std::string("the ") + name + " is no JSON object" +
                         (facts.valid ? "" : ": " + facts.error));
      return;
    }
    for (const std::string& pointer : facts.duplicate_members) {
      defects_.push_back(std::string("the ") + name + " has the member " + pointer + " twice");
    }
    object = std::move(value);
  };
  read(0, "header", *header_);
  read(1, "claims segment", *claims_);
  if (segments.size() > 1) {
    signing_input_ = text.substr(0, segments[0].size() + 1 + segments[1].size());
  }
  if (segments.size() > 2) {
    const auto bytes = decode_base64url(segments[2], true);
    if (bytes) signature_ = *bytes;
    if (!bytes) defects_.push_back("the signature is not base64url: " + bytes.error());
  }
  read_actor(depth);
}

void DecodedToken::read_actor(unsigned depth) {
  for (const char* name : {"actortoken", "actort"}) {
    const std::optional<std::string> text = claim_text(name);
    if (!text) continue;
    actor_claim_ = name;
    if (depth == deepest_token) {
      defects_.push_back("actor tokens are nested too deeply to be taken apart");
    } else {
      actor_ = std::shared_ptr<const DecodedToken>(new DecodedToken(*text, depth + 1));
    }
    return;
  }
}

std::optional<std::string> DecodedToken::header_text(std::string_view name) const {
  return text_of(*header_, name);
}

std::optional<std::string> DecodedToken::claim_text(std::string_view name) const {
  return text_of(*claims_, name);
}

std::optional<std::int64_t> DecodedToken::claim_time(std::string_view name) const {
  if (!claims_->is_object()) return std::nullopt;
  const auto found = claims_->find(std::string(name));
  if (found == claims_->end()) return std::nullopt;
  if (found->is_number_integer()) {
    const bool too_large = found->is_number_unsigned() &&
                           found->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    return too_large ? std::nullopt : std::optional(found->get<std::int64_t>());
  }
  if (found->is_number_float()) {
    const double value = found->get<double>();
    constexpr double largest_exact = 9007199254740992.0;  // 2^53
    if (value < -largest_exact || value > largest_exact) return std::nullopt;
    return static_cast<std::int64_t>(value);
  }
  if (!found->is_string()) return std::nullopt;
  const std::string& text = found->get_ref<const std::string&>();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace s2sconform
