// What a suite is made of: requirements, and the probes that gather the evidence for them.
#pragma once

#include <chrono>
#include <coroutine>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "harness/engine/request.h"
#include "harness/engine/task.h"
#include "harness/suite/product.h"
#include "harness/suite/remedy.h"
#include "harness/suite/subject.h"
#include "harness/verdict/verdict.h"
#include "harness/written_items/written_items.h"

namespace s2sconform {

// What a probe may do: send requests to its target and have them recorded. It judges nothing.
class ProbeContext {
 public:
  // What the run lends to all probes of a target.
  struct Means {
    // Sends through the engine; labels are unique within the target.
    std::function<Task<Exchange>(Request)> send;
    std::function<Task<>(std::chrono::milliseconds)> pause;
    // When the run started: the times in tokens rest on it.
    std::chrono::sys_seconds now;
    WrittenItems* written = nullptr;  // nullptr: nothing may be written anywhere
  };

  // All of it is borrowed.
  ProbeContext(const Target& target, ProductVersion product, Evidence& evidence, Means means)
      : target_(target), product_(product), evidence_(evidence), means_(std::move(means)) {}

  const Target& target() const { return target_; }
  const ProductVersion& product_version() const { return product_; }
  const plugin::Product& product() const { return *product_.product; }
  const plugin::Version& version() const { return *product_.version; }
  std::chrono::sys_seconds now() const { return means_.now; }
  // Where what is written into a server is noted before it is written.
  WrittenItems* written() const { return means_.written; }
  // Ends after `duration`, or when the run is stopped.
  Task<> pause(std::chrono::milliseconds duration) { return means_.pause(duration); }
  // 0, 1, 2, …: for what must be different each time.
  unsigned next_number() { return next_number_++; }

  // Another target of the file that this one's entry names, a partner or relying party: what is
  // sent through its context goes there and is recorded here. nullptr when the entry names none.
  ProbeContext* peer(std::string_view name) const;
  void add_peer(const std::string& name, ProbeContext& context) { peers_[name] = &context; }

  // `Derived(context)`, made once for a target: what several of its probes need.
  template <class Derived>
  Derived& derived();
  void forget_derived() { derived_.clear(); }  // when all probes have ended

  // Records what was found out without an exchange. Signatures of tokens in it are redacted.
  void record_fact(std::string label, std::string_view text);
  // What was recorded so far.
  const Evidence& evidence() const { return evidence_; }

  // The target's base URL of that name, or its "metadata" one where it has none of that name.
  const std::string& base_url(std::string_view name) const { return target_.base_url(name); }

  // Sends, records under the request's label, and returns what was recorded; valid as long as the
  // target's evidence.
  Task<const Exchange*> send(Request request);

  // The same for what several suites want to see: sent by the first that asks, and for the others
  // the answer to that.
  Task<const Exchange*> send_once(Request request);

 private:
  const Target& target_;
  ProductVersion product_;
  Evidence& evidence_;
  Means means_;
  unsigned next_number_ = 0;
  std::map<std::string, ProbeContext*, std::less<>> peers_;
  std::map<std::type_index, std::shared_ptr<void>> derived_;
  // By label: who waits for an answer that somebody else has asked for.
  std::map<std::string, std::vector<std::coroutine_handle<>>, std::less<>> awaited_;
};

template <class Derived>
Derived& ProbeContext::derived() {
  std::shared_ptr<void>& value = derived_[std::type_index(typeid(Derived))];
  if (!value) value = std::make_shared<Derived>(*this);
  return *static_cast<Derived*>(value.get());
}

// The probes of a suite run at once, but for those that frame the others.
enum class Stage { first, middle, last };

struct Probe {
  std::string_view name;  // unique within its suite
  // The context outlives the task.
  std::function<Task<>(ProbeContext& context)> run;
  Stage stage = Stage::middle;
  bool writes = false;  // something into the server, which the suite's clean_up takes back
};

using Check = std::function<void(Subject& subject)>;

struct Requirement {
  std::string_view id;  // "<suite>.<name>", stable for ever
  Level level;
  Basis basis;
  std::string_view sentence;  // what a conforming server does; ends with a full stop
  std::string_view source;    // document and section, or the row of the facts
  std::string_view remedy;    // what anyone can do; one sentence
  RemedyTopic topic;
  std::vector<std::string_view> probes;  // names of its suite's probes that it rests on
  // Asserts with EXPECT_CONFORMS (harness/judge/conforms.h); a pure function of the subject.
  Check check;
  // Why the requirement does not bind a product version, by what its plugin says of it; empty when
  // it does. nullptr: it binds every product that has the suite.
  std::string_view (*unbound)(const ProductVersion& product) = nullptr;
  // Whether it is only expected of a product version, so that a miss is a warning there. nullptr:
  // of none.
  bool (*only_expected)(const ProductVersion& product) = nullptr;
  // Ids that it had in earlier versions, so that runs of both can be compared.
  std::vector<std::string_view> former_ids = {};

  Level level_for(const ProductVersion& product) const {
    return only_expected && only_expected(product) ? Level::should : level;
  }
};

// Something of the sources that cannot be seen from outside a server, and why.
struct Unobservable {
  std::string_view id;
  std::string_view sentence;
  std::string_view reason;
};

struct Suite {
  std::string_view id;
  std::string_view display_name;
  std::vector<Probe> probes;
  std::vector<Requirement> requirements;
  std::vector<Unobservable> unobservable;
  // Sends tokens that are refused. The probes of such suites run one suite after the other, so that
  // what a server makes of one's bad tokens does not meet another's good ones.
  bool presents_bad_tokens = false;
  // Takes back what the probes have written. Runs after all of them, also when the run was stopped.
  std::function<Task<>(ProbeContext& context)> clean_up;
};

}  // namespace s2sconform
