#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>

#include "harness/base/ascii.h"
#include "harness/base/bounded_file.h"
#include "harness/base/date.h"
#include "harness/base/guid.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/secret_environment.h"
#include "harness/identity/document_server.h"
#include "harness/identity/identity_folder.h"
#include "harness/identity/key_files.h"
#include "harness/x509/certificate.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_secret_file = 64 * 1024;

struct IdentityCommandOptions {
  std::string folder;
  std::string application_id;
  std::string name = "s2sconform";
  std::string realm = "*";
  std::string url;
  unsigned bits = 2048;
  unsigned days = 5 * 365;
  bool next = false;
  std::string pkcs12, key, certificate;
  std::string password_file, password_environment;
  std::string tls_certificate, tls_key;
  std::string listen = "0.0.0.0:443";
  std::string path = "/metadata/json/1";
  bool until_stdin_closes = false;
};

Unexpected wrong(const std::string& option, const std::string& problem, const std::string& remedy) {
  return Unexpected(ConfigurationError{"option " + option, problem, remedy});
}

Expected<std::string> read_file(const std::string& file) {
  auto text = read_bounded_file(file, largest_secret_file);
  if (!text) return Unexpected(ConfigurationError{file, text.error().text, "correct its name"});
  return std::move(*text);
}

Expected<Secret> password_of(const IdentityCommandOptions& options) {
  if (!options.password_environment.empty()) {
    auto value = take_from_environment(options.password_environment);
    if (!value) return wrong("--password-environment", "the variable is not set", "set it");
    return Secret(std::move(*value));
  }
  if (options.password_file.empty()) return Secret();
  Expected<std::string> text = read_file(options.password_file);
  if (!text) return Unexpected(text.error());
  if (is_open_to_others(options.password_file)) {
    std::cerr << "warning: others can read or change the secret in " << options.password_file
              << "; run: chmod 600 on it" << std::endl;
  }
  while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  return Secret(std::move(*text));
}

// The key that was named, or a new one.
Expected<SigningKey> key_for(const IdentityCommandOptions& options) {
  const bool named = !options.pkcs12.empty() || !options.key.empty();
  if (!named) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto made = make_signing_key(options.bits, {options.name, now - std::chrono::hours{1},
                                                now + std::chrono::days{options.days}});
    if (!made) return wrong("--name", made.error(), "shorten it");
    return std::move(*made);
  }
  const Expected<Secret> password = password_of(options);
  if (!password) return Unexpected(password.error());
  auto loaded = options.pkcs12.empty() ? load_pem_key(options.key, options.certificate, *password)
                                       : load_pkcs12_key(options.pkcs12, *password);
  if (!loaded) {
    return wrong(options.pkcs12.empty() ? "--key" : "--pkcs12", loaded.error(),
                 "give its password with --password-file or --password-environment");
  }
  if (loaded->bits() < 2048) {
    return wrong("--key", "the key has " + std::to_string(loaded->bits()) + " bits",
                 "use one of 2048 or more: the products refuse shorter ones");
  }
  return std::move(*loaded);
}

// As the Windows tools show it.
std::string thumbprint_of(const SigningKey& key) {
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  std::string text;
  for (const char c : sha1_of(key.certificate_der())) {
    text += hexadecimal[static_cast<unsigned char>(c) >> 4];
    text += hexadecimal[static_cast<unsigned char>(c) & 0xF];
  }
  return text;
}

void print_key(const char* title, const SigningKey& key) {
  const auto certificate = parse_certificate(key.certificate_der());
  std::cout << title << "\n  subject     " << (certificate ? certificate->subject : "")
            << "\n  valid       "
            << (certificate ? date_text(certificate->not_before) + " to " +
                                  date_text(certificate->not_after)
                            : "")
            << "\n  key         RSA, " << key.bits() << " bits\n  thumbprint  "
            << thumbprint_of(key) << "\n  x5t         " << key.x5t() << "\n";
}

void print_use(const fs::path& folder, const PartnerDocument& document, bool has_next) {
  const auto file = [&](const char* name) { return (folder / name).string(); };
  std::cout << "\nIn the targets file:\n  \"identities\": [{\"name\": \"harness\", "
               "\"application_id\": \""
            << document.application_id << "\",\n    \"key_file\": \"" << file(key_file_name)
            << "\", \"certificate_file\": \"" << file(certificate_file_name) << "\"";
  if (has_next) {
    std::cout << ",\n    \"next_key_file\": \"" << file(next_key_file_name)
              << "\", \"next_certificate_file\": \"" << file(next_certificate_file_name) << "\"";
  }
  if (!document.location.empty()) {
    std::cout << ",\n    \"metadata_url\": \"" << document.location << "\"";
  }
  const std::string url =
      document.location.empty() ? "an https URL (its \"metadata_url\")" : document.location;
  std::cout << "}]\n\nTo register it, serve " << file(document_file_name) << " at " << url
            << " ('s2sconform identity serve'), name it in a target,\nand run 's2sconform onboard "
               "PRODUCT': it prints what an administrator of the product runs.\n";
}

