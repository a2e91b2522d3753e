#include "harness/suite/suite.h"

#include <utility>

#include "harness/evidence/redaction.h"

namespace s2sconform {

void ProbeContext::record_fact(std::string label, std::string_view text) {
  evidence_.facts.insert_or_assign(std::move(label), Redactor({}).text(text));
}

Task<const Exchange*> ProbeContext::send(Request request) {
  std::string label = request.label;
  Exchange exchange = co_await means_.send(std::move(request));
  co_return &evidence_.exchanges.insert_or_assign(std::move(label), std::move(exchange))
      .first->second;
}

ProbeContext* ProbeContext::peer(std::string_view name) const {
  const auto found = peers_.find(name);
  return found == peers_.end() ? nullptr : found->second;
}

Task<const Exchange*> ProbeContext::send_once(Request request) {
  const std::string label = request.label;
  if (const Exchange* known = evidence_.find(label)) co_return known;
  struct Wait {
    std::vector<std::coroutine_handle<>>& waiting;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) { waiting.push_back(coroutine); }
    void await_resume() const noexcept {}
  };
  if (const auto asked = awaited_.find(label); asked != awaited_.end()) {
    co_await Wait{asked->second};
    co_return evidence_.find(label);
  }
  awaited_[label];
  const Exchange* answer = co_await send(std::move(request));
  const std::vector<std::coroutine_handle<>> waiting = std::move(awaited_.find(label)->second);
  awaited_.erase(label);
  for (const std::coroutine_handle<> coroutine : waiting) coroutine.resume();
  co_return answer;
}

}  // namespace s2sconform
