#include "harness/engine/redirect_policy.h"

#include "harness/http/url.h"

namespace s2sconform {

std::optional<std::string> redirect_of(const RecordedResponse& response, const std::string& url) {
  switch (response.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      break;
    default:
      return std::nullopt;
  }
  const std::string* location = find_header(response.headers, "Location");
  if (!location) return std::nullopt;
  return resolve_url(url, *location).value_or("");
}

std::optional<std::string> redirect_objection(const TargetSession& session, const std::string& from,
                                              const std::string& to, bool with_secret) {
  const std::optional<UrlParts> origin = parse_url(from);
  const std::optional<UrlParts> destination = parse_url(to);
  if (!origin || !destination) return "the Location of the redirect is not an http or https URL";
  if (destination->scheme != "https") return "redirected to plain HTTP: " + to;
  if (with_secret && !destination->same_origin(*origin)) {
    return "redirected to another origin with a secret: " + to;
  }
  if (destination->host != origin->host && !session.target().names_host(destination->host)) {
    return "redirected to a host that the targets file does not name: " + to;
  }
  return std::nullopt;
}

}  // namespace s2sconform
