#include "tests/lab/test_client.h"

#include <openssl/pem.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace s2slab {
namespace {

void trust(SSL_CTX* context, const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  const Certificate root = own(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context), root.get());
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
}

void limit_reading(BIO* connection) {
  int socket = -1;
  if (BIO_get_fd(connection, &socket) < 0) return;
  const timeval limit{30, 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

SSL* session_of(BIO* connection) {
  SSL* session = nullptr;
  BIO_get_ssl(connection, &session);
  return session;
}

}  // namespace

TestClient TestClient::plain(std::uint16_t port) {
  TestClient client;
  const std::string address = "127.0.0.1:" + std::to_string(port);
  client.connection_.reset(BIO_new_connect(address.c_str()), &BIO_free_all);
  client.connected_ = BIO_do_connect(client.connection_.get()) == 1;
  if (client.connected_) limit_reading(client.connection_.get());
  return client;
}

TestClient TestClient::over_tls(std::uint16_t port, const ClientSettings& settings) {
  TestClient client;
  client.context_ = own(SSL_CTX_new(TLS_client_method()));
  SSL_CTX* context = client.context_.get();
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, settings.minimum_version);
  SSL_CTX_set_max_proto_version(context, settings.maximum_version);
  SSL_CTX_set_cipher_list(context, settings.ciphers.c_str());
  if (!settings.ca_pem.empty()) trust(context, settings.ca_pem);
  BIO* raw = BIO_new_ssl_connect(context);
  client.connection_.reset(raw, &BIO_free_all);
  BIO_set_conn_hostname(raw, ("127.0.0.1:" + std::to_string(port)).c_str());
  if (!settings.host.empty()) SSL_set1_host(session_of(raw), settings.host.c_str());
  if (BIO_do_connect(raw) != 1) return client;
  limit_reading(raw);
  client.connected_ = BIO_do_handshake(raw) == 1;
  return client;
}

std::string TestClient::protocol() const { return SSL_get_version(session_of(connection_.get())); }

std::string TestClient::cipher() const {
  return SSL_get_cipher_name(session_of(connection_.get()));
}

void TestClient::send(const std::string& text) {
  BIO_write(connection_.get(), text.data(), static_cast<int>(text.size()));
}

std::string TestClient::read_until(const std::string& text) {
  std::string all;
  char part[4096];
  while (all.find(text) == std::string::npos) {
    const int size = BIO_read(connection_.get(), part, sizeof part);
    if (size <= 0) break;
    all.append(part, static_cast<std::size_t>(size));
  }
  return all;
}

std::string TestClient::read_all() { return read_until(std::string("\0 never sent", 12)); }

}  // namespace s2slab
