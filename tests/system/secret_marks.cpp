#include "tests/system/secret_marks.h"

#include <openssl/evp.h>
#include <string.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace s2sconform::test {
namespace {

// OpenSSL's own, so that a mistake of the program's encoder hides nothing.
std::string base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::string without_base64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
  if (length <= 0) throw std::runtime_error("no base64");
  bytes.resize(static_cast<std::size_t>(length) -
               static_cast<std::size_t>(std::count(text.begin(), text.end(), '=')));
  return bytes;
}

std::string hexadecimal(std::string_view bytes, const std::string& before, bool lower_case) {
  const std::string digits = lower_case ? "0123456789abcdef" : "0123456789ABCDEF";
  std::string text;
  for (const char character : bytes) {
    const auto byte = static_cast<unsigned char>(character);
    text += before + digits[byte >> 4] + digits[byte & 0xF];
  }
  return text;
}

// As encodeURIComponent does: letters and digits stay.
std::string percent(std::string_view bytes, bool lower_case) {
  std::string text;
  for (const char character : bytes) {
    const bool stays = std::isalnum(static_cast<unsigned char>(character)) != 0 ||
                       std::string_view("-_.~").find(character) != std::string_view::npos;
    text += stays ? std::string(1, character)
                  : hexadecimal(std::string_view(&character, 1), "%", lower_case);
  }
  return text;
}

std::string replaced(std::string text, char from, const std::string& to) {
  std::string out;
  for (const char character : text) out += character == from ? to : std::string(1, character);
  return out;
}

}  // namespace

void SecretMarks::add(const std::string& name, std::string_view bytes) {
  if (bytes.size() < 8) throw std::invalid_argument(name + " is too short to be looked for");
  Mark mark{name, {std::string(bytes)}};
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string whole = base64(std::string(before, 'x').append(bytes));
    // Without the characters that hold bits of what stands before and behind.
    const std::size_t first = before == 0 ? 0 : before + 1;
    const std::string inside = whole.substr(first, (before + bytes.size()) * 8 / 6 - first);
    mark.forms.push_back(inside);
    mark.forms.push_back(replaced(inside, '/', "\\/"));
    mark.forms.push_back(replaced(replaced(inside, '+', "-"), '/', "_"));
  }
  for (const bool lower_case : {true, false}) {
    mark.forms.push_back(hexadecimal(bytes, "", lower_case));
    mark.forms.push_back(percent(bytes, lower_case));
  }
  mark.forms.push_back(replaced(std::string(bytes), '/', "\\/"));
  marks_.push_back(std::move(mark));
}

void SecretMarks::add_private_key(const std::string& name, const std::string& pem) {
  const std::size_t begin = pem.find('\n') + 1;
  std::string text = pem.substr(begin, pem.find("-----END") - begin);
  std::erase(text, '\n');
  const std::string der = without_base64(text);
  constexpr std::size_t private_bytes = 48;  // of an RSA key's last number, 128 bytes or more
  if (der.size() < 10 * private_bytes) throw std::invalid_argument(name + " is no RSA key");
  add(name, std::string_view(der).substr(der.size() - private_bytes));
}

std::vector<std::string> SecretMarks::found_in(std::string_view text) const {
  std::vector<std::string> found;
  for (const Mark& mark : marks_) {
    const bool stands =
        std::any_of(mark.forms.begin(), mark.forms.end(), [&](const std::string& form) {
          // Many times faster than find() with megabytes and hundreds of marks.
          return ::memmem(text.data(), text.size(), form.data(), form.size()) != nullptr;
        });
    if (stands) found.push_back(mark.name);
  }
  return found;
}

}  // namespace s2sconform::test
