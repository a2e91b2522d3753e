// An HTTP proxy on loopback that connects to the port of 127.0.0.1 that a CONNECT names.
#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace s2sconform::test {

class ConnectProxy {
 public:
  ConnectProxy();
  ConnectProxy(const ConnectProxy&) = delete;
  ConnectProxy& operator=(const ConnectProxy&) = delete;
  ~ConnectProxy();

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // The heads of all requests so far.
  std::vector<std::string> requests() const;

 private:
  void serve();
  void serve_connection(int client);
  bool is_stopped(int first, int second, bool& first_readable) const;

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
