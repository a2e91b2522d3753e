#include <algorithm>
#include <string>

#include "reports/comparison_reports.h"
#include "reports/comparison_text.h"

namespace s2sconform {
namespace {

constexpr std::size_t most_changes = 100;    // of a kind
constexpr std::size_t most_behaviours = 60;  // all are in comparison.json

Style style_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::regression:
      return Style::bad;
    case ChangeKind::failing_differently:
    case ChangeKind::no_longer_judged:
      return Style::trouble;
    case ChangeKind::new_warning:
    case ChangeKind::newly_waived:
      return Style::caution;
    case ChangeKind::repair:
    case ChangeKind::judged_again:
      return Style::good;
    case ChangeKind::appeared:
    case ChangeKind::gone:
      break;
  }
  return Style::plain;
}

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char character) {
    return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                : character;
  });
  return text;
}

// What a person has to read before the upgrade goes on: whole.
void write_broken(const VerdictChange& change, ConsolePage& page) {
  const VerdictView verdict = change.verdict();
  page.blank_line();
  page.paragraph(
      upper_case(std::string(to_string(change.kind))) + "  ",
      page.own(verdict.requirement + " on " + verdict.target + " (" + outcomes_of(change) + ")"),
      style_of(change.kind));
  page.paragraph("  ", page.own(verdict.sentence));
  if (!verdict.findings.empty()) {
    const Finding& finding = verdict.findings.front();
    page.paragraph("    expected: ", page.received(finding.expected));
    page.paragraph("      actual: ", page.received(finding.actual));
    if (change.kind == ChangeKind::failing_differently && !change.before->view().findings.empty()) {
      page.paragraph("      before: ",
                     page.received(change.before->view().findings.front().actual));
    }
    if (!finding.where.empty()) page.paragraph("       where: ", page.received(finding.where));
  }
  if (!verdict.reason.empty()) page.paragraph("      reason: ", page.own(verdict.reason, 200));
  if (!verdict.remedy.empty()) page.paragraph("  what to do: ", page.own(verdict.remedy));
}

void write_others(const Comparison& comparison, ChangeKind kind, ConsolePage& page) {
  const std::size_t count = comparison.count(kind);
  if (count == 0) return;
  page.blank_line();
  page.line(
      page.styled(style_of(kind), upper_case(plural_of(kind)) + ": " + std::to_string(count)));
  std::size_t written = 0;
  for (const VerdictChange& change : comparison.changes) {
    if (change.kind != kind || written++ >= most_changes) continue;
    page.paragraph("  ", page.own(change.verdict().requirement + " on " + change.verdict().target +
                                  " (" + outcomes_of(change) + ")"));
  }
  if (count > most_changes) {
    page.line("  and " + std::to_string(count - most_changes) + " more");
  }
}

void write_behaviour(const Comparison& comparison, ConsolePage& page) {
  if (comparison.behaviour.empty()) return;
  page.blank_line();
  page.line(page.styled(Style::strong, "Changed behaviour"));
  std::size_t written = 0;
  for (const BehaviourChange& change : comparison.behaviour) {
    if (written++ >= most_behaviours) break;
    page.paragraph("  ", page.own(change.target + ": " + change.what + ": " + values_of(change) +
                                  ", " + exchanges_of(change)));
  }
  if (comparison.behaviour.size() > most_behaviours) {
    page.line("  and " + std::to_string(comparison.behaviour.size() - most_behaviours) + " more");
  }
}

bool is_broken(ChangeKind kind) {
  return kind == ChangeKind::regression || kind == ChangeKind::failing_differently ||
         kind == ChangeKind::no_longer_judged || kind == ChangeKind::new_warning;
}

}  // namespace

void write_comparison_summary(const Comparison& comparison, const ConsoleOptions& options,
                              std::ostream& out) {
  ConsolePage page(options, out);
  for (const ChangeKind kind : change_kinds) {
    if (!is_broken(kind)) {
      write_others(comparison, kind, page);
      continue;
    }
    std::size_t written = 0;
    for (const VerdictChange& change : comparison.changes) {
      if (change.kind == kind && written++ < most_changes) write_broken(change, page);
    }
    if (written > most_changes) {
      page.line("and " + std::to_string(written - most_changes) + " more " + plural_of(kind));
    }
  }
  for (const ReadinessChange& change : comparison.readiness) {
    page.blank_line();
    page.paragraph("Readiness: ",
                   page.own(change.feature + ": " + std::string(to_string(change.before)) + " → " +
                            std::string(to_string(change.after)) + ": " + change.reason));
  }
  write_behaviour(comparison, page);
  page.blank_line();
  const int status = exit_status(comparison);
  page.line(page.styled(status == 0   ? Style::good
                        : status == 1 ? Style::bad
                                      : Style::trouble,
                        "Result: " + page.own(comparison_sentence(comparison))));
}

}  // namespace s2sconform
