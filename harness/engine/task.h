// Task: a lazily started coroutine that is awaited by one other, on one thread.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace s2sconform {

namespace detail {

// Hands control back to whoever awaits the task, without growing the stack.
struct FinalAwaiter {
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> finished) const noexcept {
    return finished.promise().continuation;
  }
  void await_resume() const noexcept {}
};

struct PromiseBase {
  std::coroutine_handle<> continuation = std::noop_coroutine();
  std::exception_ptr failure;

  std::suspend_always initial_suspend() const noexcept { return {}; }
  FinalAwaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }
};

template <class Value>
struct Promise : PromiseBase {
  std::optional<Value> value;

  void return_value(Value result) { value.emplace(std::move(result)); }
  Value take() {
    if (failure) std::rethrow_exception(failure);
    return std::move(*value);
  }
};

template <>
struct Promise<void> : PromiseBase {
  void return_void() const noexcept {}
  void take() const {
    if (failure) std::rethrow_exception(failure);
  }
};

}  // namespace detail

// Task<Value> owns its coroutine. Awaiting it starts it and yields its value or rethrows its
// exception. A task that is destroyed before its end destroys the coroutine with all that it holds.
template <class Value = void>
class [[nodiscard]] Task {
 public:
  struct promise_type : detail::Promise<Value> {
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
  };

  Task(Task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  ~Task() {
    if (coroutine_) coroutine_.destroy();
  }

  // For the engine, which has no coroutine of its own to await from.
  void start() { coroutine_.resume(); }
  bool done() const { return coroutine_.done(); }
  Value result() { return coroutine_.promise().take(); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    coroutine_.promise().continuation = awaiting;
    return coroutine_;
  }
  Value await_resume() { return coroutine_.promise().take(); }

 private:
  explicit Task(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}

  std::coroutine_handle<promise_type> coroutine_;
};

namespace detail {

// Tasks that run at once, and the coroutine that waits for the last of them.
struct Group {
  std::size_t pending = 0;
  std::coroutine_handle<> awaiting;
};

// Runs one task of a group. It hands over to the awaiting coroutine from its final suspension,
// where that coroutine may destroy it.
struct GroupMember {
  struct promise_type {
    Group& group;

    promise_type(Group& of, Task<>&) : group(of) {}
    GroupMember get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    auto final_suspend() const noexcept {
      struct HandOver {
        Group& group;
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<>) const noexcept {
          return --group.pending == 0 ? group.awaiting : std::noop_coroutine();
        }
        void await_resume() const noexcept {}
      };
      return HandOver{group};
    }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }  // member_of lets none out
  };

  std::coroutine_handle<promise_type> coroutine;
};

inline GroupMember member_of(Group&, Task<>& task) {
  try {
    co_await task;
  } catch (...) {
    // The exception stays in `task`, whose result() rethrows it when the group is complete.
  }
}

struct GroupAwaiter {
  Group& group;
  const std::vector<GroupMember>& members;

  bool await_ready() const noexcept { return members.empty(); }
  bool await_suspend(std::coroutine_handle<> awaiting) {
    group.awaiting = awaiting;
    for (const GroupMember& member : members) member.coroutine.resume();
    return --group.pending != 0;
  }
  void await_resume() const noexcept {}
};

struct GroupMembers {
  std::vector<GroupMember> members;

  GroupMembers() = default;
  GroupMembers(const GroupMembers&) = delete;
  GroupMembers& operator=(const GroupMembers&) = delete;
  ~GroupMembers() {
    for (const GroupMember& member : members) member.coroutine.destroy();
  }
};

}  // namespace detail

// Runs all tasks at once; ends when the last one has ended. Rethrows the first exception, in the
// order of `tasks`, after all have ended.
inline Task<> when_all(std::vector<Task<>> tasks) {
  // One more than there are tasks: a task may end while others are still to be started.
  detail::Group group{tasks.size() + 1, {}};
  detail::GroupMembers started;
  started.members.reserve(tasks.size());
  for (Task<>& task : tasks) started.members.push_back(detail::member_of(group, task));
  co_await detail::GroupAwaiter{group, started.members};
  for (Task<>& task : tasks) task.result();
}

}  // namespace s2sconform
