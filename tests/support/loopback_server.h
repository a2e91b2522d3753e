// A plain HTTP server on loopback that answers with exactly the bytes that a test gives it.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace s2sconform::test {

class LoopbackServer {
 public:
  // Gets the head of a request and returns the bytes to send; the connection is then closed. An
  // empty answer keeps the connection open, silent, until the server ends.
  using Answer = std::function<std::string(const std::string& request)>;

  enum class Family { ipv4, ipv6 };

  // Of a connection whose answer was sent.
  enum class Ending { close, reset };

  explicit LoopbackServer(Answer answer, Family family = Family::ipv4,
                          Ending ending = Ending::close);
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  // "127.0.0.1:40001" or "[::1]:40001"
  std::string address() const { return host_ + ":" + std::to_string(port_); }
  unsigned port() const { return port_; }
  // The heads of all requests so far.
  std::vector<std::string> requests() const;

 private:
  void serve();
  void serve_connection(int connection);

  Answer answer_;
  const Ending ending_;
  const std::string host_;
  int listener_ = -1;
  int stop_read_ = -1;
  int stop_write_ = -1;
  unsigned port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<std::thread> connections_;
  std::thread acceptor_;
};

}  // namespace s2sconform::test
