#include <algorithm>
#include <array>
#include <string>

#include "harness/base/ascii.h"
#include "harness/judge/conforms.h"
#include "suites/metadata/metadata_checks.h"
#include "suites/metadata/metadata_document.h"

namespace s2sconform::metadata {
namespace {

using testing::AnyOf;
using testing::Eq;

const Exchange& first_get(Subject& subject) { return subject.exchange("metadata.get"); }

// What the request itself was answered with, before any redirect.
const RecordedResponse& first_answer(const Exchange& exchange) {
  return exchange.redirects.empty() ? *exchange.response : exchange.redirects.front();
}

// The media type of a Content-Type without its parameters, in lower case.
std::string media_type(const RecordedResponse& response) {
  const std::string* value = find_header(response.headers, "Content-Type");
  if (!value) return "";
  std::string type = lower_case(value->substr(0, value->find(';')));
  type.erase(type.find_last_not_of(" \t") + 1);
  return type;
}

bool looks_like_sign_in(const std::string& location) {
  const std::string folded = lower_case(location);
  constexpr std::array words{"logon", "login",        "signin", "sign-in",
                             "/auth", "authenticate", "adfs"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return folded.find(word) != std::string::npos; });
}

std::string status_of(const std::string& what) { return "status of " + what; }

}  // namespace

void check_served(Subject& subject) {
  const Exchange& get = first_get(subject);
  const std::string where = "GET " + get.request.url;
  if (get.failure) {
    REPORT_BROKEN({"an answer with status 200 and a whole body",
                   std::string(to_string(get.failure->kind)) + ": " + get.failure->message, where});
    return;
  }
  EXPECT_CONFORMS(at(get.response->status, status_of(where)), Eq(200u));
}

void check_anonymous(Subject& subject) {
  const Exchange& get = first_get(subject);
  if (!get.response) throw NothingToJudge("no answer came: see metadata.served");
  EXPECT_CONFORMS(at(get.response->status, status_of("GET " + get.request.url)),
                  testing::AllOf(testing::Ne(401u), testing::Ne(403u), testing::Ne(407u)));
  for (const RecordedResponse& redirect : get.redirects) {
    const std::string* location = find_header(redirect.headers, "Location");
    if (location && looks_like_sign_in(*location)) {
      REPORT_BROKEN({"the document without signing in", "a redirect to " + *location,
                     "Location of GET " + get.request.url});
    }
  }
}

void check_no_redirect(Subject& subject) {
  const Exchange& get = first_get(subject);
  if (!get.response) throw NothingToJudge("no answer came: see metadata.served");
  EXPECT_CONFORMS(
      at(first_answer(get).status, status_of("the first answer to GET of the document")),
      testing::Not(testing::AllOf(testing::Ge(300u), testing::Lt(400u))));
}

void check_no_plain_http_redirect(Subject& subject) {
  const Exchange& get = first_get(subject);
  if (!get.response) throw NothingToJudge("no answer came: see metadata.served");
  const std::string* location = find_header(get.response->headers, "Location");
  if (get.failure && get.failure->kind == FailureKind::forbidden_redirect && location &&
      lower_case(*location).starts_with("http:")) {
    REPORT_BROKEN(
        {"no redirect from https to plain HTTP", *location, "Location of GET " + get.request.url});
  }
}

void check_content_type(Subject& subject) {
  const Served& served = subject.derived<Served>();
  EXPECT_CONFORMS(at(media_type(*served.exchange->response), "Content-Type of " + served.url),
                  AnyOf(testing::StrEq("application/json"), testing::StrEq("text/json"),
                        testing::EndsWith("+json")));
}

void check_utf8(Subject& subject) {
  const Document& document = subject.derived<Parsed>().document;
  if (document.facts.invalid_utf8_at != std::string::npos) {
    REPORT_BROKEN(
        {"bytes that are UTF-8",
         "a byte that is not, at offset " + std::to_string(document.facts.invalid_utf8_at),
         "body of " + document.url});
  }
}

void check_no_byte_order_mark(Subject& subject) {
  const Document& document = subject.derived<Parsed>().document;
  EXPECT_CONFORMS(at(std::string(document.facts.byte_order_mark ? "a byte order mark" : "none"),
                     "first bytes of " + document.url),
                  testing::StrEq("none"));
}

void check_parses(Subject& subject) {
  const Served& served = subject.derived<Served>();
  const Document& document = subject.derived<Parsed>().document;
  if (document.is_object) return;
  std::string actual = document.facts.error;
  if (document.facts.valid) actual = "a JSON value that is no object";
  if (served.exchange->response->body.empty()) actual = "an empty body";
  REPORT_BROKEN({"one JSON object and nothing else", actual, "body of " + served.url});
}

void check_head(Subject& subject) {
  const Exchange& head = subject.exchange("metadata.head");
  const std::string where = "HEAD " + head.request.url;
  if (head.failure) {
    REPORT_BROKEN({"an answer without a body",
                   std::string(to_string(head.failure->kind)) + ": " + head.failure->message,
                   where});
    return;
  }
  // A server that has no HEAD says so with 405 or 501 (RFC 9110 sections 15.5.6 and 15.6.2).
  const Exchange& get = first_get(subject);
  if (!get.response) throw NothingToJudge("no answer to GET came: see metadata.served");
  EXPECT_CONFORMS(at(head.response->status, status_of(where)),
                  AnyOf(Eq(first_answer(get).status), Eq(405u), Eq(501u)));
}

void check_conditional(Subject& subject) {
  const Served& served = subject.derived<Served>();
  const Exchange& other = subject.exchange("metadata.conditional");
  const std::string where = "GET " + served.url + " with If-None-Match";
  if (other.failure) throw CouldNotJudge(where + ": " + other.failure->message);
  EXPECT_CONFORMS(at(other.response->status, status_of(where + " of another document")), Eq(200u));
  const Exchange* same = subject.find_exchange("metadata.conditional-match");
  if (!same) {
    subject.note("the document has no ETag");
    return;
  }
  if (same->failure) throw CouldNotJudge(where + ": " + same->failure->message);
  EXPECT_CONFORMS(at(same->response->status, status_of(where + " of this document")),
                  AnyOf(Eq(200u), Eq(304u)));
}

}  // namespace s2sconform::metadata
