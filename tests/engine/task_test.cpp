#include "harness/engine/task.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace s2sconform {
namespace {

Task<int> answer() { co_return 42; }

Task<int> twice() {
  const int once = co_await answer();
  co_return once * 2;
}

Task<> fail(std::string message) {
  throw std::runtime_error(message);
  co_return;
}

// Suspends until the test resumes it.
struct Gate {
  std::coroutine_handle<> waiting;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) { waiting = coroutine; }
  void await_resume() const noexcept {}
};

Task<> pass(Gate& gate, int& passed) {
  co_await gate;
  ++passed;
}

TEST(Task, IsLazyAndYieldsItsValue) {
  Task<int> task = twice();
  EXPECT_FALSE(task.done());
  task.start();
  ASSERT_TRUE(task.done());
  EXPECT_EQ(task.result(), 84);
}

TEST(Task, RethrowsWhereItIsAwaited) {
  Task<> task = [](Task<> inner) -> Task<> { co_await inner; }(fail("broken"));
  task.start();
  EXPECT_THROW(task.result(), std::runtime_error);
}

TEST(Task, DestroysWhatItHoldsWhenItIsAbandoned) {
  const auto held = std::make_shared<int>(1);
  Gate gate;
  {
    Task<> task = [](std::shared_ptr<int>, Gate& at) -> Task<> { co_await at; }(held, gate);
    task.start();
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(WhenAll, EndsWithItsLastMember) {
  Gate first, second;
  int passed = 0;
  std::vector<Task<>> tasks;
  tasks.push_back(pass(first, passed));
  tasks.push_back(pass(second, passed));
  Task<> all = when_all(std::move(tasks));
  all.start();
  second.waiting.resume();
  EXPECT_FALSE(all.done());
  first.waiting.resume();
  EXPECT_TRUE(all.done());
  EXPECT_EQ(passed, 2);
}

TEST(WhenAll, EndsAtOnceWhenItsMembersDo) {
  Task<> none = when_all({});
  none.start();
  EXPECT_TRUE(none.done());

  std::vector<Task<>> tasks;
  tasks.push_back([]() -> Task<> { co_return; }());
  Task<> one = when_all(std::move(tasks));
  one.start();
  EXPECT_TRUE(one.done());
}

TEST(WhenAll, RethrowsAfterAllHaveEnded) {
  Gate gate;
  int passed = 0;
  std::vector<Task<>> tasks;
  tasks.push_back(fail("first"));
  tasks.push_back(pass(gate, passed));
  Task<> all = when_all(std::move(tasks));
  all.start();
  EXPECT_FALSE(all.done());
  gate.waiting.resume();
  ASSERT_TRUE(all.done());
  EXPECT_EQ(passed, 1);
  EXPECT_THROW(all.result(), std::runtime_error);
}

}  // namespace
}  // namespace s2sconform
