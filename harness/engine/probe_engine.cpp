#include "harness/engine/probe_engine.h"

#include <algorithm>
#include <utility>

#include "harness/engine/destinations.h"
#include "harness/engine/redirect_policy.h"
#include "harness/evidence/retry_after.h"

namespace s2sconform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int progress_interval = 1000;       // milliseconds
constexpr std::size_t most_busy_answers = 4;  // to one request; after them the next one counts

std::chrono::milliseconds milliseconds_until(Clock::time_point end) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
}

Exchange failed_exchange(TargetSession& session, const Request& request, const std::string& url,
                         FailureKind kind, const std::string& message) {
  Exchange exchange;
  exchange.label = request.label;
  exchange.request.method = request.method;
  exchange.request.url = session.redactor().text(url);
  exchange.timing.started = std::chrono::system_clock::now();
  exchange.failure = Failure{kind, session.redactor().text(message)};
  return exchange;
}

}  // namespace

ProbeEngine::ProbeEngine(Options options)
    : options_(std::move(options)),
      used_before_(std::exchange(options_.used_before, {})),
      multi_(curl_multi_init()) {
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
}

ProbeEngine::~ProbeEngine() { curl_multi_cleanup(multi_); }

HostBudget& ProbeEngine::budget_of(const std::string& destination, const Target& target) {
  const HostLimits limits = limits_of(target);
  const auto known = budgets_.find(destination);
  if (known == budgets_.end()) {
    return budgets_.emplace(destination, begin_budget(destination, limits)).first->second;
  }
  known->second.restrict_to(limits);
  return known->second;
}

HostBudget ProbeEngine::begin_budget(const std::string& destination, const HostLimits& limits) {
  HostBudget budget;
  budget.restrict_to(limits);
  if (options_.limits) {
    const auto others = options_.limits->find(destination);
    if (others != options_.limits->end()) budget.restrict_to(others->second);
  }
  if (const auto used = used_before_.extract(destination)) {
    budget.go_on_from(used.mapped(), Clock::now());
  }
  return budget;
}

UsedBudgets ProbeEngine::used() const {
  UsedBudgets all = used_before_;
  const Clock::time_point now = Clock::now();
  for (const auto& [destination, budget] : budgets_) {
    const UsedBudget used = budget.used(now);
    if (used.requests > 0 || used.held.count() > 0) all[destination] = used;
  }
  return all;
}

void ProbeEngine::admit(TargetSession& session) {
  for (const std::string& destination : destinations_of(session.target())) {
    budget_of(destination, session.target());
  }
}

Task<> ProbeEngine::pause(std::chrono::milliseconds duration) {
  co_await Pause{*this, Clock::now() + duration};
}

void ProbeEngine::begin_clean_up() { cleaning_up_ = true; }

void ProbeEngine::end_pauses(Clock::time_point until) {
  // Collected first: a coroutine that is resumed may pause again.
  const auto last = pauses_.upper_bound(until);
  std::vector<std::coroutine_handle<>> ended;
  for (auto pause = pauses_.begin(); pause != last; ++pause) ended.push_back(pause->second);
  pauses_.erase(pauses_.begin(), last);
  for (const std::coroutine_handle<> coroutine : ended) coroutine.resume();
}

bool ProbeEngine::wait_for_busy(const TargetSession& session, const Request& request,
                                const Exchange& exchange, const std::string& destination,
                                std::chrono::milliseconds& waited) {
  if (!exchange.complete()) return false;
  const auto wait = retry_after(*exchange.response, std::chrono::system_clock::now());
  if (!wait || waited + *wait > session.target().limits.exchange_deadline) return false;
  const Clock::time_point now = Clock::now();
  if (!budgets_.at(destination).hold(now, now + *wait)) return false;
  waited += *wait;
  return request.only_asks || request.method == "GET" || request.method == "HEAD";
}

