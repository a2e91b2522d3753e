// Has a plan carried out by worker processes, and goes on when one dies.
//
// A batch of targets is a worker's task. When its worker dies while it probes, each target is given
// to a worker alone; a target that then kills its worker is probed suite by suite, and the suite
// that kills it is blamed. When a worker dies while it judges, the requirement that it judged then
// is judged again alone, from the evidence on disk, and blamed if that worker dies too. So what was
// killed once by chance, or by somebody, gets its verdict.
#pragma once

#include <chrono>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/run/run.h"
#include "harness/run/verdict_book.h"
#include "harness/run/worker_task.h"
#include "harness/workers/worker_process.h"

namespace s2sconform {

class Supervisor {
 public:
  // All of it is borrowed.
  Supervisor(const Plan& plan, const RunOptions& options, const AnchorStore& anchors,
             Journal& journal, VerdictBook& book, Progress& progress);

  // Has everything judged that has no verdict yet, and can be, until the run is stopped. An error
  // when journal or evidence cannot be written.
  Expected<void> run(const JournalContent& recorded);

  bool stopped() const { return stopped_; }
  const std::map<std::string, TargetProbed>& probed() const { return probed_; }  // by target
  const std::vector<WorkerDied>& deaths() const { return deaths_; }

 private:
  using Clock = WorkerProcess::Clock;
  using Part = WorkerTask::Part;

  // Tasks of one batch send to the same hosts, and may be of the same target: never two at a time.
  struct Pending {
    WorkerTask task;
    std::size_t batch = 0;
    Clock::time_point not_before{};

    bool sends() const;
    bool shares_target_with(const Pending& other) const;
  };

  struct Running {
    Pending work;
    WorkerProcess process;
    bool sends = false;  // as yet
    bool done = false;
    std::vector<bool> probed{};  // of its parts
  };

  void plan_tasks(const JournalContent& recorded);
  Part first_part(std::size_t target, const JournalContent& recorded);
  bool is_probed(std::size_t target, const JournalContent& recorded) const;

  Expected<void> start_what_may_start();
  bool must_wait(std::list<Pending>::const_iterator work) const;
  Expected<void> listen();
  void stop();
  Expected<void> hear(Running& worker);
  bool take(Running& worker, RunEvent& event);
  bool take_verdict(Running& worker, Verdict verdict);
  void take_probed(Running& worker, TargetProbed& probed);
  bool has_evidence(std::size_t target) const;

  Expected<void> finish(Running& worker);
  void hold_back_batch(const Pending& ended);
  Expected<void> go_on_without(const Running& dead, const std::string& how);
  Expected<void> judge_again(const Pending& work, const std::string& how);
  Expected<void> probe_again(const Pending& work, std::vector<Part> unprobed,
                             const std::string& how);
  Expected<void> blame_suite(const Pending& work, const Part& part, const std::string& how);
  void add_next_suite(std::size_t batch, std::size_t target);
  Expected<void> enter_error(std::size_t target, std::size_t requirement, std::string reason);
  std::string blame(std::size_t target, const std::string& suite, const std::string& how) const;
  Clock::time_point when_budgets_are_fresh(const std::vector<Part>& parts) const;

  const Plan& plan_;
  const RunOptions& options_;
  const AnchorStore& anchors_;
  Journal& journal_;
  VerdictBook& book_;
  Progress& progress_;
  std::list<Pending> pending_;
  std::list<Running> running_;
  std::map<std::size_t, std::vector<const Suite*>> suites_left_;  // of targets probed by suites
  std::map<std::string, TargetProbed> probed_;
  std::vector<WorkerDied> deaths_;
  const LimitsByDestination limits_;
  std::map<std::size_t, UsedBudgets> used_;  // by batch: what its last worker that sent has left
  std::map<std::pair<std::size_t, const Suite*>, unsigned> dead_checks_;
  std::optional<ConfigurationError> unable_;
  bool stopped_ = false;
};

}  // namespace s2sconform
