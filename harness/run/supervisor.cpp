#include "harness/run/supervisor.h"

#include <poll.h>

#include <algorithm>
#include <cmath>

#include "harness/engine/destinations.h"
#include "harness/run/batches.h"
#include "harness/run/destination_groups.h"
#include "harness/run/judging.h"

namespace s2sconform {
namespace {

// What a dying worker takes with it, and the memory of the living, which hold what their targets
// answered: no more targets than this.
constexpr std::size_t largest_batch = 16;
// A suite whose checks die one after the other is not tried to its end.
constexpr unsigned most_dead_checks = 3;
constexpr std::chrono::seconds progress_interval{1};

std::string seconds_text(std::chrono::seconds duration) {
  return std::to_string(duration.count()) + " seconds";
}

}  // namespace

Supervisor::Supervisor(const Plan& plan, const RunOptions& options, const AnchorStore& anchors,
                       Journal& journal, VerdictBook& book, Progress& progress)
    : plan_(plan),
      options_(options),
      anchors_(anchors),
      journal_(journal),
      book_(book),
      progress_(progress),
      limits_(limits_by_destination(plan)) {}

Expected<void> Supervisor::run(const JournalContent& recorded) {
  plan_tasks(recorded);
  Clock::time_point last_progress = Clock::now();
  while (!pending_.empty() || !running_.empty()) {
    if (auto started = start_what_may_start(); !started) return started;
    if (auto heard = listen(); !heard) return heard;
    if (unable_) return Unexpected(*unable_);
    if (Clock::now() - last_progress >= progress_interval) {
      last_progress = Clock::now();
      progress_.probing(book_.complete_targets(), plan_.targets.size());
    }
  }
  progress_.probing(book_.complete_targets(), plan_.targets.size());
  return {};
}

void Supervisor::plan_tasks(const JournalContent& recorded) {
  std::size_t batch_number = 0;
  for (const std::vector<std::size_t>& batch :
       make_batches(plan_, options_.workers, largest_batch, options_.costs)) {
    for (const std::vector<std::size_t>& targets : parts_of(batch, largest_batch)) {
      Pending work{{}, batch_number, {}};
      for (const std::size_t target : targets) {
        Part part = first_part(target, recorded);
        if (!part.judge.empty()) work.task.parts.push_back(std::move(part));
      }
      if (!work.task.parts.empty()) pending_.push_back(std::move(work));
    }
    ++batch_number;
  }
}

Supervisor::Part Supervisor::first_part(std::size_t target, const JournalContent& recorded) {
  Part part{.target = target, .judge = book_.missing(target)};
  part.probe = !is_probed(target, recorded);
  if (!part.probe) {
    const std::string& name = plan_.targets[target].target->name;
    probed_[name] = recorded.probed.at(name);
  } else {
    for (const PlannedProbes& each : plan_.targets[target].probes) {
      part.suites.push_back(each.suite);
    }
  }
  return part;
}

bool Supervisor::is_probed(std::size_t target, const JournalContent& recorded) const {
  const PlannedTarget& planned = plan_.targets[target];
  const auto found = recorded.probed.find(planned.target->name);
  if (found == recorded.probed.end() || found->second.interrupted) return false;
  const std::vector<std::string>& suites = found->second.suites;
  const bool whole =
      std::all_of(planned.probes.begin(), planned.probes.end(), [&](const PlannedProbes& each) {
        return std::find(suites.begin(), suites.end(), each.suite->id) != suites.end();
      });
  return whole && options_.evidence->holds(found->second);
}

bool Supervisor::Pending::sends() const {
  return std::any_of(task.parts.begin(), task.parts.end(),
                     [](const Part& part) { return part.probe; });
}

bool Supervisor::Pending::shares_target_with(const Pending& other) const {
  return std::any_of(task.parts.begin(), task.parts.end(), [&](const Part& part) {
    return std::any_of(other.task.parts.begin(), other.task.parts.end(),
                       [&](const Part& its) { return its.target == part.target; });
  });
}

// What sends waits until nobody else of its batch does, or stores what its own target answered.
// What judges again waits until its batch is idle, so that deaths are blamed in one order, and what
// sends does not overtake it.
bool Supervisor::must_wait(std::list<Pending>::const_iterator work) const {
  if (work->not_before > Clock::now()) return true;
  const bool sends = work->sends();
  const bool is_overtaking =
      sends && std::any_of(pending_.begin(), work, [&](const Pending& other) {
        return other.batch == work->batch && !other.sends();
      });
  return is_overtaking || std::any_of(running_.begin(), running_.end(), [&](const Running& worker) {
           return worker.work.batch == work->batch &&
                  (worker.sends || !sends || worker.work.shares_target_with(*work));
         });
}

Expected<void> Supervisor::start_what_may_start() {
  for (auto work = pending_.begin(); work != pending_.end();) {
    if (running_.size() >= options_.workers) break;
    if (must_wait(work)) {
      ++work;
      continue;
    }
    work->task.limits = &limits_;
    work->task.used_before = used_[work->batch];
    Expected<WorkerProcess> process =
        WorkerProcess::start(options_.worker_limits, [&](const WorkerChannel& channel) {
          do_task(work->task, plan_, options_, anchors_, channel.stop_descriptor(),
                  [&](const RunEvent& event) { channel.send(event_line(event)); });
        });
    if (!process) return Unexpected(process.error());
    const std::size_t parts = work->task.parts.size();
    const bool sends = work->sends();
    running_.push_back(
        {std::move(*work), std::move(*process), sends, false, std::vector<bool>(parts)});
    work = pending_.erase(work);
  }
  return {};
}

Expected<void> Supervisor::listen() {
  Clock::time_point wake = Clock::now() + progress_interval;
  for (const Pending& work : pending_) {
    if (work.not_before > Clock::now()) wake = std::min(wake, work.not_before);
  }
  std::vector<pollfd> watched;
  for (const Running& worker : running_) {
    watched.push_back({worker.process.descriptor(), POLLIN, 0});
    wake = std::min(wake, worker.process.deadline());
  }
  const bool may_stop = options_.stop_descriptor >= 0 && !stopped_;
  if (may_stop) watched.push_back({options_.stop_descriptor, POLLIN, 0});
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(wake - Clock::now()).count();
  ::poll(watched.data(), watched.size(), static_cast<int>(std::max<decltype(wait)>(wait, 0)));
  if (may_stop && watched.back().revents != 0) stop();
  auto watch = watched.begin();
  for (auto worker = running_.begin(); worker != running_.end(); ++watch) {
    Running& each = *worker++;
    if (watch->revents != 0) {
      if (auto heard = hear(each); !heard) return heard;
    } else if (each.process.deadline() <= Clock::now()) {
      const bool silent = each.process.is_silent();
      each.process.kill(silent ? "was killed: nothing was heard of it for " +
                                     seconds_text(options_.worker_limits.silence)
                               : "was killed: it took longer than " +
                                     seconds_text(options_.worker_limits.whole));
      if (auto finished = finish(each); !finished) return finished;
    }
  }
  return {};
}

void Supervisor::stop() {
  stopped_ = true;
  pending_.clear();
  for (const Running& worker : running_) worker.process.ask_to_stop();
}

Expected<void> Supervisor::hear(Running& worker) {
  std::vector<std::string> lines;
  bool goes_on = worker.process.read(lines);
  std::string kept;  // for the journal
  for (const std::string& line : lines) {
    tl::expected<RunEvent, std::string> event = parse_event(line);
    if (!event) {
      worker.process.kill("was killed: it said what is no event: " + event.error());
      goes_on = false;
      break;
    }
    const bool is_probed = std::holds_alternative<TargetProbed>(*event);
    if (!take(worker, *event)) continue;
    // What a target's probing adds to is known here alone.
    if (is_probed) {
      kept += event_line(*event);
    } else {
      kept.append(line).append(1, '\n');
    }
  }
  if (auto written = journal_.append_lines(kept); !written) return written;
  return goes_on ? Expected<void>() : finish(worker);
}

// Whether the journal keeps it.
bool Supervisor::take(Running& worker, RunEvent& event) {
  if (auto* verdict = std::get_if<Verdict>(&event)) {
    return take_verdict(worker, std::move(*verdict));
  }
  if (auto* probed = std::get_if<TargetProbed>(&event)) {
    take_probed(worker, *probed);
    return true;
  }
  if (auto* unable = std::get_if<WorkerUnable>(&event)) unable_ = std::move(unable->error);
  if (std::holds_alternative<WorkerDone>(event)) worker.done = true;
  if (auto* asked = std::get_if<WorkerAsked>(&event)) {
    worker.sends = false;
    UsedBudgets& used = used_[worker.work.batch];
    used.clear();
    for (const WorkerAsked::Budget& each : asked->budgets) {
      used[each.destination] = {each.requests, each.held};
    }
  }
  return false;
}

bool Supervisor::take_verdict(Running& worker, Verdict verdict) {
  const auto target = book_.find(verdict.target);
  const std::vector<Part>& parts = worker.work.task.parts;
  const bool is_its_own = target && std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
                            return part.target == *target;
                          });
  if (is_its_own && book_.enter(*target, std::move(verdict))) return true;
  worker.process.kill("was killed: it judged what it had not been given");
  return false;
}

