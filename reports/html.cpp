#include "reports/html.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <tuple>

#include "harness/base/calendar_date.h"
#include "harness/base/utc_text.h"
#include "reports/page/page.h"
#include "reports/page_elements.h"
#include "reports/page_exchange.h"
#include "reports/report_text.h"
#include "reports/result_sentence.h"

namespace s2sconform {
namespace {

constexpr std::size_t longest_text = 4000;  // of a finding: the rest is in results.json
constexpr std::size_t most_exchange_bytes = 24 * 1024 * 1024;
constexpr std::size_t most_rows = 60;  // of targets; more are one row a product

constexpr std::array outcomes{Outcome::fail,   Outcome::error, Outcome::warn,
                              Outcome::waived, Outcome::skip,  Outcome::pass};

std::size_t number_of(Outcome outcome) {
  return static_cast<std::size_t>(std::find(outcomes.begin(), outcomes.end(), outcome) -
                                  outcomes.begin());
}

bool is_conforming(Outcome outcome) { return outcome == Outcome::pass || outcome == Outcome::skip; }

// The rows of the matrix: targets, or products where there are too many of them.
struct Rows {
  struct Row {
    std::string name;
    std::string about;
  };

  std::vector<Row> rows;
  std::map<std::string_view, std::size_t> of_target;

  explicit Rows(const RunResult& run) {
    const bool by_product = run.targets.size() > most_rows;
    std::map<std::string, std::size_t> known;
    std::map<std::size_t, std::size_t> members;
    for (const TargetSummary& target : run.targets) {
      const std::string key = by_product ? target.product_display_name : target.name;
      const auto [place, added] = known.emplace(key, rows.size());
      if (added) rows.push_back({key, by_product ? "" : target.product_display_name});
      of_target[target.name] = place->second;
      ++members[place->second];
    }
    if (!by_product) return;
    for (const auto& [row, count] : members) {
      rows[row].about = counted(count, "target", "targets");
    }
  }
};

// The page's parts, in its order.
class Page {
 public:
  Page(const RunResult& run, const EvidenceSource& evidence, std::ostream& out)
      : run_(run), evidence_(evidence), rows_(run), out_(out) {
    for (std::size_t index = 0; index < run.targets.size(); ++index) {
      target_numbers_[run.targets[index].name] = index;
    }
    verdicts_of_.resize(run.targets.size());
    for (const StoredVerdict& stored : run.verdicts) {
      const VerdictView verdict = stored;
      if (std::find(suites_.begin(), suites_.end(), verdict.suite) == suites_.end()) {
        suites_.push_back(verdict.suite);
      }
      const auto target = target_numbers_.find(verdict.target);
      if (target == target_numbers_.end()) continue;
      std::span<const StoredVerdict>& own = verdicts_of_[target->second];
      own = {own.empty() ? &stored : own.data(), &stored + 1};
    }
  }

  void write() {
    out_ << "<a class=\"skip-link\" href=\"#list\">To the verdicts</a>\n";
    head();
    out_ << "<main>\n";
    matrix();
    readiness();
    notes();
    waivers();
    verdicts();
    coverage();
    about();
    out_ << "</main>\n";
    write_page_data(
        "data", [this](JsonWriter& json) { data(json); }, out_);
    exchanges();
  }

 private:
  void head() {
    const int status = exit_status(run_);
    const char* style = status == 0 ? "pass" : status == 1 ? "fail" : "error";
    out_ << "<header>\n<h1>s2sconform report</h1>\n<p class=\"result " << style
         << "\">Result: " << html_line(result_sentence(run_)) << "</p>\n<p class=\"quiet\">"
         << html_line(run_.targets_file) << ", " << utc_to_seconds(run_.started)
         << " UTC, s2sconform " << html_line(run_.harness_version) << "</p>\n</header>\n";
  }

