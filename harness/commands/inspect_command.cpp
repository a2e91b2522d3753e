#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "harness/base/base64.h"
#include "harness/base/bounded_file.h"
#include "harness/base/date.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/evidence/redaction.h"
#include "harness/token/objections.h"
#include "suites/metadata/metadata_document.h"

namespace s2sconform {
namespace {

constexpr std::size_t largest_token = 1024 * 1024;
constexpr std::size_t largest_document = 4 * 1024 * 1024;

struct InspectCommandOptions {
  std::string token_file = "-";
  std::string metadata_file;
  std::string audience;
  bool show_signature = false;
};

Expected<std::string> read_token(const std::string& file) {
  std::string text;
  if (file == "-") {
    std::cin >> std::noskipws;
    text.assign(std::istream_iterator<char>(std::cin), {});
    if (text.size() > largest_token) {
      return Unexpected(ConfigurationError{"standard input", "is longer than a mebibyte", ""});
    }
  } else {
    auto read = read_bounded_file(file, largest_token, Pipes::allowed);
    if (!read) return Unexpected(ConfigurationError{file, read.error().text, "name a file"});
    text = std::move(*read);
  }
  // As it stands in a header, a log or a file.
  const std::size_t bearer = text.find("Bearer ");
  if (bearer != std::string::npos) text.erase(0, bearer + 7);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
  if (text.empty()) {
    return Unexpected(ConfigurationError{file == "-" ? "standard input" : file, "holds no token",
                                         "give the token, or a line 'Authorization: Bearer …'"});
  }
  return text;
}

Expected<std::vector<std::string>> read_certificates(const std::string& file) {
  const auto text = read_bounded_file(file, largest_document);
  if (!text)
    return Unexpected(ConfigurationError{file, text.error().text, "name a saved document"});
  CertificateCache cache;
  const metadata::Document document = metadata::parse_document(*text, file, cache);
  if (!document.is_object) {
    return Unexpected(ConfigurationError{file, "is no metadata document: " + document.facts.error,
                                         "save what the issuer's metadata URL answers"});
  }
  std::vector<std::string> certificates;
  for (const metadata::Key* key : document.signing_certificates()) {
    certificates.push_back((*key->certificate)->der);
  }
  return certificates;
}

// What the claims of this family mean (facts 3.3).
const char* meaning_of(const std::string& claim) {
  static const std::map<std::string, const char*> meanings{
      {"aud", "for whom: <principal>/<host>@<realm>"},
      {"iss", "who issued it"},
      {"nameid", "in an actor token the application, in an outer token the user"},
      {"nii", "the identity provider that knows the user"},
      {"upn", "the user's principal name"},
      {"smtp", "the user's mail address"},
      {"sip", "the user's SIP address"},
      {"trustedfordelegation", "whether the application may speak for users"},
      {"actortoken", "the actor token, below"},
      {"actort", "the actor token, below"},
      {"identityprovider", "the token server that vouches for the issuer"},
      {"appctx", "opaque to the token server"}};
  const auto found = meanings.find(claim);
  return found == meanings.end() ? "" : found->second;
}

void print_object(const nlohmann::ordered_json& object, const DecodedToken& token) {
  const Redactor redactor({});
  if (!object.is_object()) {
    std::cout << "    (cannot be read)\n";
    return;
  }
  for (const auto& [name, value] : object.items()) {
    const bool nested = token.actor() && name == token.actor_claim();
    std::cout << "    " << name << ": ";
    if (nested) {
      std::cout << "…";
    } else {
      std::cout << redactor.text(
          value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    }
    constexpr std::int64_t far_away = 253402300800;  // the year 10000
    const auto time = token.claim_time(name);
    const bool is_time = name == "nbf" || name == "exp" || name == "iat";
    if (is_time && time && *time > 0 && *time < far_away) {
      std::cout << "  (" << date_text(std::chrono::sys_seconds(std::chrono::seconds(*time))) << ")";
    }
    const std::string meaning = meaning_of(name);
    if (!meaning.empty()) std::cout << "  (" << meaning << ")";
    std::cout << "\n";
  }
}

void print_token(const DecodedToken& token, const std::string& title, bool show_signature) {
  std::cout << title << "\n  header\n";
  print_object(token.header(), token);
  std::cout << "  claims\n";
  print_object(token.claims(), token);
  std::cout << "  signature: ";
  if (token.signature().empty()) {
    std::cout << "none\n";
  } else if (show_signature) {
    std::cout << encode_base64url(token.signature()) << "\n";
  } else {
    std::cout << token.signature().size() << " bytes, not shown\n";
  }
  if (token.actor()) print_token(*token.actor(), "Actor token", show_signature);
}

int inspect_token(const InspectCommandOptions& options) {
  const Expected<std::string> text = read_token(options.token_file);
  if (!text) return report_error(text.error());
  TokenExpectations expected;
  expected.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  expected.audience = options.audience;
  if (!options.metadata_file.empty()) {
    const auto certificates = read_certificates(options.metadata_file);
    if (!certificates) return report_error(certificates.error());
    expected.certificates = *certificates;
    expected.has_document = true;
  }
  const DecodedToken token(*text);
  const char* title = token.actor() ? "Outer token" : "Token";
  print_token(token, title, options.show_signature);
  const std::vector<std::string> objections = objections_to(token, expected);
  if (objections.empty()) {
    std::cout << "\nNothing is wrong with it"
              << (expected.has_document ? ""
                                        : "; its signature was not looked at, because no "
                                          "metadata document was given (--metadata)")
              << ".\n";
    return exit_conforms;
  }
  std::cout << "\nA server would refuse it:\n";
  for (const std::string& objection : objections) std::cout << "  - " << objection << "\n";
  return exit_fails;
}

}  // namespace

Command add_inspect_command(CLI::App& app) {
  const auto options = std::make_shared<InspectCommandOptions>();
  CLI::App* command = app.add_subcommand("inspect", "Decode and explain what servers send");
  command->require_subcommand(1);
  CLI::App* token = command->add_subcommand(
      "token", "Decode a token and say in plain words why a server would refuse it");
  token
      ->add_option("FILE", options->token_file,
                   "A file that holds the token, or a line 'Authorization: Bearer …'; '-' for "
                   "standard input. Never give a token on the command line: others can read it")
      ->type_name("");
  token
      ->add_option("--metadata", options->metadata_file,
                   "The issuer's metadata document, saved to a file: the signature is verified by "
                   "its keys")
      ->type_name("FILE");
  token
      ->add_option("--audience", options->audience,
                   "What the server expects in aud: <principal>/<host>@<realm>")
      ->type_name("AUDIENCE");
  token->add_flag("--show-signature", options->show_signature,
                  "Print signatures too; whoever has the output has the token then");
  token->footer(
      "Exit status: 0 nothing is wrong with it; 1 a server would refuse it; 2 usage.\n"
      "Examples:\n"
      "  s2sconform inspect token token.txt\n"
      "  s2sconform inspect token - --metadata partner.json --audience "
      "00000002-0000-0ff1-ce00-000000000000/mail.litwareinc.com@litwareinc.com < token.txt");
  command->footer("Examples:\n  s2sconform inspect token token.txt");
  return [options] { return inspect_token(*options); };
}

}  // namespace s2sconform
