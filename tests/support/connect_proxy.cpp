#include "tests/support/connect_proxy.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace s2sconform::test {
namespace {

sockaddr_in loopback(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool send_all(int to, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::send(to, data, size, MSG_NOSIGNAL);
    if (count <= 0) return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

// Hands on what can be read; false at the end.
bool hand_on(int from, int to) {
  std::array<char, 16'384> buffer;
  const ssize_t count = ::recv(from, buffer.data(), buffer.size(), 0);
  return count > 0 && send_all(to, buffer.data(), static_cast<std::size_t>(count));
}

}  // namespace

ConnectProxy::ConnectProxy() {
  std::array<int, 2> stop{-1, -1};
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof(address);
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::pipe2(stop.data(), O_CLOEXEC) != 0 || ::bind(listener_, any, length) != 0 ||
      ::listen(listener_, 64) != 0 || ::getsockname(listener_, any, &length) != 0) {
    throw std::runtime_error("no proxy");
  }
  stop_read_ = stop[0];
  stop_write_ = stop[1];
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { serve(); });
}

ConnectProxy::~ConnectProxy() {
  ::close(stop_write_);  // readable for all who wait
  acceptor_.join();
  for (std::thread& connection : connections_) connection.join();
  ::close(stop_read_);
  ::close(listener_);
}

std::vector<std::string> ConnectProxy::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

// Waits until one of the two can be read (`second` -1: there is one alone) or the proxy ends.
bool ConnectProxy::is_stopped(int first, int second, bool& first_readable) const {
  std::array<pollfd, 3> descriptors{pollfd{first, POLLIN, 0}, pollfd{second, POLLIN, 0},
                                    pollfd{stop_read_, POLLIN, 0}};
  while (::poll(descriptors.data(), descriptors.size(), -1) < 0) {
  }
  first_readable = descriptors[0].revents != 0;
  return descriptors[2].revents != 0;
}

void ConnectProxy::serve() {
  bool ignored = false;
  while (!is_stopped(listener_, -1, ignored)) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) connections_.emplace_back([this, client] { serve_connection(client); });
  }
}

void ConnectProxy::serve_connection(int client) {
  std::string head;
  bool from_client = false;
  char character = 0;  // no byte of the tunnel may be taken with the head
  while (!head.ends_with("\r\n\r\n") && !is_stopped(client, -1, from_client) &&
         ::recv(client, &character, 1, 0) == 1) {
    head += character;
  }
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(head);
  }
  const std::string host = "CONNECT 127.0.0.1:";
  const unsigned port =
      head.starts_with(host) ? static_cast<unsigned>(std::stoul(head.substr(host.size()))) : 0;
  const sockaddr_in address = loopback(port);
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected =
      ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  const std::string answer = connected ? "HTTP/1.1 200 Connection established\r\n\r\n"
                                       : "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
  bool open = send_all(client, answer.data(), answer.size()) && connected;
  while (open && !is_stopped(client, server, from_client)) {
    open = from_client ? hand_on(client, server) : hand_on(server, client);
  }
  ::close(server);
  ::close(client);
}

}  // namespace s2sconform::test
