// Sends the requests of all probes at once, on one curl multi handle and one thread, within the
// budget of each host.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <coroutine>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/engine/host_budget.h"
#include "harness/engine/request.h"
#include "harness/engine/target_session.h"
#include "harness/engine/task.h"
#include "harness/engine/transfer.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

class ProbeEngine {
 public:
  struct Options {
    unsigned concurrent_requests = 64;  // over all hosts
    // Becomes readable when the run is to stop: what is under way then ends as interrupted. -1:
    // never.
    int stop_descriptor = -1;
    // Of other targets that send to the same destinations, at another time. nullptr: there are
    // none. Borrowed.
    const LimitsByDestination* limits = nullptr;
    UsedBudgets used_before{};  // by another process, just now
  };

  explicit ProbeEngine(Options options);
  ~ProbeEngine();
  ProbeEngine(const ProbeEngine&) = delete;
  ProbeEngine& operator=(const ProbeEngine&) = delete;

  // Counts the target's budget for its destinations. Before any send() for it.
  void admit(TargetSession& session);

  // Sends `request` and follows redirects as far as `follow_redirects` and the target's limits
  // allow: over https, to hosts that the target names, and nowhere but to the same origin with a
  // secret. Where the server is busy and says for how long, what only asks is asked again after
  // that time, and nothing else goes there before. Never throws; what goes wrong is the exchange's
  // failure.
  Task<Exchange> send(TargetSession& session, Request request);

  // Ends after `duration`, or when the run is stopped.
  Task<> pause(std::chrono::milliseconds duration);

  // Runs the tasks until all have ended. `on_idle` is called about once a second, for progress.
  // Rethrows the first exception of a task.
  void run(std::vector<Task<>> tasks, const std::function<void()>& on_idle);

  bool stopped() const { return stopped_; }
  // What has been used of the budgets, `used_before` included.
  UsedBudgets used() const;
  // What run() is given from here on is no longer stopped: it takes back what a run has done.
  void begin_clean_up();

 private:
  // One hop of an exchange: waits for its host's budget, then for the server.
  struct Hop {
    ProbeEngine& engine;
    TargetSession& session;
    const Request& request;
    const std::string& url;
    Verification verification;
    std::chrono::steady_clock::time_point
        latest_end;  // of the whole exchange; max: not yet started
    std::string destination;
    std::coroutine_handle<> awaiting;
    std::unique_ptr<Transfer> transfer;
    Exchange result;

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> coroutine);
    Exchange await_resume() { return std::move(result); }
  };

  struct Pause {
    ProbeEngine& engine;
    std::chrono::steady_clock::time_point end;

    bool await_ready() const noexcept { return engine.is_stopping(); }
    void await_suspend(std::coroutine_handle<> coroutine) {
      engine.pauses_.emplace(end, coroutine);
    }
    void await_resume() const noexcept {}
  };

  bool is_stopping() const { return stopped_ && !cleaning_up_; }
  void end_pauses(std::chrono::steady_clock::time_point until);
  HostBudget& budget_of(const std::string& destination, const Target& target);
  HostBudget begin_budget(const std::string& destination, const HostLimits& limits);
  // Leaves a server alone that asks for it; whether `exchange` is to be asked again then, which has
  // waited so long already.
  bool wait_for_busy(const TargetSession& session, const Request& request, const Exchange& exchange,
                     const std::string& destination, std::chrono::milliseconds& waited);
  bool start(Hop& hop);
  void start_waiting();
  void finish_transfers();
  void finish(Hop& hop, CURLcode result);
  void stop_all();
  int wait_milliseconds() const;

  Options options_;
  UsedBudgets used_before_;  // of what there is no budget of yet
  CURLM* multi_;
  std::map<std::string, HostBudget> budgets_;
  std::map<std::string, std::list<Hop*>> waiting_;  // by destination, in the order of asking
  std::map<CURL*, Hop*> running_;
  std::multimap<std::chrono::steady_clock::time_point, std::coroutine_handle<>> pauses_;  // by end
  bool stopped_ = false;
  bool cleaning_up_ = false;
};

}  // namespace s2sconform