Task<Exchange> ProbeEngine::send(TargetSession& session, Request request) {
  const RequestLimits& limits = session.target().limits;
  const bool with_secret =
      request.carries_secret() || (session.has_secret_headers() && !request.without_secrets);
  const Verification verification =
      with_secret && !request.handshake_only ? Verification::required : Verification::recorded;
  std::string url = request.url;
  const std::optional<UrlParts> first = parse_url(url);
  if (!first) {
    co_return failed_exchange(session, request, url, FailureKind::harness, "not a URL: " + url);
  }
  if (request.carries_secret() &&
      (first->scheme != "https" || !session.target().names_host(first->host))) {
    co_return failed_exchange(session, request, url, FailureKind::harness,
                              "a secret goes over https to a host that the target names, and "
                              "nowhere else");
  }
  std::vector<RecordedResponse> redirects;
  std::vector<RecordedResponse> busy;
  std::chrono::milliseconds waited{0};
  Clock::time_point latest_end = Clock::time_point::max();
  Clock::time_point started{};
  for (;;) {
    Hop hop{*this, session, request, url, verification, latest_end, {}, {}, nullptr, {}};
    Exchange exchange = co_await hop;
    exchange.redirects = redirects;
    if (wait_for_busy(session, request, exchange, hop.destination, waited) &&
        busy.size() < most_busy_answers) {
      busy.push_back(std::move(*exchange.response));
      // What the server wished for does not count against the time that it has.
      latest_end = Clock::time_point::max();
      started = {};
      continue;
    }
    exchange.busy = busy;
    const bool follow =
        request.follow_redirects && (request.method == "GET" || request.method == "HEAD");
    if (!exchange.response || exchange.failure || !follow) co_return exchange;
    const std::optional<std::string> next = redirect_of(*exchange.response, url);
    if (!next) co_return exchange;
    std::optional<std::string> objection = redirect_objection(session, url, *next, with_secret);
    FailureKind kind = FailureKind::forbidden_redirect;
    if (!objection && redirects.size() >= limits.maximum_redirects) {
      objection = "more than " + std::to_string(limits.maximum_redirects) + " redirects";
      kind = FailureKind::too_many_redirects;
    }
    if (objection) {
      exchange.failure = Failure{kind, session.redactor().text(*objection)};
      co_return exchange;
    }
    redirects.push_back(std::move(*exchange.response));
    if (started == Clock::time_point{}) {
      started = Clock::now() - std::chrono::duration_cast<Clock::duration>(exchange.timing.total);
      latest_end = started + limits.exchange_deadline;
    }
    // A node was named for the first host; another host lies elsewhere.
    if (parse_url(*next)->host != parse_url(url)->host) request.node.reset();
    url = *next;
  }
}

bool ProbeEngine::Hop::await_suspend(std::coroutine_handle<> coroutine) {
  awaiting = coroutine;
  const std::optional<UrlParts> parts = parse_url(url);
  destination = destination_of(session.target(), *parts, request.node ? &*request.node : nullptr);
  if (engine.is_stopping()) {
    result =
        failed_exchange(session, request, url, FailureKind::interrupted, "the run was stopped");
    return false;
  }
  engine.budget_of(destination, session.target());
  engine.waiting_[destination].push_back(this);
  return true;
}

bool ProbeEngine::start(Hop& hop) {
  const RequestLimits& limits = hop.session.target().limits;
  std::chrono::milliseconds deadline = std::min(limits.request_deadline, limits.exchange_deadline);
  if (hop.latest_end != Clock::time_point::max()) {
    deadline = std::min(deadline, milliseconds_until(hop.latest_end));
  }
  if (deadline.count() <= 0) {
    hop.result = failed_exchange(hop.session, hop.request, hop.url, FailureKind::deadline,
                                 "the exchange's deadline passed while it was redirected");
    return false;
  }
  if (const std::string objection = hop.session.objection_to(hop.request); !objection.empty()) {
    hop.result =
        failed_exchange(hop.session, hop.request, hop.url, FailureKind::given_up, objection);
    return false;
  }
  hop.transfer =
      std::make_unique<Transfer>(hop.session, hop.request, hop.url, hop.verification, deadline);
  running_[hop.transfer->handle()] = &hop;
  curl_multi_add_handle(multi_, hop.transfer->handle());
  return true;
}

