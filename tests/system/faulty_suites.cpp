// Suites with defects, in place of the harness's own: a check or probe of them dies, hangs or eats
// memory on the target that is called "victim". They have ids of suites that products take part in.
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
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

Check on_victim(void (*defect)()) {
  return [defect](Subject& subject) {
    subject.exchange("document");
    if (subject.target().name == "victim") defect();
  };
}

Probe probe_document() {
  return {"document", [](ProbeContext& context) -> Task<> {
            Request request;
            request.label = "document";
            request.url = context.base_url("metadata") + "/metadata/json/1";
            co_await context.send_once(std::move(request));
          }};
}

// Fails after its answer is there, as a defect in reading it would.
Probe probe_that(void (*defect)()) {
  return {"defect", [defect](ProbeContext& context) -> Task<> {
            Request request;
            request.label = "defect";
            request.url = context.base_url("metadata") + "/";
            co_await context.send(std::move(request));
            if (context.target().name == "victim") defect();
          }};
}

Requirement row(std::string_view id, Check check, std::string_view probe = "document") {
  return {id,
          Level::must,
          Basis::specification,
          "A requirement.",
          "none",
          "",
          RemedyTopic::publish_metadata,
          {probe},
          std::move(check)};
}

Suite with_checks(std::string_view id, std::vector<Requirement> requirements) {
  Suite suite{id, id, {probe_document()}, {}, {}};
  suite.requirements = std::move(requirements);
  return suite;
}

Suite with_probe(std::string_view id, std::string_view requirement, void (*defect)()) {
  Suite suite{id, id, {probe_that(defect)}, {}, {}};
  suite.requirements = {row(
      requirement, [](Subject& subject) { subject.exchange("defect"); }, "defect")};
  return suite;
}

void pass() {}
void segfault() { ::raise(SIGSEGV); }
void end_well() { ::_exit(0); }
void throw_nothing_known() { throw 42; }
void throw_exception() { throw std::runtime_error("a defect"); }

}  // namespace

std::vector<Suite> all_suites() {
  return {with_checks("transport", {row("transport.before", on_victim(&pass)),
                                    row("transport.segfault", on_victim(&segfault)),
                                    row("transport.abort", on_victim(&std::abort)),
                                    row("transport.after", on_victim(&pass))}),
          with_checks("metadata", {row("metadata.exit", on_victim(&end_well)),
                                   row("metadata.hang", on_victim(&hang)),
                                   row("metadata.memory", on_victim(&eat_memory)),
                                   row("metadata.after", on_victim(&pass))}),
          with_checks("partners", {row("partners.unknown", on_victim(&throw_nothing_known)),
                                   row("partners.exception", on_victim(&throw_exception)),
                                   row("partners.after", on_victim(&pass)),
                                   row("partners.dies-1", on_victim(&segfault)),
                                   row("partners.dies-2", on_victim(&segfault)),
                                   row("partners.dies-3", on_victim(&segfault)),
                                   row("partners.dies-4", on_victim(&segfault)),
                                   row("partners.dies-5", on_victim(&segfault)),
                                   row("partners.dies-6", on_victim(&segfault))}),
          with_probe("token", "token.segfault", &segfault),
          with_probe("trust", "trust.exit", &end_well),
          with_probe("history", "history.fine", &pass)};
}

}  // namespace s2sconform
