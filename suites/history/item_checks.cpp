#include <algorithm>
#include <chrono>
#include <ctime>

#include "harness/judge/conforms.h"
#include "suites/history/history_checks.h"
#include "suites/history/history_evidence.h"
#include "suites/history/history_probes.h"
#include "suites/history/plain_text.h"

namespace s2sconform::history {
namespace {

constexpr const char* other_user = "other-user";

// The subject that the item of "item" was written with: what the create request said.
std::string written_subject(Subject& subject) {
  return sent_subject(*step(subject, "item.create").exchange);
}

void expect_none_found(const Step& found, const char* where) {
  if (!found.answer || found.answer->fault) {
    throw CouldNotJudge("the search says nothing: " + found.in_words());
  }
  const std::size_t count = found.answer->items().size();
  if (count == 0) return;
  REPORT_BROKEN(
      {std::string("not the item, in ") + where, std::to_string(count) + " found", found.place()});
}

void expect_same(const char* what, const std::string& expected, const std::string& actual,
                 const Step& step) {
  if (expected == actual) return;
  REPORT_BROKEN({std::string(what) + " as written: " + expected, actual, step.place()});
}

// "2026-11-24T09:30:00Z", with a fraction of a second or without, and with "Z" or without.
std::optional<std::chrono::sys_seconds> time_of(const std::string& text) {
  std::tm parts{};
  if (!::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts)) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&parts)));
}

// The server's own clock, from its answer; ours where it does not say.
std::chrono::sys_seconds server_time(const Exchange& exchange) {
  std::tm parts{};
  const std::string* date = find_header(exchange.response->headers, "Date");
  if (date && ::strptime(date->c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts)) {
    return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&parts)));
  }
  return std::chrono::floor<std::chrono::seconds>(exchange.timing.started);
}

}  // namespace

void check_folder(Subject& subject) { expect_success(step(subject, "service.folder")); }

void check_folder_by_address(Subject& subject) {
  const ews::Answer bare = needed(subject, "service.folder");
  const Step by_address = step(subject, "service.folder-by-address");
  expect_success(by_address);
  if (!by_address.answer || !by_address.answer->succeeded()) return;
  expect_same("the folder's id", bare.messages.front().folder_id,
              by_address.answer->messages.front().folder_id, by_address);
}

void check_create(Subject& subject) {
  needed(subject, "service.folder");
  expect_success(step(subject, "item.create"));
}

void check_create_id(Subject& subject) {
  const ews::Answer created = needed(subject, "item.create");
  const std::vector<ews::Item> items = created.items();
  const bool complete =
      items.size() == 1 && !items.front().id.id.empty() && !items.front().id.change_key.empty();
  if (complete) return;
  REPORT_BROKEN({"one item with Id and ChangeKey",
                 std::to_string(items.size()) + " items" +
                     (items.size() == 1 ? ", its id or change key missing" : ""),
                 step(subject, "item.create").place()});
}

void check_id_length(Subject& subject) {
  constexpr std::size_t longest = 512;
  const ews::Item item = needed_item(subject, "item.create");
  if (item.id.id.size() <= longest) return;
  REPORT_BROKEN({"an id of at most 512 bytes", std::to_string(item.id.id.size()) + " bytes",
                 step(subject, "item.create").place()});
}

void check_item_exists(Subject& subject) {
  needed(subject, "item.create");
  const Step got = step(subject, "item.get");
  expect_success(got);
}

void check_parent_folder(Subject& subject) {
  const std::string folder = needed(subject, "service.folder").messages.front().folder_id;
  const ews::Item item = needed_item(subject, "item.get");
  expect_same("the folder's id", folder, item.parent_folder_id, step(subject, "item.get"));
}

void check_no_other_folder(Subject& subject) {
  needed(subject, "item.create");
  expect_none_found(step(subject, "item.find-elsewhere"), "another folder");
}