bool Supervisor::has_evidence(std::size_t target) const {
  return probed_.contains(plan_.targets[target].target->name);
}

void Supervisor::take_probed(Running& worker, TargetProbed& probed) {
  const std::vector<Part>& parts = worker.work.task.parts;
  for (std::size_t number = 0; number < parts.size(); ++number) {
    if (plan_.targets[parts[number].target].target->name != probed.target) continue;
    worker.probed[number] = true;
    TargetProbed& known = probed_[probed.target];
    // What an earlier worker has found out for other suites is in the evidence too.
    if (parts[number].add_to_evidence) {
      probed.suites.insert(probed.suites.end(), known.suites.begin(), known.suites.end());
      probed.probing_time += known.probing_time;
    }
    known = probed;
  }
}

Expected<void> Supervisor::finish(Running& worker) {
  const auto place = std::find_if(running_.begin(), running_.end(),
                                  [&](const Running& each) { return &each == &worker; });
  const std::string how = worker.process.wait();
  Running ended = std::move(*place);
  running_.erase(place);
  if (unable_) return {};
  if (stopped_ && ended.done) return {};
  const bool all_judged = std::all_of(
      ended.work.task.parts.begin(), ended.work.task.parts.end(), [&](const Part& part) {
        return std::none_of(part.judge.begin(), part.judge.end(), [&](std::size_t requirement) {
          return book_.is_missing(part.target, requirement);
        });
      });
  if (!ended.done || !all_judged) {
    auto gone_on = go_on_without(ended, how);
    if (ended.sends) hold_back_batch(ended.work);
    return gone_on;
  }
  for (const Part& part : ended.work.task.parts) add_next_suite(ended.work.batch, part.target);
  return {};
}

