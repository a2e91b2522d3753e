// What the checks of the history suite read of one exchange.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/ews/answers.h"
#include "harness/suite/subject.h"

namespace s2sconform::history {

// A request to the web services and its answer, as the last attempt had it.
struct Step {
  const Exchange* exchange = nullptr;
  std::optional<ews::Answer> answer;  // none: it is no SOAP

  // "status 200, ErrorItemNotFound": what came, in one line.
  std::string in_words() const;
  std::string place() const;
};

// The answer of a complete exchange, read once however many checks look at it: it may be as large
// as the target's limit and as tangled as a server likes. None: it is no SOAP.
const std::optional<ews::Answer>& answer_of(Subject& subject, const Exchange& exchange);

// The step of that label ("item.create"). Throws MissingPrerequisite with what the targets file
// lacks, for all of the suite or for `probe`; CouldNotJudge when the step was not reached, when the
// token was not accepted there, or when the server was busy all the time.
Step step(Subject& subject, const std::string& label, std::string_view probe = {});
// The same for a request to Autodiscover, whose answer is read elsewhere.
const Exchange& autodiscover_exchange(Subject& subject, const std::string& label);
// The one that bore no token.
const Exchange& autodiscover_exchange_without_token(Subject& subject);

// The answer of an earlier step that must have gone well for a later one to mean something. Throws
// CouldNotJudge when it has not.
ews::Answer needed(Subject& subject, const std::string& label, std::string_view probe = {});
// The one item that the answer shows. Throws CouldNotJudge when it shows none or several.
ews::Item needed_item(Subject& subject, const std::string& label, std::string_view probe = {});

// Reports the step broken unless all its messages are Success.
void expect_success(const Step& step);
// Unless its code, in a message or a fault, is one of those.
void expect_code(const Step& step, const std::vector<std::string_view>& codes);

}  // namespace s2sconform::history
