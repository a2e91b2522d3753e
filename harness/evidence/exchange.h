// What a probe saw: requests, answers and the TLS connections they went over.
//
// Everything here is already redacted (harness/evidence/redaction.h): a token, password or private
// key is replaced where the exchange is recorded, so that nothing that reads evidence can leak one.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

struct Header {
  std::string name;   // as received
  std::string value;  // without leading and trailing white space
};

using Headers = std::vector<Header>;

// The first header of that name (compared without regard to case); nullptr when there is none.
const std::string* find_header(const Headers& headers, std::string_view name);
// The values of all headers of that name, in order.
std::vector<std::string> header_values(const Headers& headers, std::string_view name);

// The method of an exchange that ended after its TLS handshake: nothing was requested.
inline constexpr std::string_view tls_handshake_method = "(TLS handshake)";

struct RecordedRequest {
  std::string method;
  std::string url;
  Headers headers;  // those that the harness set
  std::string body;
};

struct RecordedResponse {
  unsigned status = 0;
  std::string http_version;  // "1.1", "2"
  Headers headers;
  std::string body;
};

// Why no whole answer came. `response` of the exchange may still hold the part that did.
enum class FailureKind {
  resolve,      // the host name has no address
  connect,      // refused, reset or unreachable before TLS
  tls,          // the handshake failed
  certificate,  // the certificate did not verify, where verification was asked for
  deadline,     // the request's or the exchange's deadline passed
  body_too_large,
  header_too_large,
  too_many_redirects,
  forbidden_redirect,  // to another host with a token, or to a scheme other than https
  protocol,            // not HTTP, or not as framed: a truncated body, a wrong chunk
  interrupted,         // the run was stopped
  given_up,            // not sent: the target had stopped answering
  harness,             // our own fault
};

std::string_view to_string(FailureKind kind);

struct Failure {
  FailureKind kind = FailureKind::harness;
  std::string message;  // curl's own words, for people
};

// The TLS connection that an exchange went over.
struct TlsRecord {
  std::string version;             // "TLSv1.2"
  std::string cipher;              // OpenSSL's name
  std::vector<std::string> chain;  // DER, leaf first, as the server sent it
  // Path validation of `chain` against the target's CA, dates and purposes left aside since they
  // are judged apart (RFC 5280 section 6.1). 0 is X509_V_OK.
  long verify_result = 0;
  std::string verify_message;
};

struct Timing {
  std::chrono::system_clock::time_point started;
  std::chrono::microseconds total{0};
  std::chrono::microseconds connected{0};  // 0 on a reused connection
  std::chrono::microseconds first_byte{0};
};

// One request and what came of it. Either `response` is whole and `failure` is empty, or `failure`
// says what went wrong.
struct Exchange {
  std::string label;  // unique in its target: "metadata.get"
  RecordedRequest request;
  std::optional<RecordedResponse> response;
  std::optional<Failure> failure;
  std::optional<TlsRecord> tls;
  std::vector<RecordedResponse> redirects;  // the answers before `response`, oldest first
  // The answers that asked to be asked again later, and were; oldest first.
  std::vector<RecordedResponse> busy;
  std::string remote_address;  // "127.0.0.1:443"; empty when never connected
  Timing timing;

  bool complete() const { return response && !failure; }
};

// All that was seen of one target.
struct Evidence {
  std::map<std::string, Exchange, std::less<>> exchanges;  // by label
  // What a probe found out without an exchange of its own, by label: a token's claims, say.
  std::map<std::string, std::string, std::less<>> facts;

  const Exchange* find(std::string_view label) const;
};

}  // namespace s2sconform
