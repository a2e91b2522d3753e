#include "harness/targets/target_reader.h"

#include "harness/base/ascii.h"
#include "harness/http/url.h"
#include "harness/targets/address.h"
#include "harness/targets/ca_files.h"
#include "harness/targets/header_reader.h"
#include "harness/targets/host_reader.h"
#include "harness/targets/mailbox_reader.h"
#include "harness/targets/names.h"
#include "harness/targets/partnership_reader.h"

namespace s2sconform {
namespace {

// Whether libcurl reads `url` as it is written, without mending it. A host that is written with '%'
// comes out of it in other characters.
bool is_written_out(const std::string& url, const UrlParts& parts) {
  const std::string before_host = parts.scheme + "://";
  const bool encoded = url.find('%') < url.find_first_of("/[", before_host.size());
  return !encoded && url.find('\0') == url.npos && url.size() > before_host.size() &&
         equal_ignoring_case(url.substr(0, before_host.size()), before_host) &&
         url[before_host.size()] != '/';
}

// A target's members, read one group after the other.
class TargetReader {
 public:
  TargetReader(const LocatedJson& object, const LocatedJson* defaults, const ReadContext& context)
      : reader_(object, defaults, context.errors), context_(context) {}

  Target read() {
    read_identity();
    read_base_urls();
    read_options();
    read_partnership(reader_, context_, target_);
    read_mailbox(reader_, context_.errors, target_);
    reader_.close();
    return std::move(target_);
  }

  void check_options() {
    for (const std::string name :
         {"name", "former_names", "product", "version", "base_urls", "realm", "alternative_hosts",
          "partners", "relying_party", "token_server", "registrations", "other_user",
          "foreign_user", "ambiguous_user", "mailbox"}) {
      reader_.refuse(name, "the key '" + name + "' has no default", "write it in each target");
    }
    read_options();
    reader_.close();
  }

 private:
  ErrorSink& errors() { return context_.errors; }

  void read_identity() {
    if (const auto name = reader_.required_text("name")) {
      target_.name = *name;
      if (!is_target_name(*name)) {
        errors().report(reader_.find("name")->position, "the name '" + *name + "' cannot be used",
                        "use letters, digits, '.', '_' and '-', at most 128");
      }
    }
    read_former_names();
    target_.product = reader_.required_text("product").value_or("");
    if (!target_.product.empty() && !is_product_id(target_.product)) {
      errors().report(reader_.find("product")->position,
                      "'" + target_.product + "' is no product id",
                      "use small letters, digits and '-': exchange, lync, sharepoint");
    }
    target_.version = reader_.required_text("version").value_or("");
    if (const LocatedJson* realm = reader_.require("realm")) {
      target_.realm = reader_.text("realm").value_or("");
      if (!target_.realm.empty() && !is_realm(target_.realm)) {
        errors().report(realm->position, "'" + target_.realm + "' is no realm",
                        "give a domain name, a GUID or \"*\"");
      }
    }
  }

  void read_former_names() {
    const LocatedJson* names = reader_.find("former_names");
    if (!names || !expect_kind(*names, LocatedJson::Kind::array, errors())) return;
    for (const LocatedJson& name : names->elements) {
      if (!expect_kind(name, LocatedJson::Kind::string, errors())) continue;
      if (!is_target_name(name.text)) {
        errors().report(name.position, "'" + name.text + "' was never a target's name",
                        "write a name that the target had in an earlier targets file");
      }
      target_.former_names.push_back(name.text);
    }
  }

  void read_base_urls() {
    const LocatedJson* urls = reader_.require("base_urls");
    if (!urls || !expect_kind(*urls, LocatedJson::Kind::object, errors())) return;
    ObjectReader reader(*urls, nullptr, errors());
    reader.require("metadata");
    for (const char* name : {"metadata", "resource"}) {
      const LocatedJson* value = reader.find(name);
      if (value && expect_kind(*value, LocatedJson::Kind::string, errors())) {
        target_.base_urls[name] = base_url(*value);
      }
    }
    reader.close();
  }

  std::string base_url(const LocatedJson& value) {
    std::string url = read_url(value, errors());
    while (url.ends_with('/')) url.pop_back();
    const std::optional<UrlParts> parts = parse_url(url);
    if (url.find('@') != url.npos) {  // what stands before it may be a password
      errors().report(value.position, "the base URL holds a user or password",
                      "write https://host or https://host:port");
    } else if (!parts || !is_written_out(url, *parts) || url.find_first_of("?#") != url.npos) {
      errors().report(value.position, "'" + value.text + "' is no base URL",
                      "write https://host or https://host:port, without user, query and fragment");
    } else if (parts->scheme != "https") {
      errors().report(value.position, "the base URL '" + value.text + "' is not https",
                      "tokens are never sent in clear text: name the https URL");
    }
    return url;
  }

  void read_options() {
    read_trust();
    read_routes();
    read_proxy();
    read_limits();
    read_acting(reader_, context_, target_);
    const LocatedJson* headers = reader_.find("headers");
    if (headers && expect_kind(*headers, LocatedJson::Kind::object, errors())) {
      target_.headers = read_headers(*headers, context_);
    }
    if (const auto version = reader_.choice("tls_minimum", {"1.0", "1.1", "1.2", "1.3"})) {
      target_.tls_minimum = static_cast<TlsVersion>(*version);
    }
    if (const auto version = reader_.choice("http_version", {"1.1", "2"})) {
      target_.http_version = static_cast<HttpVersion>(*version);
    }
  }