  void matrix() {
    std::map<std::pair<std::size_t, std::string_view>, Tally> cells;
    for (const VerdictView verdict : run_.verdicts) {
      const auto row = rows_.of_target.find(verdict.target);
      if (row != rows_.of_target.end()) cells[{row->second, verdict.suite}].add(verdict.outcome);
    }
    out_ << "<section>\n<h2 id=\"matrix-title\">At a glance</h2>\n"
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"matrix-title\" tabindex=\"0\">"
            "\n<table>\n<thead><tr><th scope=\"col\">"
         << (run_.targets.size() > most_rows ? "Product" : "Target") << "</th>";
    for (const std::string& suite : suites_) {
      out_ << "<th scope=\"col\">" << html_line(suite) << "</th>";
    }
    out_ << "</tr></thead>\n<tbody>\n";
    for (std::size_t row = 0; row < rows_.rows.size(); ++row) {
      out_ << "<tr><th scope=\"row\">" << html_line(rows_.rows[row].name) << "<span>"
           << html_line(rows_.rows[row].about) << "</span></th>";
      for (const std::string& suite : suites_) {
        const auto found = cells.find({row, suite});
        if (found == cells.end()) {
          out_ << "<td class=\"quiet\">not judged</td>";
        } else {
          cell(row, suite, found->second);
        }
      }
      out_ << "</tr>\n";
    }
    out_ << "</tbody>\n</table>\n</div>\n</section>\n";
  }

  void cell(std::size_t row, const std::string& suite, const Tally& tally) {
    const std::array<std::pair<std::size_t, Outcome>, outcomes.size()> counts{
        {{tally.fail, Outcome::fail},
         {tally.error, Outcome::error},
         {tally.warn, Outcome::warn},
         {tally.waived, Outcome::waived},
         {tally.pass, Outcome::pass},
         {tally.skip, Outcome::skip}}};
    std::string first, others;
    for (const auto& [count, outcome] : counts) {
      if (count == 0) continue;
      const std::string text = std::to_string(count) + " " + std::string(to_string(outcome));
      if (first.empty()) {
        first = "<b class=\"" + std::string(to_string(outcome)) + "\">" + text + "</b>";
      } else {
        others += (others.empty() ? "" : ", ") + text;
      }
    }
    out_ << "<td><button type=\"button\" aria-pressed=\"false\" data-row=\"" << row
         << "\" data-suite=\"" << html_line(suite) << "\">" << first << "<span>" << others
         << "</span></button></td>";
  }

  void readiness() {
    if (run_.readiness.empty()) return;
    out_ << "<section>\n<h2>Readiness</h2>\n<dl>\n";
    for (const FeatureReadiness& each : run_.readiness) {
      const char* style = each.state == Readiness::ready       ? "pass"
                          : each.state == Readiness::not_ready ? "fail"
                                                               : "error";
      out_ << "<dt>" << html_line(each.feature) << "</dt><dd><b class=\"" << style << "\">"
           << to_string(each.state) << "</b>: " << html_line(each.reason);
      if (!each.rests_on.empty()) {
        out_ << " (" << counted(each.rests_on.size(), "verdict", "verdicts") << ")";
      }
      out_ << "</dd>\n";
    }
    out_ << "</dl>\n</section>\n";
  }

  void notes() {
    std::string list;
    for (const TargetSummary& target : run_.targets) {
      for (const std::string& note : target.notes) {
        list += "<dt>" + html_line(target.name) + "</dt><dd>" + html_line(note) + "</dd>\n";
      }
    }
    if (!list.empty()) out_ << "<section>\n<h2>Notes</h2>\n<dl>\n" << list << "</dl>\n</section>\n";
  }

