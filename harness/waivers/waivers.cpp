#include "harness/waivers/waivers.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "harness/base/calendar_date.h"
#include "harness/base/patterns.h"
#include "harness/base/utf8.h"
#include "harness/base/volatile_text.h"

namespace s2sconform {
namespace {

using State = WaiverUse::State;

// What one waiver met.
struct Met {
  std::size_t waived = 0, broken_differently = 0;
  std::vector<std::string> passing;  // targets
  bool anything = false;
};

bool covers(const Waiver& waiver, const VerdictView& verdict) {
  return waiver.requirement == verdict.requirement && matches(waiver.target, verdict.target);
}

bool expects(const Waiver& waiver, const VerdictView& verdict) {
  if (waiver.expected.empty()) return true;
  const std::string wanted = without_volatile(waiver.expected);
  return std::any_of(verdict.findings.begin(), verdict.findings.end(), [&](const Finding& finding) {
    return waiver_text(finding).find(wanted) != std::string::npos;
  });
}

void waive(const Waiver& waiver, Verdict& verdict) {
  verdict.outcome = Outcome::waived;
  verdict.reason = waiver.reason + " (" + waiver.owner + ", " + waiver.url + ", until " +
                   calendar_date_text(waiver.expires) + ")";
  verdict.waiver = waiver;
}

std::string name_of(const Waiver& waiver) {
  return waiver.place + ": the waiver of " + waiver.requirement + " on " + waiver.target;
}

std::string joined(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t index = 0; index < std::min(names.size(), most); ++index) {
    text += (index > 0 ? ", " : "") + names[index];
  }
  if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
  return text;
}

WaiverUse judged(const Waiver& waiver, const Met& met, bool expired,
                 const CouldCover& could_cover) {
  WaiverUse use{waiver, State::not_judged, ""};
  if (expired) {
    use.state = State::expired;
    use.problem = name_of(waiver) + " expired on " + calendar_date_text(waiver.expires) +
                  "; mend what it covers, or agree with " + waiver.owner + " on another day";
  } else if (met.broken_differently > 0) {
    use.state = State::failing_differently;
    use.problem =
        name_of(waiver) + " expects another failure than there is; look at it as at a new one";
  } else if (met.waived > 0) {
    use.state = State::applied;
  } else if (!met.passing.empty()) {
    use.state = State::passing;
    use.problem = name_of(waiver) + " is not needed: it conforms on " + joined(met.passing) +
                  "; remove the entry";
  } else if (!met.anything && !could_cover(waiver)) {
    use.state = State::unused;
    use.problem = name_of(waiver) +
                  " covers nothing: no such target is bound by that requirement; remove the entry "
                  "or correct it";
  }
  return use;
}

}  // namespace

std::string waiver_text(const Finding& finding) {
  return without_volatile(
      valid_utf8("expected " + finding.expected + ", actual " + finding.actual));
}

void apply_waivers(const std::vector<Waiver>& waivers, std::chrono::year_month_day today,
                   const CouldCover& could_cover, RunResult& run) {
  const auto expired = [&](const Waiver& waiver) { return waiver.expires < today; };
  std::multimap<std::string_view, std::size_t> by_requirement;
  for (std::size_t index = 0; index < waivers.size(); ++index) {
    by_requirement.emplace(waivers[index].requirement, index);
  }
  std::vector<Met> met(waivers.size());
  for (std::size_t number = 0; number < run.verdicts.size(); ++number) {
    const VerdictView verdict = run.verdicts[number];
    const bool broken = verdict.outcome == Outcome::fail || verdict.outcome == Outcome::warn;
    std::vector<std::size_t> accepting, others;
    const auto [first, last] = by_requirement.equal_range(verdict.requirement);
    for (auto each = first; each != last; ++each) {
      const Waiver& waiver = waivers[each->second];
      if (!covers(waiver, verdict)) continue;
      met[each->second].anything = true;
      if (verdict.outcome == Outcome::pass) met[each->second].passing.push_back(verdict.target);
      if (!broken || expired(waiver)) continue;
      (expects(waiver, verdict) ? accepting : others).push_back(each->second);
    }
    if (accepting.empty() && others.empty()) continue;
    Verdict changed = verdict.copy();
    if (accepting.empty()) {
      for (const std::size_t index : others) {
        ++met[index].broken_differently;
        changed.notes.push_back("the waiver at " + waivers[index].place + " expects “" +
                                waivers[index].expected + "”");
      }
    } else {
      for (const std::size_t index : accepting) ++met[index].waived;
      waive(waivers[accepting.front()], changed);
    }
    run.verdicts.replace(number, std::move(changed));
  }
  for (std::size_t index = 0; index < waivers.size(); ++index) {
    run.waivers.push_back(judged(waivers[index], met[index], expired(waivers[index]), could_cover));
  }
}

std::vector<Waiver> waivers_for_failures(const RunResult& run, const WaiverTerms& terms,
                                         const std::function<bool(const VerdictView&)>& wanted) {
  std::vector<Waiver> waivers;
  for (const VerdictView verdict : run.verdicts) {
    if (verdict.outcome != Outcome::fail || !wanted(verdict)) continue;
    constexpr std::size_t longest = 500;  // of what is expected: enough to know a failure by
    std::string expected;
    if (!terms.any_message && !verdict.findings.empty()) {
      expected = waiver_text(verdict.findings.front());
      if (expected.size() > longest) {
        std::size_t cut = longest;
        while (cut > 0 && (static_cast<unsigned char>(expected[cut]) & 0xC0U) == 0x80U) --cut;
        expected.resize(cut);
      }
    }
    waivers.push_back({"", verdict.requirement, verdict.target, terms.reason, terms.owner,
                       terms.url, terms.expires, expected});
  }
  return waivers;
}

std::vector<Waiver> merged_waivers(std::vector<Waiver> known, const std::vector<Waiver>& added) {
  for (const Waiver& waiver : added) {
    const auto same = std::find_if(known.begin(), known.end(), [&](const Waiver& other) {
      return other.requirement == waiver.requirement && other.target == waiver.target;
    });
    if (same == known.end()) {
      known.push_back(waiver);
    } else {
      *same = waiver;
    }
  }
  return known;
}

}  // namespace s2sconform
