#include "harness/identity/document_server.h"

#include <arpa/inet.h>
#include <microhttpd.h>

#include <cerrno>
#include <cstring>

namespace s2sconform {
namespace {

// A partner fetches the document now and then: whoever wants more than this is no partner.
constexpr unsigned most_connections = 32;
constexpr unsigned seconds_of_silence = 10;
constexpr std::size_t memory_of_connection = 16 * 1024;
constexpr std::size_t longest_logged_path = 200;

std::string printable(const char* text) {
  std::string clean(text);
  if (clean.size() > longest_logged_path) clean.resize(longest_logged_path);
  for (char& c : clean) {
    if (c < 0x20 || c > 0x7E) c = '?';
  }
  return clean;
}

std::string peer_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char text[INET6_ADDRSTRLEN] = "?";
  if (info && info->client_addr->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(info->client_addr)->sin_addr, text,
              sizeof text);
  } else if (info && info->client_addr->sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(info->client_addr)->sin6_addr, text,
              sizeof text);
  }
  return text;
}

}  // namespace

struct DocumentServer::Running {
  Options options;
  Log log;
  MHD_Daemon* daemon = nullptr;

  ~Running() {
    if (daemon) MHD_stop_daemon(daemon);
  }

  MHD_Result reply(MHD_Connection* connection, const char* method, const char* path) const {
    const std::string_view verb = method;
    const bool is_read = verb == "GET" || verb == "HEAD";
    const unsigned status = path != options.path ? 404u : (is_read ? 200u : 405u);
    const std::string& text = status == 200 ? options.document : std::string();
    MHD_Response* response = MHD_create_response_from_buffer(
        text.size(), const_cast<char*>(text.data()), MHD_RESPMEM_MUST_COPY);
    if (status == 200) {
      MHD_add_response_header(response, "Content-Type", "application/json; charset=utf-8");
      MHD_add_response_header(response, "Cache-Control", "private");
    }
    if (status == 405) MHD_add_response_header(response, "Allow", "GET, HEAD");
    const MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    log(peer_of(connection) + " " + printable(method) + " " + printable(path) + " " +
        std::to_string(status));
    return queued;
  }

  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* path,
                               const char* method, const char*, const char*, size_t* body,
                               void** seen) {
    // The first call has the header alone; a body is read and thrown away.
    static char header_was_seen;
    if (!*seen) {
      *seen = &header_was_seen;
      return MHD_YES;
    }
    if (*body > 0) {
      *body = 0;
      return MHD_YES;
    }
    return static_cast<const Running*>(self)->reply(connection, method, path);
  }
};

DocumentServer::DocumentServer(std::unique_ptr<Running> running) : running_(std::move(running)) {}
DocumentServer::DocumentServer(DocumentServer&&) noexcept = default;
DocumentServer::~DocumentServer() = default;

tl::expected<DocumentServer, std::string> DocumentServer::start(Options options, Log log) {
  auto running = std::make_unique<Running>();
  running->options = std::move(options);
  running->log = std::move(log);
  const Options& o = running->options;
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  const sockaddr* address = nullptr;
  unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_TLS;
  if (inet_pton(AF_INET, o.address.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(static_cast<std::uint16_t>(o.port));
    address = reinterpret_cast<const sockaddr*>(&v4);
  } else if (inet_pton(AF_INET6, o.address.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(static_cast<std::uint16_t>(o.port));
    address = reinterpret_cast<const sockaddr*>(&v6);
    flags |= MHD_USE_IPv6;
  } else {
    return tl::unexpected("'" + o.address + "' is no IP address");
  }
  const std::string key(o.key_pem.reveal());
  errno = 0;
  running->daemon = MHD_start_daemon(
      flags, static_cast<std::uint16_t>(o.port), nullptr, nullptr, &Running::on_request,
      running.get(), MHD_OPTION_SOCK_ADDR, address, MHD_OPTION_CONNECTION_LIMIT, most_connections,
      MHD_OPTION_CONNECTION_TIMEOUT, seconds_of_silence, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      memory_of_connection, MHD_OPTION_HTTPS_MEM_KEY, key.c_str(), MHD_OPTION_HTTPS_MEM_CERT,
      o.certificate_pem.c_str(), MHD_OPTION_HTTPS_PRIORITIES,
      "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", MHD_OPTION_END);
  if (!running->daemon) {
    const int error = errno;
    return tl::unexpected(
        "cannot listen on " + o.address + ":" + std::to_string(o.port) + " (" +
        (error ? std::strerror(error) : "the TLS certificate and key cannot be used together") +
        ")");
  }
  return DocumentServer(std::move(running));
}

unsigned DocumentServer::port() const {
  const MHD_DaemonInfo* info = MHD_get_daemon_info(running_->daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}

}  // namespace s2sconform
