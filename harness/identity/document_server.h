// Serves an identity's metadata document over HTTPS, for products that fetch it from a partner's
// URL. It serves this one text and nothing else.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "harness/base/secret.h"

namespace s2sconform {

class DocumentServer {
 public:
  struct Options {
    std::string address = "0.0.0.0";  // an IP address; IPv6 without brackets
    unsigned port = 443;              // 0: any that is free
    std::string path = "/metadata/json/1";
    std::string certificate_pem;  // of the web server, with its chain behind it
    Secret key_pem;
    std::string document;
  };

  // Told of each request, from a thread of the server's own: "127.0.0.1 GET /metadata/json/1 200".
  using Log = std::function<void(const std::string& line)>;

  // Listens and answers until it is destroyed. The error says why it cannot.
  static tl::expected<DocumentServer, std::string> start(Options options, Log log);

  DocumentServer(DocumentServer&&) noexcept;
  DocumentServer& operator=(DocumentServer&&) = delete;
  ~DocumentServer();

  unsigned port() const;  // that it listens on

 private:
  struct Running;
  explicit DocumentServer(std::unique_ptr<Running> running);

  std::unique_ptr<Running> running_;
};

}  // namespace s2sconform
