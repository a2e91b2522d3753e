// What a check sees of one target: evidence, and what the target and its product ought to be. A
// check sends nothing and keeps nothing.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "harness/evidence/exchange.h"
#include "harness/suite/product.h"
#include "harness/suite/remedy.h"
#include "harness/targets/target.h"
#include "harness/x509/certificate.h"

namespace s2sconform {

// Thrown by a check, or by what it asks: the requirement cannot be judged, because the server was
// not there or the harness failed. The verdict is `error`, with this reason.
class CouldNotJudge : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Thrown likewise: there is nothing to judge, and it is known why. The verdict is `skip`.
class NothingToJudge : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Thrown likewise: what the targets file would have to say for the requirement to be judged. The
// verdict is `skip`, or `error` where the run requires it.
class MissingPrerequisite : public NothingToJudge {
  using NothingToJudge::NothingToJudge;
};

// Another target of the file that a target's entry names: a partner, a relying party.
struct Peer {
  const Target* target = nullptr;
  ProductVersion product;
};

class Subject {
 public:
  // All of it is borrowed. `now` is when the run started: dates are judged against it, so that a
  // recording judged later gives the same verdicts.
  Subject(const Target& target, ProductVersion product, const Evidence& evidence,
          CertificateCache& certificates, std::chrono::sys_seconds now);

  const Target& target() const { return target_; }
  const ProductVersion& product_version() const { return product_; }
  const plugin::Product& product() const { return *product_.product; }
  const plugin::Version& version() const { return *product_.version; }
  std::chrono::sys_seconds now() const { return now_; }
  const std::vector<Peer>& peers() const { return peers_; }
  void set_peers(std::vector<Peer> peers) { peers_ = std::move(peers); }
  // The evidence was recorded by other suites: where something was not recorded, NothingToJudge is
  // thrown instead of CouldNotJudge.
  void excuse_what_was_not_recorded() { excuses_what_was_not_recorded_ = true; }
  CertificateCache& certificates() const { return certificates_; }

  // The exchange of that label. Throws CouldNotJudge when it was not recorded, when the server was
  // not reached (no address, no connection) or when the run was stopped.
  const Exchange& exchange(std::string_view label);
  // The same, and nullptr where exchange() throws because there is none of that label.
  const Exchange* find_exchange(std::string_view label);
  // All that was recorded; for a requirement about every exchange.
  const Evidence& evidence() const { return evidence_; }

  // A thing that was seen beside the verdict: "dialect: exchange".
  void note(std::string text) { notes_.push_back(std::move(text)); }

  // What is to be done about what the check found, where that is not what its requirement says.
  void advise(Remedy remedy) { advice_ = std::move(remedy); }
  const std::optional<Remedy>& advice() const { return advice_; }

  // A fact that a probe recorded. Throws CouldNotJudge when there is none of that label.
  const std::string& fact(std::string_view label) const;
  // The same, and nullptr where there is none.
  const std::string* find_fact(std::string_view label) const;

  // `Derived(subject)`, computed once for a target: a parsed document, say. Derived has a
  // constructor that takes a Subject& and may throw as a check may.
  template <class Derived>
  const Derived& derived();

  // What the check that runs now has used and noted; begin_check() forgets it.
  void begin_check();
  const std::vector<std::string>& used_exchanges() const { return used_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Memo {
    std::shared_ptr<const void> value;
    std::vector<std::string> used;
  };

  void use(std::string_view label);
  [[noreturn]] void not_recorded(const std::string& what) const;

  const Target& target_;
  ProductVersion product_;
  const Evidence& evidence_;
  CertificateCache& certificates_;
  std::chrono::sys_seconds now_;
  std::vector<std::string> used_;
  std::vector<std::string> notes_;
  std::optional<Remedy> advice_;
  std::vector<Peer> peers_;
  bool excuses_what_was_not_recorded_ = false;
  std::map<std::type_index, Memo> memos_;
};

template <class Derived>
const Derived& Subject::derived() {
  const std::type_index type(typeid(Derived));
  auto found = memos_.find(type);
  if (found == memos_.end()) {
    std::vector<std::string> used_before;
    used_before.swap(used_);
    std::shared_ptr<const Derived> value;
    try {
      value = std::make_shared<const Derived>(*this);
    } catch (...) {
      used_.insert(used_.begin(), used_before.begin(), used_before.end());
      throw;
    }
    found = memos_.emplace(type, Memo{std::move(value), std::move(used_)}).first;
    used_ = std::move(used_before);
  }
  for (const std::string& label : found->second.used) use(label);
  return *static_cast<const Derived*>(found->second.value.get());
}

}  // namespace s2sconform
