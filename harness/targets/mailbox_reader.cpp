#include "harness/targets/mailbox_reader.h"

#include "harness/base/ascii.h"
#include "harness/http/url.h"
#include "harness/targets/host_reader.h"
#include "harness/targets/names.h"

namespace s2sconform {
namespace {

constexpr std::string_view below = "*.";

bool is_domain_pattern(std::string_view text) {
  if (text.starts_with(below)) text.remove_prefix(below.size());
  return text != "*" && is_realm(text);
}

void read_allowed_domains(const LocatedJson& list, ErrorSink& errors, MailboxSettings& mailbox) {
  if (!expect_kind(list, LocatedJson::Kind::array, errors)) return;
  for (const LocatedJson& element : list.elements) {
    if (!expect_kind(element, LocatedJson::Kind::string, errors)) continue;
    const std::string domain = read_host_pattern(element, errors);
    if (!is_domain_pattern(domain)) {
      errors.report(element.position, "'" + element.text + "' is no domain",
                    "write mail.litwareinc.com, or *.litwareinc.com for all hosts below it");
    }
    mailbox.allowed_domains.push_back(lower_case(domain));
  }
}

void read_ews_url(const LocatedJson& value, ErrorSink& errors, MailboxSettings& mailbox) {
  if (!expect_kind(value, LocatedJson::Kind::string, errors)) return;
  mailbox.ews_url = read_url(value, errors);
  const std::optional<UrlParts> parts = parse_url(mailbox.ews_url);
  if (value.text.find('@') != std::string::npos) {  // what stands before it may be a password
    errors.report(value.position, "ews_url holds a user or password",
                  "write https://host/EWS/Exchange.asmx");
  } else if (!parts || parts->scheme != "https") {
    errors.report(value.position, "'" + value.text + "' is no https URL",
                  "write https://host/EWS/Exchange.asmx: tokens are never sent in clear text");
  }
}

}  // namespace

void read_mailbox(ObjectReader& reader, ErrorSink& errors, Target& target) {
  const LocatedJson* object = reader.find("mailbox");
  if (!object || !expect_kind(*object, LocatedJson::Kind::object, errors)) return;
  MailboxSettings& mailbox = target.mailbox.emplace();
  ObjectReader members(*object, nullptr, errors);
  if (const LocatedJson* url = members.find("ews_url")) read_ews_url(*url, errors, mailbox);
  if (const LocatedJson* domains = members.find("allowed_domains")) {
    read_allowed_domains(*domains, errors, mailbox);
  }
  mailbox.archive = members.boolean("archive").value_or(false);
  mailbox.keeps_deleted = members.boolean("keeps_deleted").value_or(false);
  constexpr std::int64_t hour = 3'600'000;
  if (const auto value = members.integer("settle_deadline_ms", 0, hour)) {
    mailbox.settle_deadline = std::chrono::milliseconds(*value);
  }
  constexpr std::int64_t largest = 128 * 1024 * 1024;
  if (const auto value = members.integer("maximum_request_bytes", 65'536, largest)) {
    mailbox.maximum_request = static_cast<std::size_t>(*value);
  }
  members.close();
  if (!target.user || target.user->smtp.empty()) {
    errors.report(object->position, "the target has a mailbox and no user whose it is",
                  "add \"user\" with \"smtp\", the mailbox's primary address");
  }
}

}  // namespace s2sconform
