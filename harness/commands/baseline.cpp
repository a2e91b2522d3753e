#include "harness/commands/baseline.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "harness/base/bounded_file.h"
#include "harness/base/calendar_date.h"
#include "harness/waivers/waivers_file.h"
#include "reports/output_folder.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

constexpr std::size_t maximum_file_bytes = 16 * 1024 * 1024;

std::vector<std::string> requirement_ids() {
  std::vector<std::string> ids;
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) ids.emplace_back(requirement.id);
  }
  return ids;
}

Unexpected wrong(const char* option, const std::string& problem, const std::string& remedy) {
  return Unexpected(ConfigurationError{std::string("option ") + option, problem, remedy});
}

// The entries that are in the file already; none when it is not there.
Expected<std::vector<Waiver>> known_waivers(const std::string& file) {
  const auto text = read_bounded_file(file, maximum_file_bytes);
  if (!text) {
    if (text.error().kind == FileProblem::Kind::missing) return std::vector<Waiver>();
    return Unexpected(ConfigurationError{file, text.error().text, "name a waivers file"});
  }
  if (has_comments(*text)) {
    return Unexpected(ConfigurationError{file, "has comments, which would be lost",
                                         "name another file, and add its entries by hand"});
  }
  return parse_waivers_text(*text, file, requirement_ids());
}

}  // namespace

void TermOptions::add_to(CLI::App& command) {
  command.add_option("--reason", reason, "Of new waivers: why it is accepted")->type_name("TEXT");
  command.add_option("--owner", owner, "Of new waivers: who is asked about it")->type_name("NAME");
  command.add_option("--url", url, "Of new waivers: where it is tracked")->type_name("URL");
  command
      .add_option("--expires", expires,
                  "Of new waivers: the last day on which they count; without it ninety days on")
      ->type_name("YYYY-MM-DD");
  command.add_flag("--any-message", any_message,
                   "New waivers cover any failure of the requirement, not only this one");
}

Expected<WaiverTerms> TermOptions::terms() const {
  if (reason.empty()) return wrong("--reason", "is missing", "say why it is accepted");
  if (owner.empty()) return wrong("--owner", "is missing", "say who is asked about it");
  if (!url.starts_with("https://") && !url.starts_with("http://")) {
    return wrong("--url", "'" + url + "' is no URL", "say where it is tracked: https://…");
  }
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::chrono::year_month_day last(today + std::chrono::days(90));
  if (!expires.empty()) {
    const auto date = parse_calendar_date(expires);
    if (!date) return wrong("--expires", "'" + expires + "' is no date", "write 2027-01-31");
    if (*date < std::chrono::year_month_day(today)) {
      return wrong("--expires", expires + " has passed", "name a day to come");
    }
    last = *date;
  }
  return WaiverTerms{reason, owner, url, last, any_message};
}

Expected<void> add_waivers(const std::string& file, const RunResult& run, const WaiverTerms& terms,
                           const std::function<bool(const VerdictView&)>& wanted) {
  const Expected<std::vector<Waiver>> known = known_waivers(file);
  if (!known) return Unexpected(known.error());
  const std::vector<Waiver> added = waivers_for_failures(run, terms, wanted);
  const std::vector<Waiver> all = merged_waivers(*known, added);
  const std::filesystem::path path(file);
  const Expected<OutputFolder> folder = OutputFolder::open(path.parent_path());
  if (!folder) return Unexpected(folder.error());
  const auto written =
      folder->write(path.filename().string(), [&](std::ostream& out) { write_waivers(all, out); });
  if (!written) return Unexpected(written.error());
  std::cout << file << ": " << added.size() << (added.size() == 1 ? " waiver" : " waivers")
            << " until " << calendar_date_text(terms.expires) << ", " << all.size() << " in all"
            << std::endl;
  return {};
}

void BaselineOptions::add_to(CLI::App& command) {
  command
      .add_option("--record-baseline", file,
                  "Add a waiver for each failure of this run to FILE; needs --reason, --owner, "
                  "--url")
      ->type_name("FILE");
  terms.add_to(command);
}

Expected<void> BaselineOptions::check() const {
  if (file.empty()) return {};
  if (const auto known = known_waivers(file); !known) return Unexpected(known.error());
  const auto agreed = terms.terms();
  if (!agreed) return Unexpected(agreed.error());
  return {};
}

Expected<void> BaselineOptions::record(const RunResult& run) const {
  if (file.empty()) return {};
  const auto agreed = terms.terms();
  if (!agreed) return Unexpected(agreed.error());
  return add_waivers(file, run, *agreed, [](const VerdictView&) { return true; });
}

}  // namespace s2sconform