void check_no_other_mailbox(Subject& subject) {
  needed(subject, "item.create");
  expect_none_found(step(subject, "item.find-in-other-mailbox", other_user), "another mailbox");
}

void check_class(Subject& subject) {
  expect_same("the class", std::string(subject.product_version().mailbox_service().item_class),
              needed_item(subject, "item.get").content.item_class, step(subject, "item.get"));
}

void check_subject(Subject& subject) {
  expect_same("the subject", written_subject(subject),
              needed_item(subject, "item.get").content.subject, step(subject, "item.get"));
}

void check_body(Subject& subject) {
  expect_same("the body", plain_text(plain_body()),
              plain_text(needed_item(subject, "item.get").content.body), step(subject, "item.get"));
}

void check_run_property(Subject& subject) {
  const std::string run_id = needed_item(subject, "item.get").content.run_id;
  const std::string expected = written_subject(subject);
  if (!run_id.empty() && expected.find(run_id) != std::string::npos) return;
  REPORT_BROKEN({"the property with the run's id, which the subject names: " + expected,
                 run_id.empty() ? "no such property" : run_id, step(subject, "item.get").place()});
}

void check_creation_time(Subject& subject) {
  constexpr std::chrono::minutes tolerance{5};
  const std::string created = needed_item(subject, "item.get").created;
  const std::optional<std::chrono::sys_seconds> time = time_of(created);
  const Exchange& create = *step(subject, "item.create").exchange;
  if (time && std::chrono::abs(*time - server_time(create)) <= tolerance) return;
  REPORT_BROKEN({"DateTimeCreated within five minutes of the server's own clock",
                 created.empty() ? "none" : created, step(subject, "item.get").place()});
}

void check_found_once(Subject& subject) {
  needed(subject, "item.create");
  const Step found = step(subject, "item.find");
  const std::size_t count = found.answer ? found.answer->items().size() : 0;
  if (found.answer && found.answer->succeeded() && count == 1) return;
  REPORT_BROKEN({"the item, once",
                 found.answer && found.answer->succeeded() ? std::to_string(count) + " found"
                                                           : found.in_words(),
                 found.place()});
}

void check_seen_apart(Subject& subject) {
  needed(subject, "item.get");
  const Step apart = step(subject, "item.get-apart");
  expect_success(apart);
}

void check_other_user_s_item(Subject& subject) {
  needed(subject, "item.get");
  expect_code(
      step(subject, "item.get-as-other", other_user),
      {"ErrorItemNotFound", "ErrorAccessDenied", "ErrorInvalidIdMalformed", "ErrorFolderNotFound"});
}

void check_delete(Subject& subject) {
  needed(subject, "item.get");
  expect_success(step(subject, "item.delete"));
}

void check_gone_by_id(Subject& subject) {
  needed(subject, "item.get");
  needed(subject, "item.delete");
  expect_code(step(subject, "item.get-deleted"), {"ErrorItemNotFound"});
}

void check_gone_by_search(Subject& subject) {
  needed(subject, "item.delete");
  expect_none_found(step(subject, "item.find-deleted"), "the folder");
}

void check_gone_for_good(Subject& subject) {
  needed(subject, "item.delete");
  expect_none_found(step(subject, "item.find-kept"), "Deleted Items or the recoverable items");
}

void check_delete_again(Subject& subject) {
  needed(subject, "item.delete");
  expect_code(step(subject, "item.delete-again"), {"ErrorItemNotFound"});
}

void check_nothing_left(Subject& subject) {
  step(subject, "service.folder");
  if (const std::string* problem = subject.find_fact("history.left.problem")) {
    throw CouldNotJudge("it could not be seen whether anything is left: " + *problem);
  }
  const std::string* left = subject.find_fact("history.left");
  if (!left) throw NothingToJudge("nothing was written");
  if (*left == "0") return;
  REPORT_BROKEN({"no item of the run in any folder",
                 *left + " found after they were deleted: 's2sconform cleanup' tries again",
                 "history.sweep"});
}

}  // namespace s2sconform::history
