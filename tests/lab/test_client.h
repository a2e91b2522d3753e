// A small blocking HTTP client of the tests, made of OpenSSL alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "fixtures/crypto/openssl_handles.h"

namespace s2slab {

struct ClientSettings {
  int minimum_version = TLS1_2_VERSION;
  int maximum_version = TLS1_3_VERSION;
  std::string ciphers = "DEFAULT";
  std::string ca_pem;  // verified against it, unless empty
  std::string host;    // verified with the CA
};

// A connection to 127.0.0.1. A read that lasts half a minute fails.
class TestClient {
 public:
  static TestClient over_tls(std::uint16_t port, const ClientSettings& settings);
  static TestClient plain(std::uint16_t port);

  bool connected() const { return connected_; }
  std::string protocol() const;  // "TLSv1.3"
  std::string cipher() const;

  void send(const std::string& text);
  // Reads until `text` has been seen, or the end; returns all that was read.
  std::string read_until(const std::string& text);
  // Reads until the connection closes.
  std::string read_all();

 private:
  TestClient() = default;

  TlsContext context_;
  std::shared_ptr<BIO> connection_;
  bool connected_ = false;
};

}  // namespace s2slab