// What is left of a batch, and what was queued in place of the dead, may send to the same hosts,
// and it is not known how much was sent there.
void Supervisor::hold_back_batch(const Pending& ended) {
  const Clock::time_point fresh = when_budgets_are_fresh(ended.task.parts);
  for (Pending& work : pending_) {
    if (work.batch != ended.batch || !work.sends()) continue;
    work.not_before = std::max(work.not_before, fresh);
  }
}

Expected<void> Supervisor::go_on_without(const Running& dead, const std::string& how) {
  WorkerDied died{{}, {}, how};
  std::vector<Part> unprobed, probed;
  const std::vector<Part>& parts = dead.work.task.parts;
  for (std::size_t number = 0; number < parts.size(); ++number) {
    const bool lost = parts[number].probe && !dead.probed[number];
    (lost ? unprobed : probed).push_back(parts[number]);
    died.targets.push_back(plan_.targets[parts[number].target].target->name);
  }
  if (parts.size() == 1 && parts[0].suites.size() == 1) died.suite = parts[0].suites[0]->id;
  if (auto noted = journal_.append(died); !noted) return noted;
  deaths_.push_back(std::move(died));
  if (stopped_) return {};
  if (unprobed.empty()) return judge_again(dead.work, how);
  if (!probed.empty()) {
    Pending rest{{}, dead.work.batch, {}};  // judged from their evidence
    for (Part& part : probed) {
      part.probe = false;
      rest.task.parts.push_back(std::move(part));
    }
    pending_.push_front(std::move(rest));
  }
  return probe_again(dead.work, std::move(unprobed), how);
}

