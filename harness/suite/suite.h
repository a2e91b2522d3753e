// What a suite is made of: requirements, and the probes that gather the evidence for them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/engine/request.h"
#include "harness/engine/task.h"
#include "harness/suite/product.h"
#include "harness/suite/subject.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

// What a probe may do: send requests to its target and have them recorded. It judges nothing.
class ProbeContext {
 public:
  // Sends through the engine; labels are unique within the target.
  using Send = std::function<Task<Exchange>(Request)>;

  ProbeContext(const Target& target, ProductVersion product, Evidence& evidence, Send send)
      : target_(target), product_(product), evidence_(evidence), send_(std::move(send)) {}

  const Target& target() const { return target_; }
  const plugin::Product& product() const { return *product_.product; }
  const plugin::Version& version() const { return *product_.version; }

  // The target's base URL of that name, or its "metadata" one where it has none of that name.
  const std::string& base_url(std::string_view name) const;

  // Sends, records under the request's label, and returns what was recorded; valid as long as the
  // target's evidence.
  Task<const Exchange*> send(Request request);

 private:
  const Target& target_;
  ProductVersion product_;
  Evidence& evidence_;
  Send send_;
};

struct Probe {
  std::string_view name;  // unique within its suite
  // The context outlives the task.
  Task<> (*run)(ProbeContext& context);
};

// Which of a plugin's remedies speaks to an administrator of the product about a requirement.
enum class RemedyTopic {
  publish_metadata,
  renew_signing_key,
  agree_on_realm,
  renew_tls,
  configure_transport,
};

using Check = void (*)(Subject& subject);

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
};

// The plugin's own words for the requirement's topic after the requirement's.
std::string remedy_for(const Requirement& requirement, const plugin::Product& product);

}  // namespace s2sconform