Expected<void> write_pair(const fs::path& folder, const char* key_name,
                          const char* certificate_name, const SigningKey& key) {
  for (const char* name : {key_name, certificate_name}) {
    if (fs::exists(fs::symlink_status(folder / name))) {
      return Unexpected(ConfigurationError{(folder / name).string(), "is there already",
                                           "name another folder: a key that partners know must "
                                           "not be lost"});
    }
  }
  auto written = write_identity_file(folder / key_name, private_key_pem(key).reveal(), true, false);
  if (!written) return written;
  return write_identity_file(folder / certificate_name, certificate_pem(key), false, false);
}

Expected<void> check_new(const IdentityCommandOptions& options) {
  if (!options.application_id.empty() &&
      (!is_guid(options.application_id) ||
       options.application_id != lower_case(options.application_id))) {
    return wrong("--application-id", "'" + options.application_id + "' is no application id",
                 "write a GUID in lower case, or leave it out");
  }
  if (options.key.empty() != options.certificate.empty()) {
    return wrong("--key", "key and certificate go together", "give --key and --certificate");
  }
  if (!options.url.empty() && !options.url.starts_with("https://")) {
    return wrong("--url", "'" + options.url + "' is no https URL", "products fetch it over https");
  }
  return {};
}

int make_identity(const IdentityCommandOptions& options) {
  if (const auto checked = check_new(options); !checked) return report_error(checked.error());
  const fs::path folder = options.folder;
  PartnerDocument document;
  std::optional<SigningKey> current;
  if (options.next) {
    Expected<PartnerDocument> known = read_partner_document(folder);
    if (!known) return report_error(known.error());
    document = *known;
    Expected<SigningKey> loaded = load_current_key(folder);
    if (!loaded) return report_error(loaded.error());
    current = *loaded;
  } else {
    document.application_id =
        options.application_id.empty() ? random_guid() : options.application_id;
    document.name = options.name;
    document.realm = options.realm;
    document.location = options.url;
  }
  const Expected<SigningKey> key = key_for(options);
  if (!key) return report_error(key.error());
  std::error_code error;
  fs::create_directories(folder, error);
  if (!options.next && fs::exists(folder / document_file_name)) {
    return report_error({(folder / document_file_name).string(), "is there already",
                         "name another folder, or add a key with --next"});
  }
  const auto written =
      options.next ? write_pair(folder, next_key_file_name, next_certificate_file_name, *key)
                   : write_pair(folder, key_file_name, certificate_file_name, *key);
  if (!written) return report_error(written.error());
  if (current) document.keys.push_back(&*current);
  document.keys.push_back(&*key);
  const auto published = write_identity_file(folder / document_file_name,
                                             write_partner_document(document), false, options.next);
  if (!published) return report_error(published.error());
  std::cout << "Application id  " << document.application_id << "\n";
  print_key(options.next ? "Next key" : "Key", *key);
  print_use(folder, document, options.next);
  return exit_conforms;
}

int show_identity(const IdentityCommandOptions& options) {
  const fs::path folder = options.folder;
  const Expected<PartnerDocument> document = read_partner_document(folder);
  if (!document) return report_error(document.error());
  const Expected<SigningKey> key = load_current_key(folder);
  if (!key) return report_error(key.error());
  const auto next = load_next_key(folder);
  if (!next) return report_error(next.error());
  for (const char* name : {key_file_name, next_key_file_name}) {
    if (is_open_to_others(folder / name)) {
      std::cerr << "warning: others can read or change the secret in " << (folder / name).string()
                << "; run: chmod 600 on it" << std::endl;
    }
  }
  std::cout << "Application id  " << document->application_id << "\n";
  print_key("Key", *key);
  if (*next) print_key("Next key", **next);
  print_use(folder, *document, next->has_value());
  return exit_conforms;
}

