#include "harness/plugins/plugin_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace s2sconform {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

const std::filesystem::path broken = BROKEN_PLUGINS;
const std::filesystem::path built = BUILT_PLUGINS;

std::string error_of(const std::filesystem::path& file) {
  const Expected<LoadedPlugin> plugin = load_plugin(file);
  return plugin ? "loaded" : plugin.error().line();
}

TEST(LoadPlugin, LoadsTheProductsOfTheHarness) {
  for (const char* product : {"exchange", "lync", "sharepoint"}) {
    const Expected<LoadedPlugin> plugin = load_plugin(built / (std::string(product) + ".so"));
    ASSERT_TRUE(plugin) << plugin.error().line();
    EXPECT_EQ(plugin->product->id, product);
    EXPECT_FALSE(plugin->product->versions.empty());
  }
}

struct Refusal {
  const char* file;
  const char* words;
};

// For the test's name, which is the same in every run.
void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.file; }

TEST(PluginRegistry, TellsAPluginThatDiedFromOneThatIsNotThere) {
  const TemporaryFolder folder;
  std::filesystem::copy(broken / "crashing.so", folder.path() / "contoso.so");
  PluginRegistry plugins({{}, {folder.path(), built}});
  EXPECT_FALSE(plugins.find("contoso"));
  EXPECT_TRUE(plugins.died("contoso"));
  EXPECT_FALSE(plugins.find("nobody"));
  EXPECT_FALSE(plugins.died("nobody"));
  EXPECT_TRUE(plugins.find("exchange"));
  EXPECT_FALSE(plugins.all()) << "a list of plugins does not pass over one";
  EXPECT_EQ(plugins.usable().size(), 4u);
}

TEST(PluginRegistry, APluginThatWasNamedAndDiedMayBeThatOfAnyProductWithoutOne) {
  PluginRegistry plugins({{broken / "crashing.so"}, {built}});
  EXPECT_TRUE(plugins.find("exchange"));
  EXPECT_FALSE(plugins.find("contoso"));
  EXPECT_TRUE(plugins.died("contoso"));
}

class LoadPluginRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(LoadPluginRefuses, InOneLineThatNamesTheFile) {
  const std::filesystem::path file = broken / GetParam().file;
  const std::string line = error_of(file);
  EXPECT_THAT(line, HasSubstr(GetParam().words));
  EXPECT_THAT(line, HasSubstr("plugin " + file.string()));
  EXPECT_THAT(line, Not(HasSubstr("\n")));
}

constexpr Refusal refusals[] = {
    {"none.so", "No such file"},
    {"crashing.so", "crashed with SIGSEGV while it was loaded"},
    {"dangling.so", "crashed with SIGSEGV while it was loaded"},
    {"exiting.so", "ended the process with status 0 while it was loaded"},
#if defined(__SANITIZE_ADDRESS__)
    {"hungry.so", "while it was loaded"},  // who asks in vain is ended by the sanitizer
#else
    {"hungry.so", "needed more than a gigabyte of memory while it was loaded"},
#endif
    {"threading.so", "starts threads when it is loaded"},
    {"declining.so", "declines to serve"},
    {"incomplete.so", "versions is empty"},
    {"too_old.so", "is too old: it was built for plugin API version 0"},
    {"too_new.so", "is too new: it was built for plugin API version 2"},
    {"foreign.so", "is a shared object but not a plugin"},
    {"unresolved.so", "nobody_has_this"},
};

std::string stem_of(const testing::TestParamInfo<Refusal>& parameter) {
  return std::filesystem::path(parameter.param.file).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Broken, LoadPluginRefuses, testing::ValuesIn(refusals), stem_of);

TEST(LoadPlugin, RefusesWhatIsNoSharedObject) {
  const TemporaryFolder folder;
  EXPECT_THAT(error_of(folder.write("text.so", "not ELF at all")),
              HasSubstr("not a shared object"));
  EXPECT_THAT(error_of(folder.write("empty.so", "")), HasSubstr("not a shared object"));
  EXPECT_THAT(error_of(folder.write("short.so",
                                    "\x7F"
                                    "ELF\x02\x01\x01")),
              HasSubstr("not a shared object"));
  EXPECT_THAT(error_of(folder.path()), HasSubstr("is not a file"));
}

TEST(LoadPlugin, RefusesWhatEverybodyCanWrite) {
  const TemporaryFolder folder;
  const std::filesystem::path copy = folder.path() / "exchange.so";
  std::filesystem::copy_file(built / "exchange.so", copy);
  ASSERT_EQ(::chmod(copy.c_str(), 0646), 0);
  EXPECT_THAT(error_of(copy), HasSubstr("can be written by everybody"));
  ASSERT_EQ(::chmod(copy.c_str(), 0644), 0);
  ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
  EXPECT_THAT(error_of(copy), HasSubstr("in a folder that everybody on this machine can write"));
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  EXPECT_EQ(error_of(copy), "loaded");
}

TEST(LoadPlugin, LooksBehindALink) {
  const TemporaryFolder open_folder, folder;
  std::filesystem::copy_file(built / "exchange.so", open_folder.path() / "exchange.so");
  ASSERT_EQ(::chmod(open_folder.path().c_str(), 0777), 0);
  const std::filesystem::path link = folder.path() / "exchange.so";
  std::filesystem::create_symlink(open_folder.path() / "exchange.so", link);
  EXPECT_THAT(error_of(link), HasSubstr("in a folder that everybody on this machine can write"));
}

TEST(LoadPlugin, TakesANameWithoutAFolder) {
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(built);
  const Expected<LoadedPlugin> plugin = load_plugin("lync.so");
  std::filesystem::current_path(here);
  ASSERT_TRUE(plugin) << plugin.error().line();
  EXPECT_EQ(plugin->product->id, "lync");
}

TEST(PluginRegistry, FindsByProductAndNamesTheNearest) {
  PluginRegistry registry({.files = {}, .directories = {built}});
  const auto found = registry.find("lync");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->product->id, "lync");
  const auto missing = registry.find("exchnage");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().line(),
            "no plugin for the product 'exchnage'; did you mean 'exchange'? there are: exchange, "
            "lync, sharepoint, token-server");
}

TEST(PluginRegistry, AFileMustBeNamedAfterItsProduct) {
  const TemporaryFolder folder;
  std::filesystem::copy_file(built / "lync.so", folder.path() / "other.so");
  PluginRegistry registry({.files = {}, .directories = {folder.path()}});
  const auto found = registry.find("other");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().line(), HasSubstr("describes the product 'lync', not 'other'"));
}

TEST(PluginRegistry, ListsAllByProductOnce) {
  PluginRegistry registry({.files = {built / "lync.so"}, .directories = {built}});
  const auto all = registry.all();
  ASSERT_TRUE(all);
  std::vector<std::string_view> ids;
  for (const LoadedPlugin& plugin : *all) ids.push_back(plugin.product->id);
  EXPECT_THAT(ids, testing::ElementsAre("exchange", "lync", "sharepoint", "token-server"));
}

}  // namespace
}  // namespace s2sconform
