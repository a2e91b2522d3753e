#include "reports/junit.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <map>
#include <ostream>
#include <string>

#include "harness/base/calendar_date.h"
#include "harness/base/utc_text.h"
#include "reports/report_text.h"

namespace s2sconform {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t longest_name = 256;  // of a classname or a name; together at most 512
constexpr std::size_t longest_in_message = 200;
constexpr std::size_t longest_in_text = 2000;  // GitLab reads at most 30 MB a file
constexpr std::size_t most_findings = 20;

// Cases are rounded before they are summed, so that the times in the file add up.
milliseconds case_time(std::chrono::microseconds duration) {
  return std::max(std::chrono::round<milliseconds>(duration), milliseconds(0));
}

JunitTotals totals_of(std::span<const StoredVerdict> verdicts) {
  JunitTotals sum;
  for (const VerdictView verdict : verdicts) sum.add(verdict);
  return sum;
}

std::string stable_hash(std::string_view text) {  // FNV-1a
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char character : text) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 1099511628211ULL;
  }
  std::array<char, 24> digits{};
  std::snprintf(digits.data(), digits.size(), "~%016llx", static_cast<unsigned long long>(hash));
  return digits.data();
}

std::string bounded_name(const std::string& name) {
  std::string shown = visible_line(name);
  if (shown.size() <= longest_name) return shown;
  const std::string ending = stable_hash(name);
  std::size_t cut = longest_name - ending.size();
  while ((static_cast<unsigned char>(shown[cut]) & 0xC0U) == 0x80U) --cut;  // between characters
  return shown.substr(0, cut) + ending;
}

// What is written of one suite and its cases.
class Elements {
 public:
  Elements(const RunResult& run, JunitProfile profile, std::ostream& out)
      : run_(run), profile_(profile), out_(out) {}

  void attribute(std::string_view name, std::string_view value) {
    // In one piece: to hand a stream many small ones costs more than what is in them.
    text_.assign(" ").append(name).append("=\"").append(xml_text(value)).append("\"");
    out_ << text_;
  }

  void element(std::string_view indent, std::string_view name, std::string_view text) {
    out_ << indent << '<' << name << '>' << xml_text(text) << "</" << name << ">\n";
  }

  void counters(const JunitTotals& sum) {
    attribute("tests", std::to_string(sum.tally.total()));
    attribute("failures", std::to_string(sum.tally.fail));
    attribute("errors", std::to_string(sum.tally.error));
    attribute("time", seconds_text(sum.time));
  }

  void property(std::string_view name, std::string_view value, std::string_view indent = "      ") {
    out_ << indent << "<property";
    attribute("name", name);
    attribute("value", visible_excerpt(value, longest_in_message));
    out_ << "/>\n";
  }

  void suite(std::span<const StoredVerdict> verdicts) {
    const VerdictView first = verdicts.front();
    const std::string name = first.target + '.' + first.suite;
    const JunitTotals sum = totals_of(verdicts);
    out_ << "  <testsuite";
    attribute("name", bounded_name(name));
    counters(sum);
    attribute("skipped", std::to_string(sum.tally.skip + sum.tally.waived));
    attribute("timestamp", utc_to_seconds(run_.started));
    out_ << ">\n    <properties>\n";
    property("run", run_.run_id);
    property("harness_version", run_.harness_version);
    property("interrupted", run_.interrupted ? "true" : "false");
    if (run_.shard) property("shard", run_.shard->text());
    property("product", first.product);
    property("product_version", first.product_version);
    for (const FeatureReadiness& each : run_.readiness) {
      property("readiness: " + each.feature,
               std::string(to_string(each.state)) + ": " + each.reason);
    }
    out_ << "    </properties>\n";
    const std::string classname = bounded_name("s2sconform." + name);
    for (const VerdictView verdict : verdicts) test_case(verdict, classname);
    out_ << "  </testsuite>\n";
  }

