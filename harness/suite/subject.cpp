#include "harness/suite/subject.h"

#include <algorithm>

namespace s2sconform {

Subject::Subject(const Target& target, ProductVersion product, const Evidence& evidence,
                 CertificateCache& certificates, std::chrono::sys_seconds now)
    : target_(target),
      product_(product),
      evidence_(evidence),
      certificates_(certificates),
      now_(now) {}

void Subject::begin_check() {
  used_.clear();
  notes_.clear();
  advice_.reset();
}

void Subject::use(std::string_view label) {
  if (std::find(used_.begin(), used_.end(), label) != used_.end()) return;
  used_.emplace_back(label);
  const Exchange* exchange = evidence_.find(label);
  if (!exchange || exchange->busy.empty()) return;
  const std::size_t times = exchange->busy.size();
  note("the server was busy (status " + std::to_string(exchange->busy.front().status) +
       ") and was asked again after the time that it named" +
       (times > 1 ? ", " + std::to_string(times) + " times" : ""));
}

void Subject::not_recorded(const std::string& what) const {
  if (excuses_what_was_not_recorded_)
    throw NothingToJudge(what + ": other suites recorded this run");
  throw CouldNotJudge(what);
}

const Exchange* Subject::find_exchange(std::string_view label) {
  const Exchange* found = evidence_.find(label);
  if (!found) return nullptr;
  use(label);
  if (found->failure) {
    switch (found->failure->kind) {
      case FailureKind::resolve:
      case FailureKind::connect:
      case FailureKind::interrupted:
      case FailureKind::given_up:
      case FailureKind::harness:
        throw CouldNotJudge(found->request.method + " " + found->request.url + ": " +
                            found->failure->message);
      default:
        break;
    }
  }
  return found;
}

const Exchange& Subject::exchange(std::string_view label) {
  const Exchange* found = find_exchange(label);
  if (!found) not_recorded("no exchange '" + std::string(label) + "' was recorded");
  return *found;
}

const std::string& Subject::fact(std::string_view label) const {
  if (const std::string* found = find_fact(label)) return *found;
  not_recorded("the fact '" + std::string(label) + "' was not recorded");
}

const std::string* Subject::find_fact(std::string_view label) const {
  const auto found = evidence_.facts.find(label);
  return found == evidence_.facts.end() ? nullptr : &found->second;
}

}  // namespace s2sconform