  void waivers() {
    if (run_.waivers.empty()) return;
    out_ << "<section>\n<h2>Waivers</h2>\n<div class=\"scroll\" role=\"region\" "
            "aria-label=\"Waivers\" tabindex=\"0\">\n<table>\n<thead><tr>"
            "<th scope=\"col\">Requirement</th><th scope=\"col\">Target</th>"
            "<th scope=\"col\">State</th><th scope=\"col\">Reason</th>"
            "<th scope=\"col\">Owner</th><th scope=\"col\">Until</th></tr></thead>\n<tbody>\n";
    for (const WaiverUse& use : run_.waivers) {
      out_ << "<tr><th scope=\"row\">" << html_line(use.waiver.requirement) << "</th><td>"
           << html_line(use.waiver.target) << "</td><td><b class=\""
           << (use.fails_the_run() ? "fail" : "waived") << "\">" << to_string(use.state) << "</b> "
           << html_line(use.problem) << "</td><td>" << html_line(use.waiver.reason) << " ("
           << html_line(use.waiver.url) << ")</td><td>" << html_line(use.waiver.owner)
           << "</td><td>" << calendar_date_text(use.waiver.expires) << "</td></tr>\n";
    }
    out_ << "</tbody>\n</table>\n</div>\n</section>\n";
  }

  void verdicts() {
    out_ << "<section>\n<h2 id=\"list\" tabindex=\"-1\">Verdicts</h2>\n"
            "<form id=\"filter\" role=\"search\">\n"
            "<label>Search <input type=\"search\" name=\"search\" placeholder=\"requirement, "
            "target, text\"></label>\n<label>"
         << (run_.targets.size() > most_rows ? "Product" : "Target")
         << " <select name=\"row\"><option value=\"\">all</option>";
    for (std::size_t row = 0; row < rows_.rows.size(); ++row) {
      out_ << "<option value=\"" << row << "\">" << html_line(rows_.rows[row].name) << "</option>";
    }
    out_ << "</select></label>\n<label>Suite <select name=\"suite\"><option value=\"\">all"
            "</option>";
    for (const std::string& suite : suites_) {
      out_ << "<option value=\"" << html_line(suite) << "\">" << html_line(suite) << "</option>";
    }
    out_ << "</select></label>\n<fieldset><legend>Outcome</legend>";
    for (const Outcome outcome : outcomes) {
      out_ << "<label><input type=\"checkbox\" name=\"" << to_string(outcome) << "\""
           << (is_conforming(outcome) ? "" : " checked") << "> " << to_string(outcome)
           << "</label>\n";
    }
    out_ << "</fieldset>\n<button class=\"plain\" type=\"reset\">Reset</button>\n</form>\n"
            "<p id=\"count\" role=\"status\"></p>\n<ul id=\"verdicts\"></ul>\n"
            "<p><button class=\"plain\" id=\"more\" type=\"button\" hidden>Show more</button></p>\n"
            "<noscript><p>The list of verdicts needs JavaScript; results.json and junit.xml beside "
            "this file have all of them.</p></noscript>\n</section>\n";
  }

  void coverage() {
    out_ << "<section>\n<h2>Coverage</h2>\n<details id=\"coverage\">\n<summary>"
         << run_.coverage.size()
         << " requirements: their sources, and the faults that prove that they can fail</summary>\n"
            "<div class=\"scroll\" role=\"region\" aria-label=\"Coverage\" tabindex=\"0\">\n"
            "<table><thead><tr>";
    for (const char* column :
         {"Requirement", "Level", "Source", "Products", "Probes", "Faults", "In this run"}) {
      out_ << "<th scope=\"col\">" << column << "</th>";
    }
    out_ << "</tr></thead><tbody></tbody></table>\n</div>\n</details>\n<details>\n<summary>"
         << run_.unobservable.size()
         << " that cannot be observed from outside a server</summary>\n<dl>\n";
    for (const UnobservableRequirement& row : run_.unobservable) {
      out_ << "<dt>" << html_line(row.id) << "</dt><dd>" << html_line(row.sentence) << " ("
           << html_line(row.reason) << ")</dd>\n";
    }
    out_ << "</dl>\n</details>\n</section>\n";
  }

