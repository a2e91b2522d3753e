// Takes out of a text what is different in every run, so that two runs can be compared.
#pragma once

#include <string>
#include <string_view>

namespace s2sconform {

// without_volatile returns `text` with each of these written as its kind:
//   {time}   ISO 8601, IMF-fixdate (RFC 9110), "2026-11-24 01:18 UTC"; seconds since 1970, of
//            this century
//   {guid}   a GUID, also one without dashes
//   {bytes}  40 or more characters of base64, base64url or hexadecimal
//   {ms}     a number of milliseconds before " ms"
std::string without_volatile(std::string_view text);

}  // namespace s2sconform
