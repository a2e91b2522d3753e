#include <ostream>
#include <string>

#include "harness/base/utc_text.h"
#include "reports/comparison_reports.h"
#include "reports/comparison_text.h"
#include "reports/page_elements.h"
#include "reports/report_text.h"

namespace s2sconform {
namespace {

constexpr std::size_t longest_text = 2000;
constexpr std::size_t most_entries = 5000;  // of a kind, and of behaviour; all are in the JSON

const char* style_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::regression:
      return "fail";
    case ChangeKind::failing_differently:
    case ChangeKind::no_longer_judged:
      return "error";
    case ChangeKind::new_warning:
      return "warn";
    case ChangeKind::newly_waived:
      return "waived";
    case ChangeKind::repair:
    case ChangeKind::judged_again:
      return "pass";
    case ChangeKind::appeared:
    case ChangeKind::gone:
      break;
  }
  return "skip";
}

std::string excerpt(std::string_view text) { return xml_text(visible_excerpt(text, longest_text)); }

class Page {
 public:
  Page(const Comparison& comparison, std::ostream& out) : comparison_(comparison), out_(out) {}

  void write() {
    const int status = exit_status(comparison_);
    out_ << "<header>\n<h1>s2sconform comparison</h1>\n<p class=\"result "
         << (status == 0   ? "pass"
             : status == 1 ? "fail"
                           : "error")
         << "\">Result: " << html_line(comparison_sentence(comparison_)) << "</p>\n";
    run("Before", comparison_.before);
    run("After", comparison_.after);
    out_ << "</header>\n<main>\n";
    for (const ChangeKind kind : change_kinds) changes(kind);
    readiness();
    behaviour();
    out_ << "</main>\n";
  }

 private:
  void run(const char* name, const RunResult& run) {
    out_ << "<p class=\"quiet\">" << name << ": " << html_line(run.targets_file) << ", "
         << utc_to_seconds(run.started) << " UTC, s2sconform " << html_line(run.harness_version)
         << "</p>\n";
  }

  void row(const char* term, std::string_view text) {
    if (text.empty()) return;
    out_ << "<dt>" << term << "</dt><dd>" << excerpt(text) << "</dd>\n";
  }

  void changes(ChangeKind kind) {
    const std::size_t count = comparison_.count(kind);
    if (count == 0) return;
    const char* style = style_of(kind);
    out_ << "<section>\n<h2>" << plural_of(kind) << ": " << count << "</h2>\n";
    std::size_t written = 0;
    for (const VerdictChange& change : comparison_.changes) {
      if (change.kind != kind || written++ >= most_entries) continue;
      const VerdictView verdict = change.verdict();
      out_ << "<details" << (kind == ChangeKind::regression ? " open" : "") << ">\n<summary>"
           << "<span class=\"outcome " << style << "\">" << outcomes_of(change)
           << "</span> <span class=\"id\">" << html_line(verdict.requirement) << "</span> on "
           << html_line(verdict.target) << "</summary>\n<div class=\"body\"><dl>\n";
      row("Requirement", verdict.sentence);
      row("Source", verdict.source);
      for (const Finding& finding : verdict.findings) {
        row("Expected", finding.expected);
        row("Actual", finding.actual);
        row("Where", finding.where);
      }
      if (change.before && change.after && !change.before->view().findings.empty()) {
        row("Before", change.before->view().findings.front().actual);
      }
      row("Reason", verdict.reason);
      row("What to do", verdict.remedy);
      out_ << "</dl></div>\n</details>\n";
    }
    if (count > most_entries) out_ << "<p>and " << count - most_entries << " more</p>\n";
    out_ << "</section>\n";
  }

  void readiness() {
    if (comparison_.readiness.empty()) return;
    out_ << "<section>\n<h2>Readiness</h2>\n<dl>\n";
    for (const ReadinessChange& change : comparison_.readiness) {
      out_ << "<dt>" << html_line(change.feature) << "</dt><dd>" << to_string(change.before)
           << " → " << to_string(change.after) << ": " << excerpt(change.reason) << "</dd>\n";
    }
    out_ << "</dl>\n</section>\n";
  }

  void behaviour() {
    out_ << "<section>\n<h2>Changed behaviour: " << comparison_.behaviour.size() << "</h2>\n";
    if (!comparison_.behaviour_not_compared.empty()) {
      out_ << "<p>Not compared: " << html_line(comparison_.behaviour_not_compared) << "</p>\n";
    }
    if (!comparison_.behaviour.empty()) {
      out_ << "<div class=\"scroll\" role=\"region\" aria-label=\"Changed behaviour\" "
              "tabindex=\"0\">\n<table>\n<thead><tr>";
      for (const char* column : {"Target", "What", "Before", "After", "Exchanges"}) {
        out_ << "<th scope=\"col\">" << column << "</th>";
      }
      out_ << "</tr></thead>\n<tbody>\n";
      std::size_t written = 0;
      for (const BehaviourChange& change : comparison_.behaviour) {
        if (written++ >= most_entries) break;
        out_ << "<tr><th scope=\"row\">" << html_line(change.target) << "</th><td>"
             << excerpt(change.what) << "</td><td>" << excerpt(change.before) << "</td><td>"
             << excerpt(change.after) << "</td><td>" << excerpt(exchanges_of(change))
             << "</td></tr>\n";
      }
      out_ << "</tbody>\n</table>\n</div>\n";
    }
    out_ << "</section>\n";
  }

  const Comparison& comparison_;
  std::ostream& out_;
};

}  // namespace

void write_comparison_html(const Comparison& comparison, std::ostream& out) {
  write_page(
      "s2sconform comparison: " + comparison_sentence(comparison), "",
      [&](std::ostream& page) { Page(comparison, page).write(); }, out);
}

}  // namespace s2sconform