  void about() {
    const auto fact = [this](std::string_view term, std::string_view text) {
      if (text.empty()) return;
      out_ << "<dt>" << term << "</dt><dd>" << html_line(text) << "</dd>\n";
    };
    out_ << "<section>\n<h2>This run</h2>\n<dl>\n";
    fact("Run", run_.run_id);
    fact("s2sconform", run_.harness_version);
    fact("Targets file", run_.targets_file);
    fact("Judged again from", run_.recording);
    fact("Started", utc_to_milliseconds(run_.started));
    fact("Ended", utc_to_milliseconds(run_.ended));
    fact("Shard", run_.shard ? run_.shard->text() : "");
    for (const Shard& shard : run_.missing_shards) {
      fact("Missing", "shard " + shard.text() + ": what it should have judged is an error");
    }
    fact("Interrupted", run_.interrupted ? "yes: what was not reached has no verdict" : "");
    fact("Manifest", run_.recording.empty() ? "manifest.json beside this file, with versions and "
                                              "hashes; har/ has every exchange"
                                            : "");
    for (const TargetSummary& target : run_.targets) {
      if (run_.targets.size() > most_rows) break;
      fact(html_line(target.name), target.product_display_name + ", " + target.url);
    }
    out_ << "</dl>\n</section>\n";
  }

  // One row for each requirement as the verdicts have it: its level can differ between products.
  std::size_t requirement_number(const VerdictView& verdict) {
    const auto key = std::tie(verdict.requirement, verdict.level);
    const auto [place, added] = requirement_numbers_.emplace(key, requirements_.size());
    if (added) requirements_.push_back(verdict);
    return place->second;
  }