  void test_case(const VerdictView& verdict, const std::string& classname) {
    out_ << "    <testcase";
    attribute("name", bounded_name(verdict.requirement));
    attribute("classname", classname);
    attribute("time", seconds_text(case_time(verdict.duration)));
    const bool rich = profile_ == JunitProfile::rich;
    if (verdict.outcome == Outcome::pass && verdict.notes.empty() && !rich) {
      out_ << "/>\n";
      return;
    }
    out_ << ">\n";
    if (rich) case_properties(verdict);
    const std::string reason = visible_excerpt(verdict.reason, longest_in_text);
    switch (verdict.outcome) {
      case Outcome::pass:
        if (!verdict.notes.empty()) element("      ", "system-out", notes(verdict));
        break;
      case Outcome::warn:
        element("      ", "system-out", "warning: " + explanation(verdict, broken(verdict)));
        break;
      case Outcome::fail:
        result("failure", to_string(verdict.level), broken(verdict),
               explanation(verdict, broken(verdict)));
        break;
      case Outcome::error:
        result("error", to_string(verdict.outcome), reason, explanation(verdict, reason));
        break;
      case Outcome::skip:
      case Outcome::waived:
        result("skipped", to_string(verdict.outcome), reason, reason);
        break;
    }
    out_ << "    </testcase>\n";
  }

  void case_properties(const VerdictView& verdict) {
    constexpr std::string_view indent = "        ";
    out_ << "      <properties>\n";
    property("requirement", verdict.requirement, indent);
    property("outcome", to_string(verdict.outcome), indent);
    property("level", to_string(verdict.level), indent);
    property("basis", to_string(verdict.basis), indent);
    property("source", verdict.source, indent);
    if (verdict.waiver) {
      property("waiver", verdict.waiver->place, indent);
      property("waiver_owner", verdict.waiver->owner, indent);
      property("waiver_url", verdict.waiver->url, indent);
      property("waiver_expires", calendar_date_text(verdict.waiver->expires), indent);
    }
    out_ << "      </properties>\n";
  }

  // Each entry of the waivers file, as a case of its own.
  void waivers() {
    if (run_.waivers.empty()) return;
    JunitTotals sum;
    for (const WaiverUse& use : run_.waivers) sum.tally.add(outcome_of(use));
    out_ << "  <testsuite";
    attribute("name", "s2sconform.waivers");
    counters(sum);
    attribute("skipped", std::to_string(sum.tally.skip));
    attribute("timestamp", utc_to_seconds(run_.started));
    out_ << ">\n    <properties>\n";
    property("run", run_.run_id);
    out_ << "    </properties>\n";
    std::map<std::string, unsigned> known;
    for (const WaiverUse& use : run_.waivers) {
      std::string name = use.waiver.requirement + " on " + use.waiver.target;
      if (const unsigned before = known[name]++; before > 0) {
        name += " #" + std::to_string(before + 1);
      }
      waiver(use, name);
    }
    out_ << "  </testsuite>\n";
  }

  static Outcome outcome_of(const WaiverUse& use) {
    if (use.fails_the_run()) return Outcome::fail;
    return use.state == WaiverUse::State::applied ? Outcome::pass : Outcome::skip;
  }

 private:
  void waiver(const WaiverUse& use, const std::string& name) {
    out_ << "    <testcase";
    attribute("name", bounded_name(name));
    attribute("classname", "s2sconform.waivers");
    attribute("time", "0.000");
    out_ << ">\n";
    const std::string text = visible_excerpt(
        std::string(to_string(use.state)) + ": " + use.waiver.reason + " (" + use.waiver.owner +
            ", " + use.waiver.url + ", until " + calendar_date_text(use.waiver.expires) + ")",
        longest_in_text);
    const std::string problem = visible_excerpt(use.problem, longest_in_text);
    switch (outcome_of(use)) {
      case Outcome::fail:
        result("failure", "waiver", problem, problem);
        break;
      case Outcome::skip:
        result("skipped", "waiver", text, text);
        break;
      default:
        element("      ", "system-out", text);
        break;
    }
    out_ << "    </testcase>\n";
  }

