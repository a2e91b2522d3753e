#include "harness/verdict/verdict.h"

namespace s2sconform {

std::string_view to_string(Level level) {
  switch (level) {
    case Level::must:
      return "MUST";
    case Level::should:
      return "SHOULD";
    case Level::may:
      return "MAY";
  }
  return "unknown level";
}

std::string_view to_string(Basis basis) {
  switch (basis) {
    case Basis::specification:
      return "specification";
    case Basis::vendor_documentation:
      return "vendor documentation";
    case Basis::observed:
      return "observed";
    case Basis::inferred:
      return "inferred";
    case Basis::safety:
      return "safety";
  }
  return "unknown basis";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return "fail";
    case Outcome::warn:
      return "warn";
    case Outcome::skip:
      return "skip";
    case Outcome::error:
      return "error";
    case Outcome::waived:
      return "waived";
  }
  return "unknown outcome";
}

VerdictView::VerdictView(const Verdict& verdict)
    : VerdictView(verdict, verdict.target, verdict.reason, verdict.findings, verdict.notes,
                  verdict.duration) {}

VerdictView::VerdictView(const Verdict& rest, const std::string& its_target,
                         const std::string& its_reason, const std::vector<Finding>& its_findings,
                         const std::vector<std::string>& its_notes,
                         std::chrono::microseconds its_duration)
    : target(its_target),
      product(rest.product),
      product_version(rest.product_version),
      suite(rest.suite),
      requirement(rest.requirement),
      sentence(rest.sentence),
      source(rest.source),
      level(rest.level),
      basis(rest.basis),
      outcome(rest.outcome),
      findings(its_findings),
      reason(its_reason),
      waiver(rest.waiver),
      missing_prerequisite(rest.missing_prerequisite),
      remedy(rest.remedy),
      notes(its_notes),
      exchanges(rest.exchanges),
      duration(its_duration) {}

Verdict VerdictView::copy() const {
  return {target, product, product_version, suite,    requirement, sentence, source,
          level,  basis,   outcome,         findings, reason,      waiver,   missing_prerequisite,
          remedy, notes,   exchanges,       duration};
}

void Tally::add(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      ++pass;
      return;
    case Outcome::fail:
      ++fail;
      return;
    case Outcome::warn:
      ++warn;
      return;
    case Outcome::skip:
      ++skip;
      return;
    case Outcome::error:
      ++error;
      return;
    case Outcome::waived:
      ++waived;
      return;
  }
}

}  // namespace s2sconform
