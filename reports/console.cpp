#include "reports/console.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "reports/console_table.h"
#include "reports/identical_verdicts.h"
#include "reports/result_sentence.h"

namespace s2sconform {
namespace {

constexpr std::size_t most_names = 20;
constexpr std::size_t most_findings = 5;
constexpr std::size_t longest_reason = 200;  // a reason may quote a server

std::string list(const ConsolePage& page, const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i) {
    if (i > 0) text += ", ";
    text += page.own(names[i]);
  }
  if (names.size() > most_names) {
    text += " and " + std::to_string(names.size() - most_names) + " more";
  }
  return text;
}

void write_findings(const IdenticalVerdicts& entry, ConsolePage& page) {
  const std::vector<Finding>& findings = entry.first.findings;
  for (const Finding& finding :
       std::span(findings).first(std::min(findings.size(), most_findings))) {
    page.paragraph("    expected: ", page.received(finding.expected));
    page.paragraph("      actual: ", page.received(finding.actual));
    if (finding.where.empty()) continue;
    std::string where = page.received(finding.where);
    if (!entry.same_place) {
      where += " (on " + page.own(entry.first.target) + "; likewise on the others)";
    }
    page.paragraph("       where: ", where);
  }
  if (findings.size() > most_findings) {
    page.paragraph("              ",
                   "and " + std::to_string(findings.size() - most_findings) + " more");
  }
}

void write_entry(const IdenticalVerdicts& entry, std::string_view label, Style style,
                 ConsolePage& page) {
  const VerdictView& verdict = entry.first;
  page.blank_line();
  page.paragraph(label, list(page, entry.requirements) + " on " + list(page, entry.targets), style);
  // Of several requirements, no one's sentence or source speaks for the others.
  const bool one_requirement = entry.requirements.size() == 1;
  if (one_requirement) page.paragraph("  ", page.own(verdict.sentence));
  write_findings(entry, page);
  if (!verdict.reason.empty())
    page.paragraph("      reason: ", page.own(verdict.reason, longest_reason));
  if (!verdict.remedy.empty()) page.paragraph("  what to do: ", page.own(verdict.remedy));
  if (one_requirement) {
    page.paragraph("      source: ", page.own(verdict.source) + ", " +
                                         std::string(to_string(verdict.level)) + " (" +
                                         std::string(to_string(verdict.basis)) + ")");
  }
}

void write_reasons(const RunResult& run, Outcome outcome, const std::string& heading,
                   ConsolePage& page) {
  std::map<std::string_view, std::size_t> known;
  std::vector<std::pair<std::string_view, std::size_t>> reasons;  // in the order of the run
  for (const VerdictView verdict : run.verdicts) {
    if (verdict.outcome != outcome) continue;
    const auto [place, added] = known.emplace(verdict.reason, reasons.size());
    if (added) reasons.emplace_back(verdict.reason, 0);
    ++reasons[place->second].second;
  }
  if (reasons.empty()) return;
  page.blank_line();
  page.line(page.styled(Style::strong, heading));
  for (const auto& [reason, count] : reasons) {
    const std::string number = std::to_string(count);
    page.paragraph(std::string(6 - std::min<std::size_t>(number.size(), 6), ' ') + number + "  ",
                   page.own(reason, longest_reason));
  }
}

Style result_style(const RunResult& run) {
  switch (exit_status(run)) {
    case 0:
      return Style::good;
    case 1:
      return Style::bad;
    default:
      return Style::trouble;
  }
}

Style readiness_style(Readiness readiness) {
  switch (readiness) {
    case Readiness::ready:
      return Style::good;
    case Readiness::not_ready:
      return Style::bad;
    case Readiness::undecided:
      break;
  }
  return Style::trouble;
}

void write_readiness(const RunResult& run, ConsolePage& page) {
  if (run.readiness.empty()) return;
  page.blank_line();
  page.line(page.styled(Style::strong, "Readiness"));
  for (const FeatureReadiness& each : run.readiness) {
    const std::string basis =
        each.rests_on.empty() ? ""
                              : " (" + counted(each.rests_on.size(), "verdict", "verdicts") + ")";
    page.paragraph("  " + std::string(to_string(each.state)) + "  ",
                   page.own(each.feature + ": " + each.reason + basis),
                   readiness_style(each.state));
  }
}

void write_notes(const RunResult& run, ConsolePage& page) {
  std::size_t notes = 0;
  for (const TargetSummary& target : run.targets) {
    for (const std::string& note : target.notes) {
      if (++notes > most_names) continue;
      if (notes == 1) {
        page.blank_line();
        page.line(page.styled(Style::strong, "Notes"));
      }
      page.paragraph("  ", page.own(target.name + ": " + note), Style::caution);
    }
  }
  if (notes > most_names) {
    page.paragraph("  ", "and " + std::to_string(notes - most_names) + " more");
  }
}

void write_waiver_problems(const RunResult& run, ConsolePage& page) {
  for (const WaiverUse& use : run.waivers) {
    if (!use.fails_the_run()) continue;
    page.blank_line();
    page.paragraph("WAIVER  ", page.own(use.problem), Style::bad);
    page.paragraph("      reason: ", page.own(use.waiver.reason, longest_reason) + " (" +
                                         page.own(use.waiver.owner, longest_reason) + ", " +
                                         page.own(use.waiver.url, longest_reason) + ")");
  }
}

}  // namespace

void write_console_summary(const RunResult& run, const ConsoleOptions& options, std::ostream& out) {
  ConsolePage page(options, out);
  write_console_table(run, page);
  for (const IdenticalVerdicts& entry : identical_verdicts(run, Outcome::fail)) {
    write_entry(entry, "FAIL  ", Style::bad, page);
  }
  for (const IdenticalVerdicts& entry : identical_verdicts(run, Outcome::error)) {
    write_entry(entry, "ERROR ", Style::trouble, page);
  }
  for (const IdenticalVerdicts& entry : identical_verdicts(run, Outcome::warn)) {
    write_entry(entry, "WARN  ", Style::caution, page);
  }
  write_waiver_problems(run, page);
  write_reasons(run, Outcome::skip, "Skipped", page);
  write_reasons(run, Outcome::waived, "Waived", page);
  write_notes(run, page);
  write_readiness(run, page);
  page.blank_line();
  page.line(page.styled(result_style(run), "Result: " + result_sentence(run)));
}

}  // namespace s2sconform
