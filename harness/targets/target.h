// One endpoint to be tested, as the targets file describes it.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/base/secret.h"
#include "harness/targets/registration.h"

namespace s2sconform {

struct Identity;

enum class TlsVersion { tls_1_0, tls_1_1, tls_1_2, tls_1_3 };
enum class HttpVersion { http_1_1, http_2 };

// A request header that the targets file adds. Its value is secret when it came from an environment
// variable or a file.
struct ConfiguredHeader {
  std::string name;
  std::variant<std::string, Secret> value;
};

struct Proxy {
  std::string url;  // "http://proxy.litwareinc.com:3128"
  std::string user;
  Secret password;
};

// Where connections to `host`:`port` go instead: curl's --connect-to.
struct ResolveEntry {
  std::string host;
  unsigned port = 0;
  std::string address;  // an IP address or another host name
  unsigned address_port = 0;
};

// What a run may cost the server, and how long it may take.
struct RequestLimits {
  std::chrono::milliseconds request_deadline{10'000};   // one request and its whole answer
  std::chrono::milliseconds exchange_deadline{30'000};  // with all that it is redirected to
  double requests_per_second = 20;             // to one host, over all targets that name it
  unsigned concurrent_requests = 4;            // to one host, likewise
  std::size_t maximum_body = 4 * 1024 * 1024;  // bytes
  std::size_t maximum_header = 64 * 1024;      // bytes
  unsigned maximum_redirects = 5;
};

// A user of the product, in whose name outer tokens speak. What is empty is not known.
struct TestUser {
  std::string nameid;  // where it is not the user principal name: a SID for SharePoint
  std::string upn;
  std::string smtp;
  std::string sip;  // without "sip:"
  std::string sid;
  std::string nii = "urn:office:idp:activedirectory";  // the identity provider's name
};

// The user's mailbox, which is for tests alone. A target that has this may be written to.
struct MailboxSettings {
  std::string ews_url;  // of the web services; empty: Autodiscover is asked
  // Host names, or "*.litwareinc.com" for all below a domain, to which Autodiscover may lead and a
  // token may be sent, beside the target's base URLs.
  std::vector<std::string> allowed_domains;
  bool archive = false;  // the user is enabled for archiving
  // What is deleted is kept for a hold or single item recovery: it is not looked for in the
  // recoverable items.
  bool keeps_deleted = false;
  std::chrono::milliseconds settle_deadline{5'000};  // within which what was written is found
  std::size_t maximum_request = 0;                   // bytes that the server takes; 0: not known

  bool allows_host(std::string_view host) const;
};

struct Target {
  std::string place;                      // in the targets file: "targets.json:3:5"
  std::string name;                       // unique in the file
  std::vector<std::string> former_names;  // so that it is compared with itself in earlier runs
  std::string product;                    // a plugin's product id
  std::string version;                    // a version id of that product
  std::map<std::string, std::string, std::less<>>
      base_urls;  // by name; "metadata" is always there; no final '/'
  // The base URL of that name, or "metadata" where there is none.
  const std::string& base_url(std::string_view base_url_name) const {
    const auto found = base_urls.find(base_url_name);
    return found != base_urls.end() ? found->second : base_urls.at("metadata");
  }
  std::string realm;         // "litwareinc.com", a GUID, or "*"
  std::string ca_file;       // PEM; empty: the system's CA store
  std::string ca_directory;  // hashed, as c_rehash makes it; may be empty
  std::vector<ResolveEntry> resolve;
  std::vector<std::string>
      nodes;  // "10.0.0.5:443": the servers behind the metadata base URL's name
  std::optional<Proxy> proxy;
  TlsVersion tls_minimum = TlsVersion::tls_1_2;
  HttpVersion http_version = HttpVersion::http_1_1;
  RequestLimits limits;
  std::vector<ConfiguredHeader> headers;
  std::shared_ptr<const Identity> identity;  // as whom the harness acts; null: as nobody
  std::optional<TestUser> user;
  std::optional<TestUser> other_user;          // of the same realm
  std::optional<TestUser> foreign_user;        // of another realm
  std::optional<TestUser> ambiguous_user;      // its names are those of two accounts
  std::vector<Registration> registrations;     // each identity once
  std::vector<std::string> alternative_hosts;  // that the product takes in a token's audience
  std::vector<std::string> partners;           // targets whose products this one trusts
  std::string relying_party;                   // of a token server: a target that trusts it
  std::string token_server;                    // a target whose tokens this one trusts
  std::optional<MailboxSettings> mailbox;      // of `user`

  // Whether tokens may go to that host (lower case): one of the base URLs, or of `mailbox`.
  bool names_host(std::string_view host) const;
};

}  // namespace s2sconform
