#include <algorithm>

#include "harness/judge/conforms.h"
#include "suites/history/history_checks.h"
#include "suites/history/history_evidence.h"
#include "suites/history/history_probes.h"
#include "suites/history/plain_text.h"

namespace s2sconform::history {
namespace {

// How many items the search found. Throws CouldNotJudge when it says nothing.
std::size_t found_by(const Step& search) {
  if (!search.answer || search.answer->fault) {
    throw CouldNotJudge("the search says nothing: " + search.in_words());
  }
  return search.answer->items().size();
}

// A long text by its beginning, and how long it is.
std::string shortened(const std::string& text) {
  constexpr std::size_t longest = 200;
  if (text.size() <= longest) return text;
  return text.substr(0, longest) + "… (" + std::to_string(text.size()) + " bytes)";
}

void expect_body(const std::string& expected, const Step& got, const ews::Item& item) {
  const std::string actual = plain_text(item.content.body);
  if (actual == plain_text(expected)) return;
  REPORT_BROKEN(
      {"the body as written: " + shortened(plain_text(expected)), shortened(actual), got.place()});
}

void check_deleted_from_folder(Subject& subject, const std::string& name) {
  const Step deleted = step(subject, name + ".delete");
  expect_success(deleted);
  if (!deleted.answer || !deleted.answer->succeeded()) return;
  const Step here = step(subject, name + ".find");
  if (found_by(here) > 0) {
    REPORT_BROKEN({"the item is no longer in the folder", "it is", here.place()});
  }
}

std::string number(const char* label, unsigned index) { return label + std::to_string(index); }

}  // namespace

void check_moved(Subject& subject) {
  needed(subject, "moved.create");
  check_deleted_from_folder(subject, "moved");
  needed(subject, "moved.delete");
  const Step there = step(subject, "moved.find-moved");
  if (found_by(there) == 1) return;
  REPORT_BROKEN(
      {"the item in Deleted Items", std::to_string(found_by(there)) + " found", there.place()});
}

void check_softly(Subject& subject) {
  needed(subject, "softly.create");
  check_deleted_from_folder(subject, "softly");
}

void check_inbox(Subject& subject) {
  const std::string folder = needed(subject, "inbox.folder").messages.front().folder_id;
  expect_success(step(subject, "inbox.create"));
  const ews::Item item = needed_item(subject, "inbox.get");
  if (item.parent_folder_id != folder) {
    REPORT_BROKEN({"the item in the Inbox, " + folder, item.parent_folder_id,
                   step(subject, "inbox.get").place()});
  }
  expect_success(step(subject, "inbox.delete"));
}

void check_archive(Subject& subject) {
  expect_success(step(subject, "archive.create", "archive"));
  needed(subject, "archive.create");
  expect_success(step(subject, "archive.get"));
  expect_success(step(subject, "archive.delete"));
}

void check_text(Subject& subject) {
  needed(subject, "text.create");
  const Step got = step(subject, "text.get");
  const ews::Item item = needed_item(subject, "text.get");
  const std::string sent = sent_subject(*step(subject, "text.create").exchange);
  if (item.content.subject != sent) {
    REPORT_BROKEN({"the subject as written: " + sent, item.content.subject, got.place()});
  }
  expect_body(special_text(), got, item);
}

void check_large(Subject& subject) {
  needed(subject, "item.create");
  expect_success(step(subject, "large.create"));
  needed(subject, "large.create");
  const Step got = step(subject, "large.get");
  expect_body(large_body(), got, needed_item(subject, "large.get"));
}

void check_concurrent(Subject& subject) {
  for (unsigned index = 0; index < concurrent_items; ++index) {
    needed(subject, number("concurrent.create.", index));
  }
  for (unsigned index = 1; index < concurrent_items; index += 2) {
    const Step got = step(subject, number("concurrent.get.", index));
    const std::vector<ews::Item> items =
        got.answer ? got.answer->items() : std::vector<ews::Item>{};
    if (items.empty()) continue;  // what has become of it is judged apart
    const std::string expected = "body of item " + std::to_string(index);
    if (plain_text(items.front().content.body) == expected) continue;
    REPORT_BROKEN({expected, shortened(items.front().content.body), got.place()});
  }
}

void check_delete_spares_others(Subject& subject) {
  needed(subject, "concurrent.delete");
  for (unsigned index = 0; index < concurrent_items; ++index) {
    const Step got = step(subject, number("concurrent.get.", index));
    if (index % 2 == 0) {
      expect_code(got, {"ErrorItemNotFound"});
    } else {
      expect_success(got);
    }
  }
}

void check_order(Subject& subject) {
  std::vector<std::string> expected;
  for (unsigned index = 0; index < concurrent_items; index += 2) {
    expected.insert(expected.begin(),
                    needed_item(subject, number("concurrent.create.", index)).id.id);
  }
  const Step many = step(subject, "concurrent.get-many");
  std::vector<std::string> actual;
  if (many.answer) {
    for (const ews::ResponseMessage& message : many.answer->messages) {
      actual.push_back(message.items.empty() ? message.code : message.items.front().id.id);
    }
  }
  if (actual == expected) return;
  REPORT_BROKEN({"a response message for each item, in the order asked for",
                 many.in_words() + (actual.size() == expected.size() ? ", in another order" : ""),
                 many.place()});
}

void check_impersonated(Subject& subject) {
  step(subject, "service.folder", "impersonated");  // what the targets file lacks
  needed(subject, "item.create");
  expect_success(step(subject, "impersonated.create"));
  needed(subject, "impersonated.create");
  const Step found = step(subject, "impersonated.find");
  if (found_by(found) == 1) return;
  REPORT_BROKEN({"the item, once, in the user's folder", std::to_string(found_by(found)) + " found",
                 found.place()});
}

}  // namespace s2sconform::history
