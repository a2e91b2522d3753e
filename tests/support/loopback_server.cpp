#include "tests/support/loopback_server.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace s2sconform::test {
namespace {

// Waits until `descriptor` can be read; false when `stop` can be first.
bool wait_readable(int descriptor, int stop) {
  std::array<pollfd, 2> descriptors{pollfd{descriptor, POLLIN, 0}, pollfd{stop, POLLIN, 0}};
  while (::poll(descriptors.data(), descriptors.size(), -1) < 0) {
  }
  return descriptors[1].revents == 0;
}

}  // namespace

LoopbackServer::LoopbackServer(Answer answer, Family family, Ending ending)
    : answer_(std::move(answer)),
      ending_(ending),
      host_(family == Family::ipv6 ? "[::1]" : "127.0.0.1") {
  std::array<int, 2> stop{-1, -1};
  listener_ = ::socket(family == Family::ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in6 ipv6{};
  ipv6.sin6_family = AF_INET6;
  ipv6.sin6_addr = in6addr_loopback;
  sockaddr_in ipv4{};
  ipv4.sin_family = AF_INET;
  ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = family == Family::ipv6 ? sizeof(ipv6) : sizeof(ipv4);
  auto* any = family == Family::ipv6 ? reinterpret_cast<sockaddr*>(&ipv6)
                                     : reinterpret_cast<sockaddr*>(&ipv4);
  if (::pipe2(stop.data(), O_CLOEXEC) != 0 || ::bind(listener_, any, length) != 0 ||
      ::listen(listener_, 64) != 0 || ::getsockname(listener_, any, &length) != 0) {
    throw std::runtime_error("no loopback server");
  }
  stop_read_ = stop[0];
  stop_write_ = stop[1];
  port_ = ntohs(family == Family::ipv6 ? ipv6.sin6_port : ipv4.sin_port);
  acceptor_ = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() {
  ::close(stop_write_);  // readable for all who wait
  acceptor_.join();
  for (std::thread& connection : connections_) connection.join();
  ::close(stop_read_);
  ::close(listener_);
}

std::vector<std::string> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void LoopbackServer::serve() {
  while (wait_readable(listener_, stop_read_)) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) {
      connections_.emplace_back([this, connection] { serve_connection(connection); });
    }
  }
}

void LoopbackServer::serve_connection(int connection) {
  std::string head;
  std::array<char, 4096> buffer;
  while (head.find("\r\n\r\n") == std::string::npos && wait_readable(connection, stop_read_)) {
    const ssize_t count = ::recv(connection, buffer.data(), buffer.size(), 0);
    if (count <= 0) break;
    head.append(buffer.data(), static_cast<std::size_t>(count));
  }
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(head);
  }
  const std::string bytes = answer_(head);
  if (bytes.empty()) {
    while (wait_readable(connection, stop_read_) &&
           ::recv(connection, buffer.data(), buffer.size(), 0) > 0) {
    }
  }
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count =
        ::send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) break;
    sent += static_cast<std::size_t>(count);
  }
  if (ending_ == Ending::reset) {
    const linger at_once{1, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  }
  ::close(connection);
}

}  // namespace s2sconform::test