// Until a signal, or the end of standard input where that was asked for.
void wait_for_end(int stop_descriptor, bool until_stdin_closes) {
  pollfd watched[2] = {{stop_descriptor, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  for (;;) {
    if (::poll(watched, until_stdin_closes ? 2 : 1, -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (watched[0].revents != 0) return;
    char ignored[256];
    if (until_stdin_closes && watched[1].revents != 0 &&
        ::read(STDIN_FILENO, ignored, sizeof ignored) <= 0) {
      return;
    }
  }
}

int serve_identity(const IdentityCommandOptions& options, int stop_descriptor) {
  const Expected<PartnerDocument> document = read_partner_document(options.folder);
  if (!document) return report_error(document.error());
  DocumentServer::Options server;
  server.path = options.path;
  const std::size_t colon = options.listen.rfind(':');
  const std::string port = colon == std::string::npos ? "" : options.listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit) ||
      std::stoul(port) > 65535) {
    return report_error({"option --listen", "'" + options.listen + "' is no address",
                         "write ADDRESS:PORT, an IPv6 address in brackets"});
  }
  server.port = static_cast<unsigned>(std::stoul(port));
  server.address = options.listen.substr(0, colon);
  if (server.address.starts_with('[') && server.address.ends_with(']')) {
    server.address = server.address.substr(1, server.address.size() - 2);
  }
  for (const auto& [file, text] :
       {std::pair(fs::path(options.folder) / document_file_name, &server.document),
        std::pair(fs::path(options.tls_certificate), &server.certificate_pem)}) {
    Expected<std::string> read = read_file(file.string());
    if (!read) return report_error(read.error());
    *text = std::move(*read);
  }
  Expected<std::string> key = read_file(options.tls_key);
  if (!key) return report_error(key.error());
  server.key_pem = Secret(std::move(*key));
  if (is_open_to_others(options.tls_key)) {
    std::cerr << "warning: others can read or change the secret in " << options.tls_key
              << "; run: chmod 600 on it" << std::endl;
  }
  std::mutex mutex;
  const auto running = DocumentServer::start(std::move(server), [&](const std::string& line) {
    const std::lock_guard lock(mutex);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::cerr << date_text(now) << " " << line << std::endl;
  });
  if (!running) {
    return report_error(
        {"option --listen", running.error(),
         "name a free port that you may listen on, and a key with its certificate"});
  }
  std::cout << "serving https://" << options.listen.substr(0, colon) << ":" << running->port()
            << options.path << std::endl;
  wait_for_end(stop_descriptor, options.until_stdin_closes);
  return exit_conforms;
}

void add_new(CLI::App& command, IdentityCommandOptions& options) {
  command.add_option("--output", options.folder, "The folder for its files")
      ->required()
      ->type_name("DIR");
  command.add_option("--application-id", options.application_id, "Default: a random GUID")
      ->type_name("GUID");
  command.add_option("--name", options.name, "In document and certificate")->capture_default_str();
  command.add_option("--realm", options.realm, "In the document; '*' is any")
      ->capture_default_str();
  command.add_option("--url", options.url, "Where the document will be served")->type_name("URL");
  command.add_option("--bits", options.bits, "Of a new RSA key")
      ->check(CLI::IsMember({2048u, 3072u, 4096u}))
      ->capture_default_str();
  command.add_option("--days", options.days, "For which a new certificate is valid")
      ->check(CLI::Range(1u, 36500u))
      ->capture_default_str();
  command.add_flag("--next", options.next, "Add the next key to an identity that there is");
  auto* pkcs12 = command.add_option("--pkcs12", options.pkcs12, "Take the key of this PFX file")
                     ->type_name("FILE");
  command.add_option("--key", options.key, "Take this PEM key")
      ->type_name("FILE")
      ->excludes(pkcs12);
  command.add_option("--certificate", options.certificate, "The PEM key's certificate")
      ->type_name("FILE");
  auto* file =
      command.add_option("--password-file", options.password_file, "Holds the key's password")
          ->type_name("FILE");
  command
      .add_option("--password-environment", options.password_environment,
                  "The environment variable with the key's password")
      ->excludes(file);
  command.footer(
      "Examples:\n"
      "  s2sconform identity new --output identity --url https://partner.litwareinc.com/metadata/"
      "json/1\n"
      "  s2sconform identity new --output identity --pkcs12 old.pfx --password-file password.txt\n"
      "  s2sconform identity new --output identity --next");
}

void add_serve(CLI::App& command, IdentityCommandOptions& options) {
  command.add_option("--identity", options.folder, "The identity's folder")
      ->required()
      ->type_name("DIR");
  command.add_option("--tls-certificate", options.tls_certificate, "PEM, with its chain")
      ->required()
      ->type_name("FILE");
  command.add_option("--tls-key", options.tls_key, "PEM")->required()->type_name("FILE");
  command.add_option("--listen", options.listen, "Port 0 is any that is free")
      ->capture_default_str();
  command.add_option("--path", options.path, "Of the document")->capture_default_str();
  command.add_flag("--until-stdin-closes", options.until_stdin_closes,
                   "End with standard input, too");
  command.footer(
      "Example:\n  s2sconform identity serve --identity identity --tls-certificate tls.pem "
      "--tls-key tls.key");
}

}  // namespace

Command add_identity_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<IdentityCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "identity", "Make, show and publish the identity that the harness acts as");
  command->require_subcommand(1);
  CLI::App* make = command->add_subcommand("new", "Make a key, its certificate and the document");
  add_new(*make, *options);
  CLI::App* show = command->add_subcommand("show", "Show an identity and how it is registered");
  show->add_option("--identity", options->folder, "The identity's folder")
      ->required()
      ->type_name("DIR");
  show->footer("Example:\n  s2sconform identity show --identity identity");
  CLI::App* serve = command->add_subcommand(
      "serve", "Serve the metadata document over HTTPS, for products that fetch it");
  add_serve(*serve, *options);
  command->footer("Examples:\n  s2sconform identity new --output identity");
  return [options, command, stop_descriptor] {
    if (command->got_subcommand("new")) return make_identity(*options);
    if (command->got_subcommand("show")) return show_identity(*options);
    return serve_identity(*options, stop_descriptor);
  };
}

}  // namespace s2sconform
