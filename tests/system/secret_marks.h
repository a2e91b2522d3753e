// Secrets that a test has given to the program, to be looked for in whatever it leaves behind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace s2sconform::test {

class SecretMarks {
 public:
  // `name` is what a failure is reported with.
  void add(const std::string& name, std::string_view bytes);
  // Bytes of a PEM private key that are in no public key: the end of its DER. Of a key in PKCS#8 or
  // PKCS#1 that is not encrypted.
  void add_private_key(const std::string& name, const std::string& pem);

  // The names of those that stand in `text`: as they are, in base64 and base64url wherever they
  // begin in what was encoded, in hexadecimal digits, percent-encoded, or as JSON escapes them.
  std::vector<std::string> found_in(std::string_view text) const;
  std::size_t size() const { return marks_.size(); }

 private:
  struct Mark {
    std::string name;
    std::vector<std::string> forms;
  };
  std::vector<Mark> marks_;
};

}  // namespace s2sconform::test