Expected<void> Supervisor::judge_again(const Pending& work, const std::string& how) {
  Pending suspect{{{}, true}, work.batch, {}}, rest{{}, work.batch, {}};
  bool is_found = false;
  for (const Part& part : work.task.parts) {
    Part left{.target = part.target};
    const PlannedTarget& planned = plan_.targets[part.target];
    for (const std::size_t number : part.judge) {
      if (!book_.is_missing(part.target, number)) continue;
      const Suite* suite = planned.requirements[number].suite;
      unsigned& dead = dead_checks_[{part.target, suite}];
      std::string error;
      // Judged in this order: the first without a verdict is the one that it died of.
      const bool is_suspect = !std::exchange(is_found, true);
      if (is_suspect && work.task.is_retry) {
        ++dead;
        error = "the process that judged it " + blame(part.target, std::string(suite->id), how);
      } else if (is_suspect) {
        suspect.task.parts.push_back({.target = part.target, .judge = {number}});
      } else if (dead >= most_dead_checks) {
        error = "not judged: " + std::to_string(dead) +
                " checks of its suite have ended the process that judged them";
      } else {
        left.judge.push_back(number);
      }
      if (error.empty()) continue;
      if (auto entered = enter_error(part.target, number, error); !entered) return entered;
    }
    if (!left.judge.empty()) rest.task.parts.push_back(std::move(left));
  }
  if (!rest.task.parts.empty()) pending_.push_front(std::move(rest));
  if (!suspect.task.parts.empty()) pending_.push_front(std::move(suspect));
  if (work.task.parts.size() == 1) add_next_suite(work.batch, work.task.parts.front().target);
  return {};
}

Expected<void> Supervisor::probe_again(const Pending& work, std::vector<Part> unprobed,
                                       const std::string& how) {
  if (work.task.parts.size() > 1 || !work.task.is_retry) {
    for (Part& part : unprobed) {
      pending_.push_back({{{std::move(part)}, true}, work.batch, {}});
    }
    return {};
  }
  const Part& part = unprobed.front();
  if (part.suites.size() <= 1) return blame_suite(work, part, how);
  suites_left_[part.target] = part.suites;
  add_next_suite(work.batch, part.target);
  return {};
}

Expected<void> Supervisor::blame_suite(const Pending& work, const Part& part,
                                       const std::string& how) {
  if (part.suites.empty()) return {};  // it should have cleaned up: what is left is told at the end
  const std::string suite(part.suites.front()->id);
  for (const std::size_t number : part.judge) {
    if (!book_.is_missing(part.target, number)) continue;
    const std::string reason =
        "the process that asked the server " + blame(part.target, suite, how);
    if (auto entered = enter_error(part.target, number, reason); !entered) return entered;
  }
  if (part.suites.front()->clean_up) {
    Part clean{.target = part.target, .probe = true, .add_to_evidence = has_evidence(part.target)};
    pending_.push_front({{{std::move(clean)}, true}, work.batch, {}});
  }
  add_next_suite(work.batch, part.target);
  return {};
}

void Supervisor::add_next_suite(std::size_t batch, std::size_t target) {
  const auto left = suites_left_.find(target);
  if (left == suites_left_.end() || left->second.empty()) return;
  const Suite* suite = left->second.front();
  left->second.erase(left->second.begin());
  Part part{
      .target = target, .probe = true, .suites = {suite}, .add_to_evidence = has_evidence(target)};
  for (const std::size_t number : book_.missing(target)) {
    if (plan_.targets[target].requirements[number].suite == suite) part.judge.push_back(number);
  }
  pending_.push_back({{{std::move(part)}, true}, batch, {}});
}

Expected<void> Supervisor::enter_error(std::size_t target, std::size_t requirement,
                                       std::string reason) {
  const PlannedTarget& planned = plan_.targets[target];
  RunEvent event = unjudged(planned, planned.requirements[requirement], std::move(reason));
  book_.enter(target, std::get<Verdict>(event));
  return journal_.append(event);
}

std::string Supervisor::blame(std::size_t target, const std::string& suite,
                              const std::string& how) const {
  return how + " (suite '" + suite + "', plugin '" + plan_.targets[target].target->product + "')";
}

// What the dead worker has sent still counts: a second's worth, or a request's where less than one
// is allowed in a second.
Supervisor::Clock::time_point Supervisor::when_budgets_are_fresh(
    const std::vector<Part>& parts) const {
  double seconds = 1;
  const auto wait_for = [&](const Target& target) {
    for (const std::string& destination : destinations_of(target)) {
      seconds = std::max(seconds, 1 / limits_.at(destination).requests_per_second);
    }
  };
  for (const Part& part : parts) {
    wait_for(*plan_.targets[part.target].target);
    for (const Peer& peer : plan_.targets[part.target].peers) wait_for(*peer.target);
  }
  return Clock::now() + std::chrono::milliseconds(std::lround(std::ceil(seconds * 1000)));
}

}  // namespace s2sconform
