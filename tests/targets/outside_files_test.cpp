// The targets file as a file, and the files that it names: CA certificates and secrets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/process.h"
#include "tests/targets/ca_certificate.h"
#include "tests/targets/targets_folder.h"

namespace s2sconform::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// root may read everything, so permissions are tested as somebody else.
class AsNobody {
 public:
  AsNobody() { changed_ = ::geteuid() == 0 && ::seteuid(65534) == 0; }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (changed_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool changed_ = false;
};

class OutsideFiles : public testing::Test {
 protected:
  OutsideFiles() { std::filesystem::permissions(folder_.path(), std::filesystem::perms(0755)); }

  void write_with_mode(const std::string& name, const std::string& text, mode_t mode) {
    ASSERT_EQ(::chmod(folder_.write(name, text).c_str(), mode), 0);
  }
  std::string error_with(const std::string& more) {
    return folder_.error_of(TargetsFolder::one_target(more));
  }
  std::string error_of_path(const std::filesystem::path& path) {
    const auto file = load_targets_file(path, &TargetsFolder::variable);
    return file ? "read" : folder_.without_folder(file.error().line());
  }
  void write_surroundings() {
    const CaCertificate ca = make_ca_certificate();
    folder_.write("ca.pem", ca.pem);
    std::filesystem::create_directory(folder_.path() / "certs");
    folder_.write("certs/" + ca.hashed_name, ca.pem);
    write_with_mode("key.txt", "marked-secret\n", 0600);
  }

  TargetsFolder folder_;
};

TEST_F(OutsideFiles, TheTargetsFileMissingOrAFolder) {
  EXPECT_EQ(error_of_path(folder_.path() / "none.json"),
            "none.json: No such file or directory; name the targets file: s2sconform run FILE");
  std::filesystem::create_directory(folder_.path() / "folder");
  EXPECT_EQ(error_of_path(folder_.path() / "folder"),
            "folder: is a folder; name the targets file in it");
}

TEST_F(OutsideFiles, TheTargetsFileUnreadable) {
  write_with_mode("targets.json", "{}", 0);
  const AsNobody nobody;
  EXPECT_EQ(error_of_path(folder_.path() / "targets.json"),
            "targets.json: Permission denied; correct its permissions");
}

TEST_F(OutsideFiles, TheTargetsFileTooLarge) {
  constexpr std::size_t most = 16 * 1024 * 1024;
  EXPECT_THAT(folder_.error_of(std::string(most, ' ')), HasSubstr("1:1: the file is empty"));
  EXPECT_EQ(folder_.error_of(std::string(most + 1, ' ')),
            "targets.json: is larger than 16777216 bytes; a targets file has at most 16 MiB: split "
            "it");
}

TEST_F(OutsideFiles, CaFiles) {
  write_surroundings();
  folder_.write("text.pem", "no certificate\n");
  write_with_mode("locked.pem", "", 0);
  EXPECT_EQ(error_with("\"ca_file\":\"ca.pem\""), "read");
  const std::string refused = "targets.json:2:11: no CA certificate can be read from ";
  const std::string remedy = "; name a PEM file with the CA's certificate";
  EXPECT_EQ(error_with("\"ca_file\":\"none.pem\""),
            refused + "none.pem: No such file or directory" + remedy);
  EXPECT_EQ(error_with("\"ca_file\":\"certs\""), refused + "certs: is a folder" + remedy);
  EXPECT_EQ(error_with("\"ca_file\":\"text.pem\""),
            refused + "text.pem: no PEM certificate" + remedy);
  folder_.write("targets.json", TargetsFolder::one_target("\"ca_file\":\"locked.pem\""));
  const AsNobody nobody;
  EXPECT_EQ(error_of_path(folder_.path() / "targets.json"),
            refused + "locked.pem: Permission denied" + remedy);
}

TEST_F(OutsideFiles, CaFoldersHoldACertificateUnderItsHash) {
  write_surroundings();
  std::filesystem::create_directory(folder_.path() / "unhashed");
  folder_.write("unhashed/ca.pem", make_ca_certificate().pem);
  folder_.write("unhashed/0123abcd.0", "no certificate");
  EXPECT_EQ(error_with("\"ca_directory\":\"certs\""), "read");
  const std::string remedy = "; name a folder that 'openssl rehash' has prepared";
  EXPECT_EQ(
      error_with("\"ca_directory\":\"none\""),
      "targets.json:2:16: the CA folder cannot be read: none: No such file or directory" + remedy);
  EXPECT_EQ(
      error_with("\"ca_directory\":\"unhashed\""),
      "targets.json:2:16: no CA certificate stands under its hash's name in unhashed" + remedy);
}

TEST_F(OutsideFiles, SecretFiles) {
  folder_.write("empty.txt", "\n");
  folder_.write("large.txt", std::string(65537, 'x'));
  write_with_mode("locked.txt", "marked-secret", 0);
  ASSERT_EQ(::mkfifo((folder_.path() / "pipe").c_str(), 0600), 0);
  const auto error_for = [&](const std::string& name) {
    return error_with("\"headers\":{\"X\":{\"file\":\"" + name + "\"}}");
  };
  const std::string begin = "targets.json:2:24: the secret's file ";
  const std::string remedy = "; correct its name or its permissions";
  EXPECT_EQ(error_for("none.txt"),
            begin + "none.txt cannot be read: No such file or directory" + remedy);
  EXPECT_EQ(error_for("."), begin + ". cannot be read: is a folder" + remedy);
  EXPECT_EQ(error_for("pipe"), begin + "pipe cannot be read: is no regular file" + remedy)
      << "and does not wait for a writer";
  EXPECT_EQ(error_for("empty.txt"), begin + "empty.txt is empty; write the secret alone into it");
  EXPECT_THAT(error_for("large.txt"),
              AllOf(HasSubstr("larger than 65536 bytes"), Not(HasSubstr("xx"))));
  folder_.write("targets.json",
                TargetsFolder::one_target("\"headers\":{\"X\":{\"file\":\"locked.txt\"}}"));
  const AsNobody nobody;
  EXPECT_EQ(error_of_path(folder_.path() / "targets.json"),
            begin + "locked.txt cannot be read: Permission denied" + remedy);
}

TEST_F(OutsideFiles, OneWarningForASecretFileThatManyTargetsName) {
  const std::string text =
      R"({"defaults":{"headers":{"X":{"file":"key.txt"}}},"targets":[
      {"name":"a","product":"lync","version":"1","realm":"*","base_urls":{"metadata":"https://a.example"}},
      {"name":"b","product":"lync","version":"1","realm":"*","base_urls":{"metadata":"https://a.example"}}]})";
  for (const mode_t mode : {0640, 0604}) {
    write_with_mode("key.txt", "marked-secret", mode);
    const auto file = folder_.read(text);
    ASSERT_TRUE(file) << file.error().line();
    EXPECT_THAT(file->warnings, testing::ElementsAre(HasSubstr("others can read or change the secret in ")));
  }
  write_with_mode("key.txt", "marked-secret", 0600);
  EXPECT_THAT(folder_.read(text)->warnings, IsEmpty());
}

TEST_F(OutsideFiles, GoodCorpusFilesThatNameOtherFiles) {
  write_surroundings();
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           source_folder() / "tests/targets/corpus/good/with-files")) {
    ++read;
    EXPECT_EQ(folder_.error_of(read_file(entry.path())), "read") << entry.path();
  }
  EXPECT_GE(read, 2u);
}

}  // namespace
}  // namespace s2sconform::test