void ProbeEngine::start_waiting() {
  std::vector<Hop*> refused;
  for (auto queue = waiting_.begin(); queue != waiting_.end();) {
    HostBudget& budget = budgets_.at(queue->first);
    std::list<Hop*>& hops = queue->second;
    while (!hops.empty() && running_.size() < options_.concurrent_requests &&
           budget.try_start(Clock::now())) {
      Hop* hop = hops.front();
      hops.pop_front();
      if (!start(*hop)) {
        budget.finish();
        refused.push_back(hop);
      }
    }
    queue = hops.empty() ? waiting_.erase(queue) : std::next(queue);
  }
  for (Hop* hop : refused) hop->awaiting.resume();
}

void ProbeEngine::finish(Hop& hop, CURLcode result) {
  CURL* easy = hop.transfer->handle();
  running_.erase(easy);
  budgets_.at(hop.destination).finish();
  hop.result = hop.transfer->finish(result);
  hop.session.count_exchange(hop.request, hop.result);
  curl_multi_remove_handle(multi_, easy);
  hop.transfer.reset();
}

void ProbeEngine::finish_transfers() {
  // Collected first: a coroutine that is resumed may add and remove handles.
  std::vector<Hop*> finished;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Hop* hop = running_.at(message->easy_handle);
    finish(*hop, message->data.result);
    finished.push_back(hop);
  }
  for (Hop* hop : finished) hop->awaiting.resume();
}

void ProbeEngine::stop_all() {
  stopped_ = true;
  std::vector<Hop*> ended;
  for (auto& [destination, hops] : waiting_) {
    for (Hop* hop : hops) {
      hop->result = failed_exchange(hop->session, hop->request, hop->url, FailureKind::interrupted,
                                    "the run was stopped");
      ended.push_back(hop);
    }
  }
  waiting_.clear();
  while (!running_.empty()) {
    Hop* hop = running_.begin()->second;
    finish(*hop, CURLE_ABORTED_BY_CALLBACK);
    hop->result.failure = Failure{FailureKind::interrupted, "the run was stopped"};
    ended.push_back(hop);
  }
  for (Hop* hop : ended) hop->awaiting.resume();
  end_pauses(Clock::time_point::max());
}

int ProbeEngine::wait_milliseconds() const {
  const Clock::time_point now = Clock::now();
  const auto sooner = [&](int wait, Clock::time_point next) {
    const auto until = std::chrono::ceil<std::chrono::milliseconds>(next - now).count();
    return std::min(wait, static_cast<int>(std::max<decltype(until)>(until, 0)));
  };
  int wait = progress_interval;
  if (!pauses_.empty()) wait = sooner(wait, pauses_.begin()->first);
  if (running_.size() >= options_.concurrent_requests) return wait;
  for (const auto& [destination, hops] : waiting_) {
    const std::optional<Clock::time_point> next = budgets_.at(destination).next_start(now);
    if (next) wait = sooner(wait, *next);
  }
  return wait;
}

void ProbeEngine::run(std::vector<Task<>> tasks, const std::function<void()>& on_idle) {
  Task<> all = when_all(std::move(tasks));
  // Should anything throw, the hops must be forgotten before the coroutines that hold them go.
  struct Forget {
    ProbeEngine& engine;
    ~Forget() {
      for (const auto& [easy, hop] : engine.running_) curl_multi_remove_handle(engine.multi_, easy);
      engine.running_.clear();
      engine.waiting_.clear();
      engine.pauses_.clear();
    }
  } const forget{*this};
  all.start();
  Clock::time_point last_report = Clock::now();
  while (!all.done()) {
    start_waiting();
    int active = 0;
    curl_multi_perform(multi_, &active);
    finish_transfers();
    end_pauses(Clock::now());
    if (all.done()) break;
    curl_waitfd stop{options_.stop_descriptor, CURL_WAIT_POLLIN, 0};
    const bool watch_stop = options_.stop_descriptor >= 0 && !stopped_ && !cleaning_up_;
    curl_multi_poll(multi_, watch_stop ? &stop : nullptr, watch_stop ? 1 : 0, wait_milliseconds(),
                    nullptr);
    if (watch_stop && stop.revents != 0) stop_all();
    if (Clock::now() - last_report >= std::chrono::milliseconds(progress_interval)) {
      last_report = Clock::now();
      on_idle();
    }
  }
  all.result();
}

}  // namespace s2sconform
