// One HTTP request on one curl handle, recorded as an exchange. Knows curl and OpenSSL; knows
// nothing of queues, budgets or redirects.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <memory>

#include "harness/engine/request.h"
#include "harness/engine/target_session.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

// Whether the server's certificate must verify before anything is sent, or is only recorded. What
// carries no secret is sent without verification, so that a bad certificate costs the requirements
// about certificates and not all others.
enum class Verification { required, recorded };

class Transfer {
 public:
  // `session` and `request` must outlive the transfer. `url` is `request`'s or one that it was
  // redirected to. The whole transfer ends within `deadline`.
  Transfer(TargetSession& session, const Request& request, const std::string& url,
           Verification verification, std::chrono::milliseconds deadline);

  CURL* handle() const { return easy_.get(); }

  // What was seen, redacted; `result` is what curl reported for the handle. Call once.
  Exchange finish(CURLcode result);

 private:
  void configure_request();
  void configure_headers();
  void configure_connection();
  void configure_tls(Verification verification);
  void configure_bounds(std::chrono::milliseconds deadline);
  void record_tls();
  bool refused_by_proxy() const;
  FailureKind kind_of(CURLcode result) const;
  Failure failure_of(CURLcode result) const;

  static size_t on_body(char* data, size_t size, size_t count, void* self);
  static size_t on_header(char* data, size_t size, size_t count, void* self);
  static int on_connected(void* self, char*, char*, int, int);

  TargetSession& session_;
  const Request& request_;
  UrlParts url_;
  Redactor redactor_;  // the session's, with this request's own secrets
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr,
                                                                       &curl_slist_free_all};
  Exchange exchange_;
  RecordedResponse response_;
  bool has_response_ = false;
  bool header_has_ended_ = false;  // curl takes the end of the connection for that of the header
  std::size_t header_bytes_ = 0;
  std::optional<FailureKind> bound_broken_;
  char error_[CURL_ERROR_SIZE] = {};
};

}  // namespace s2sconform