  void data(JsonWriter& json) {
    json.begin_object();
    json.name("outcomes").begin_array();
    for (const Outcome outcome : outcomes) json.string(to_string(outcome));
    json.end_array();
    json.name("targets").begin_array();
    for (const TargetSummary& target : run_.targets) {
      json.begin_object();
      json.name("name").string(visible_line(target.name));
      json.name("row").number(static_cast<std::int64_t>(rows_.of_target.at(target.name)));
      json.end_object();
    }
    json.end_array();
    json.name("verdicts").begin_array();
    for (const VerdictView each : run_.verdicts) verdict(each, json);
    json.end_array();
    json.name("requirements").begin_array();
    for (const VerdictView& each : requirements_) {
      json.begin_object();
      json.name("id").string(visible_line(each.requirement));
      json.name("suite").string(visible_line(each.suite));
      json.name("sentence").string(visible_line(each.sentence));
      json.name("source").string(visible_line(each.source));
      json.name("level").string(std::string(to_string(each.level)) + " (" +
                                std::string(to_string(each.basis)) + ")");
      json.end_object();
    }
    json.end_array();
    json.name("coverage").begin_array();
    for (const RequirementCoverage& row : run_.coverage) {
      json.begin_object();
      json.name("id").string(row.id);
      json.name("level").string(to_string(row.level));
      json.name("source").string(row.source);
      json.name("products").strings(row.products);
      json.name("probes").strings(row.probes);
      json.name("faults").strings(row.faults);
      json.name("verdicts").string(tally_text(row.verdicts));
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }

  static std::string tally_text(const Tally& tally) {
    return tally.total() == 0 ? "not judged"
                              : counted(tally.total(), "verdict", "verdicts") + ", " +
                                    std::to_string(tally.pass) + " passed";
  }

  // Short names: there may be a million of these.
  void verdict(const VerdictView& verdict, JsonWriter& json) {
    const auto texts = [&json](const char* name, const std::vector<std::string>& values) {
      if (values.empty()) return;
      json.name(name).begin_array();
      for (const std::string& value : values) json.string(visible_excerpt(value, longest_text));
      json.end_array();
    };
    json.begin_object();
    const auto target = target_numbers_.find(verdict.target);
    json.name("t").number(
        static_cast<std::int64_t>(target == target_numbers_.end() ? 0 : target->second));
    json.name("q").number(static_cast<std::int64_t>(requirement_number(verdict)));
    json.name("o").number(static_cast<std::int64_t>(number_of(verdict.outcome)));
    if (!verdict.findings.empty()) {
      json.name("f").begin_array();
      for (const Finding& finding : verdict.findings) {
        json.begin_array();
        for (const std::string* text : {&finding.expected, &finding.actual, &finding.where}) {
          json.string(visible_excerpt(*text, longest_text));
        }
        json.end_array();
      }
      json.end_array();
    }
    json.name("r").string(visible_excerpt(verdict.reason, longest_text));
    if (!verdict.remedy.empty()) {
      json.name("m").string(visible_excerpt(verdict.remedy, longest_text));
    }
    texts("n", verdict.notes);
    texts("x", verdict.exchanges);
    json.end_object();
  }

  // What the verdicts of each target rest on: of the broken ones, then of all while there is room.
  void exchanges() {
    std::size_t size = 0;
    std::vector<Labels> broken(run_.targets.size());
    for (std::size_t target = 0; target < broken.size(); ++target) {
      broken[target] = labels_of(target, [](Outcome outcome) { return !is_conforming(outcome); });
      if (broken[target].empty()) continue;
      size += keep_while_there_is_room(broken[target], evidence_(run_.targets[target].name), size);
    }
    for (std::size_t target = 0; target < broken.size(); ++target) {
      const bool has_room = size <= most_exchange_bytes;
      Labels labels = has_room ? labels_of(target, is_conforming) : Labels();
      if (broken[target].empty() && labels.empty()) continue;
      const Evidence evidence = evidence_(run_.targets[target].name);
      size += keep_while_there_is_room(labels, evidence, size);
      labels.merge(broken[target]);
      write_exchanges(target, labels, evidence);
    }
  }

  // Labels of exchanges that a target's verdicts with such an outcome rest on.
  using Labels = std::set<std::string_view>;

  Labels labels_of(std::size_t target, const std::function<bool(Outcome)>& is_wanted) const {
    Labels labels;
    for (const StoredVerdict& stored : verdicts_of_[target]) {
      const VerdictView verdict = stored;
      if (!is_wanted(verdict.outcome)) continue;
      labels.insert(verdict.exchanges.begin(), verdict.exchanges.end());
    }
    return labels;
  }

  void write_exchanges(std::size_t target, const Labels& labels, const Evidence& evidence) {
    if (labels.empty()) return;
    write_page_data(
        "exchanges-" + std::to_string(target),
        [&](JsonWriter& json) {
          json.begin_array();
          for (const std::string_view label : labels)
            write_page_exchange(*evidence.find(label), json);
          json.end_array();
        },
        out_);
  }

  // Takes away what there is not, or no room for beside `size` bytes. Returns the bytes of the
  // rest.
  static std::size_t keep_while_there_is_room(Labels& labels, const Evidence& evidence,
                                              std::size_t size) {
    std::size_t added = 0;
    std::erase_if(labels, [&](std::string_view label) {
      const Exchange* exchange = evidence.find(label);
      if (!exchange || size + added > most_exchange_bytes) return true;
      added += page_bytes_of(*exchange);
      return false;
    });
    return added;
  }

  const RunResult& run_;
  const EvidenceSource& evidence_;
  const Rows rows_;
  std::ostream& out_;
  std::vector<std::string> suites_;  // in the order of the run
  std::map<std::string_view, std::size_t> target_numbers_;
  std::vector<std::span<const StoredVerdict>> verdicts_of_;  // by target: they stand together
  std::vector<VerdictView> requirements_;                    // the first verdict on each
  std::map<std::tuple<std::string, Level>, std::size_t> requirement_numbers_;
};

}  // namespace

void write_html(const RunResult& run, const EvidenceSource& evidence, std::ostream& out) {
  write_page(
      "s2sconform report: " + result_sentence(run), page_script,
      [&](std::ostream& page) { Page(run, evidence, page).write(); }, out);
}

}  // namespace s2sconform