  void result(std::string_view name, std::string_view type, std::string_view message,
              std::string_view text) {
    out_ << "      <" << name;
    attribute("type", type);
    attribute("message", message);
    out_ << '>' << xml_text(text) << "</" << name << ">\n";
  }

  static std::string broken(const VerdictView& verdict) {
    std::string message = visible_excerpt(verdict.sentence, longest_in_text);
    if (verdict.findings.empty()) return message;
    if (message.ends_with('.')) message.pop_back();  // the sentence goes on
    const Finding& first = verdict.findings.front();
    message += ": expected " + visible_excerpt(first.expected, longest_in_message) + ", actual " +
               visible_excerpt(first.actual, longest_in_message);
    if (verdict.findings.size() > 1) {
      message += " (and " + std::to_string(verdict.findings.size() - 1) + " more)";
    }
    return message;
  }

  // The whole story of a verdict, one line a part; it begins with the message.
  static std::string explanation(const VerdictView& verdict, const std::string& message) {
    std::string text = message + '\n';
    const auto line = [&text](std::string_view label, std::string_view value) {
      if (value.empty()) return;
      text += label;
      text += visible_excerpt(value, longest_in_text) + '\n';
    };
    line("requirement: ", verdict.requirement);
    line("sentence: ", verdict.sentence);
    line("level: ", std::string(to_string(verdict.level)) + " (" +
                        std::string(to_string(verdict.basis)) + ")");
    line("source: ", verdict.source);
    for (const Finding& finding :
         std::span(verdict.findings)
             .first(std::min<std::size_t>(verdict.findings.size(), most_findings))) {
      text += "expected: " + visible_excerpt(finding.expected, longest_in_text) + '\n';
      text += "actual: " + visible_excerpt(finding.actual, longest_in_text) + '\n';
      line("where: ", finding.where);
    }
    if (verdict.findings.size() > most_findings) {
      text += "and " + std::to_string(verdict.findings.size() - most_findings) + " more findings\n";
    }
    line("what to do: ", verdict.remedy);
    text += notes(verdict);
    for (const std::string& exchange : verdict.exchanges) line("exchange: ", exchange);
    return text;
  }

  static std::string notes(const VerdictView& verdict) {
    std::string text;
    for (const std::string& note : verdict.notes) {
      text += "note: " + visible_excerpt(note, longest_in_text) + '\n';
    }
    return text;
  }

  const RunResult& run_;
  JunitProfile profile_;
  std::ostream& out_;
  std::string text_;
};

}  // namespace

void JunitTotals::add(Outcome outcome, std::chrono::microseconds duration) {
  tally.add(outcome);
  time += case_time(duration);
}

JunitWriter::JunitWriter(const RunResult& run, JunitProfile profile, JunitTotals totals,
                         std::ostream& out)
    : run_(run), profile_(profile), out_(out) {
  for (const WaiverUse& use : run.waivers) totals.tally.add(Elements::outcome_of(use));
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites";
  Elements elements(run_, profile_, out_);
  elements.attribute("name", "s2sconform");
  elements.counters(totals);
  out_ << ">\n";
}

void JunitWriter::suite(std::span<const StoredVerdict> verdicts) {
  Elements(run_, profile_, out_).suite(verdicts);
}

void JunitWriter::finish() {
  Elements(run_, profile_, out_).waivers();
  out_ << "</testsuites>\n";
}

void write_junit(const RunResult& run, JunitProfile profile, std::ostream& out) {
  JunitWriter writer(run, profile, totals_of(run.verdicts), out);
  std::span<const StoredVerdict> rest(run.verdicts);
  while (!rest.empty()) {
    const VerdictView first = rest.front();
    const auto end = std::find_if(rest.begin(), rest.end(), [&](const VerdictView& verdict) {
      return verdict.target != first.target || verdict.suite != first.suite;
    });
    const auto size = static_cast<std::size_t>(end - rest.begin());
    writer.suite(rest.first(size));
    rest = rest.subspan(size);
  }
  writer.finish();
}

}  // namespace s2sconform
