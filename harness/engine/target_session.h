// What the engine keeps for one target while it is probed.
#pragma once

#include <curl/curl.h>

#include <map>
#include <memory>
#include <string>

#include "harness/base/configuration_error.h"
#include "harness/engine/request.h"
#include "harness/evidence/redaction.h"
#include "harness/http/url.h"
#include "harness/targets/target.h"
#include "harness/x509/certificate.h"

namespace s2sconform {

class TargetSession {
 public:
  // `target` must outlive the session; `anchors` are those of its CA file and directory.
  TargetSession(const Target& target, TrustAnchors anchors);

  const Target& target() const { return target_; }
  const Redactor& redactor() const { return redactor_; }

  // curl's --connect-to list for this target, or for one of its nodes.
  curl_slist* connect_to(const UrlParts& url, const std::string* node);

  bool has_secret_headers() const { return has_secret_headers_; }

  const TrustAnchors& anchors() const { return anchors_; }

  // The breaker: after three ordinary exchanges in a row without any answer no more such requests
  // are sent, so that a server that is down costs three deadlines and not a hundred. What a healthy
  // server need not answer either (a handshake, plain HTTP, a single node) neither counts nor is
  // held back: its verdict must not rest on which of several connections ended first.
  void count_exchange(const Request& request, const Exchange& exchange);
  // Why `request` is not sent to the target; empty: it is.
  std::string objection_to(const Request& request) const;

 private:
  using CurlList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

  const Target& target_;
  TrustAnchors anchors_;
  Redactor redactor_;
  CurlList resolve_{nullptr, &curl_slist_free_all};
  std::map<std::string, CurlList> nodes_;
  bool has_secret_headers_ = false;
  unsigned dead_in_a_row_ = 0;
  std::string given_up_;
};

}  // namespace s2sconform
