// Suites with defects, in place of the harness's own: a check or probe of them dies, hangs or eats
// memory on the target that is called "victim". They have ids of suites that products take part in.
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suites/all_suites.h"

namespace s2sconform {
namespace {

[[noreturn]] void hang() {
  for (volatile bool on = true; on;) continue;
  std::abort();
}

void eat_memory() {
  std::vector<std::vector<char>> eaten;
  for (;;) eaten.emplace_back(std::size_t{16} * 1024 * 1024, 'x');
}

// Fails after its answer is there, as a defect in reading it would. Each suite asks on its own.
Probe probe_that(std::string label, void (*defect)()) {
  return {"question", [label, defect](ProbeContext& context) -> Task<> {
            Request request;
            request.label = label;
            request.url = context.base_url("metadata") + "/metadata/json/1";
            co_await context.send(std::move(request));
            if (context.target().name == "victim") defect();
          }};
}

std::string_view suite_of(std::string_view requirement) {
  return requirement.substr(0, requirement.find('.'));
}

Requirement row(std::string_view id, void (*defect)()) {
  return {id,
          Level::must,
          Basis::specification,
          "A requirement.",
          "none",
          "",
          RemedyTopic::publish_metadata,
          {"question"},
          [label = std::string(suite_of(id)), defect](Subject& subject) {
            subject.exchange(label);
            if (subject.target().name == "victim") defect();
          }};
}

void pass() {}

Suite with_checks(std::string_view id, std::vector<Requirement> requirements,
                  void (*defect_of_probe)() = &pass) {
  Suite suite{id, id, {probe_that(std::string(id), defect_of_probe)}, {}, {}};
  suite.requirements = std::move(requirements);
  return suite;
}

Suite with_probe(std::string_view requirement, void (*defect)()) {
  return with_checks(suite_of(requirement), {row(requirement, &pass)}, defect);
}

void segfault() { ::raise(SIGSEGV); }
void end_well() { ::_exit(0); }
void throw_nothing_known() { throw 42; }
void throw_exception() { throw std::runtime_error("a defect"); }

}  // namespace

std::vector<Suite> all_suites() {
  return {
      with_checks("transport",
                  {row("transport.before", &pass), row("transport.segfault", &segfault),
                   row("transport.abort", &std::abort), row("transport.after", &pass)}),
      with_checks("metadata", {row("metadata.exit", &end_well), row("metadata.hang", &hang),
                               row("metadata.memory", &eat_memory), row("metadata.after", &pass)}),
      with_checks("partners",
                  {row("partners.unknown", &throw_nothing_known),
                   row("partners.exception", &throw_exception), row("partners.after", &pass),
                   row("partners.dies-1", &segfault), row("partners.dies-2", &segfault),
                   row("partners.dies-3", &segfault), row("partners.dies-4", &segfault),
                   row("partners.dies-5", &segfault), row("partners.dies-6", &segfault)}),
      with_probe("token.segfault", &segfault),
      with_probe("trust.exit", &end_well),
      with_probe("history.fine", &pass)};
}

}  // namespace s2sconform