  void read_trust() {
    if (const auto file = reader_.text("ca_file")) {
      target_.ca_file = (context_.folder / *file).string();
      if (const auto problem = first_check(target_.ca_file, problem_of_ca_file)) {
        errors().report(reader_.find("ca_file")->position, *problem,
                        "name a PEM file with the CA's certificate");
      }
    }
    if (const auto directory = reader_.text("ca_directory")) {
      target_.ca_directory = (context_.folder / *directory).string();
      if (const auto problem = first_check(target_.ca_directory, problem_of_ca_directory)) {
        errors().report(reader_.find("ca_directory")->position, *problem,
                        "name a folder that 'openssl rehash' has prepared");
      }
    }
  }

  template <class Check>
  std::optional<std::string> first_check(const std::string& path, Check check) {
    return context_.checked.insert(path).second ? check(path) : std::nullopt;
  }

  void read_routes() {
    if (const LocatedJson* resolve = reader_.find("resolve")) {
      if (expect_kind(*resolve, LocatedJson::Kind::object, errors())) read_resolve(*resolve);
    }
    const LocatedJson* nodes = reader_.find("nodes");
    if (!nodes || !expect_kind(*nodes, LocatedJson::Kind::array, errors())) return;
    for (const LocatedJson& node : nodes->elements) {
      if (!expect_kind(node, LocatedJson::Kind::string, errors())) continue;
      const std::optional<Address> address = parse_address(node.text);
      if (!address) report_address(node.position, node.text);
      target_.nodes.push_back(address ? address->text() : node.text);
    }
  }

  void read_resolve(const LocatedJson& resolve) {
    ObjectReader duplicates(resolve, nullptr, errors());
    for (const LocatedMember& member : resolve.members) {
      const std::optional<Address> from = parse_address(member.name);
      if (!from) report_address(member.position, member.name);
      if (!expect_kind(member.value, LocatedJson::Kind::string, errors())) continue;
      const std::optional<Address> to = parse_address(member.value.text);
      if (!to) report_address(member.value.position, member.value.text);
      if (from && to) {
        target_.resolve.push_back({from->host, from->port, to->host, to->port});
      }
    }
  }

  void report_address(const Position& position, const std::string& text) {
    errors().report(position, "'" + text + "' is no address",
                    "write host:port; an IPv6 address in brackets");
  }

  void read_proxy() {
    const LocatedJson* proxy = reader_.find("proxy");
    if (!proxy || !expect_kind(*proxy, LocatedJson::Kind::object, errors())) return;
    ObjectReader reader(*proxy, nullptr, errors());
    Proxy& read = target_.proxy.emplace();
    read.url = reader.required_text("url").value_or("");
    if (!read.url.empty()) read.url = read_url(*reader.find("url"), errors());
    const std::optional<UrlParts> parts = parse_url(read.url);
    if (!read.url.empty() &&
        (!parts || !is_written_out(read.url, *parts) || read.url.find('@') != read.url.npos)) {
      errors().report(reader.find("url")->position, "the proxy's URL cannot be used",
                      "write http://host:port; user and password have keys of their own");
    }
    read.user = reader.text("user").value_or("");
    if (const LocatedJson* password = reader.find("password")) {
      read.password = read_secret(*password, context_).value_or(Secret());
    }
    reader.close();
  }

  void read_limits() {
    RequestLimits& limits = target_.limits;
    constexpr std::int64_t hour = 3'600'000;
    constexpr std::int64_t gibibyte = 1024 * 1024 * 1024;
    if (const auto value = reader_.integer("request_deadline_ms", 1, hour)) {
      limits.request_deadline = std::chrono::milliseconds(*value);
    }
    if (const auto value = reader_.integer("exchange_deadline_ms", 1, hour)) {
      limits.exchange_deadline = std::chrono::milliseconds(*value);
    }
    if (const auto value = reader_.number("requests_per_second", 0.01, 100'000)) {
      limits.requests_per_second = *value;
    }
    if (const auto value = reader_.integer("concurrent_requests", 1, 1024)) {
      limits.concurrent_requests = static_cast<unsigned>(*value);
    }
    if (const auto value = reader_.integer("maximum_body_bytes", 1, gibibyte)) {
      limits.maximum_body = static_cast<std::size_t>(*value);
    }
    if (const auto value = reader_.integer("maximum_header_bytes", 1, gibibyte)) {
      limits.maximum_header = static_cast<std::size_t>(*value);
    }
    if (const auto value = reader_.integer("maximum_redirects", 0, 20)) {
      limits.maximum_redirects = static_cast<unsigned>(*value);
    }
  }

  ObjectReader reader_;
  const ReadContext& context_;
  Target target_;
};

}  // namespace

Target read_target(const LocatedJson& object, const LocatedJson* defaults,
                   const ReadContext& context) {
  return TargetReader(object, defaults, context).read();
}

void check_defaults(const LocatedJson& defaults, const ReadContext& context) {
  TargetReader(defaults, nullptr, context).check_options();
}

}  // namespace s2sconform
