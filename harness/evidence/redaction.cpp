#include "harness/evidence/redaction.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/base/ascii.h"
#include "harness/base/base64.h"

namespace s2sconform {
namespace {

constexpr std::string_view redacted = "[redacted]";
constexpr unsigned maximum_token_nesting = 8;
constexpr std::size_t minimum_private_key_characters = 64;

bool is_base64url(char c) { return is_digit(c) || is_letter(c) || c == '-' || c == '_'; }
bool is_base64(char c) { return is_digit(c) || is_letter(c) || c == '+' || c == '/' || c == '='; }

void append_hexadecimal(std::string& text, char character, std::string_view digits) {
  const auto byte = static_cast<unsigned char>(character);
  text += digits[byte >> 4];
  text += digits[byte & 0xF];
}

constexpr std::string_view lower_case_digits = "0123456789abcdef";
constexpr std::string_view upper_case_digits = "0123456789ABCDEF";

std::string percent_encoded(std::string_view text) {
  const auto stands_for_itself = [](char c) { return is_base64url(c) || c == '.' || c == '~'; };
  std::string encoded;
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), stands_for_itself);
    encoded.append(text.begin(), end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    if (text.empty()) break;
    encoded += '%';
    append_hexadecimal(encoded, text.front(), upper_case_digits);
    text.remove_prefix(1);
  }
  return encoded;
}

std::string hexadecimal(std::string_view text, std::string_view digits) {
  std::string encoded;
  encoded.reserve(2 * text.size());
  for (const char c : text) append_hexadecimal(encoded, c, digits);
  return encoded;
}

// The characters of base64 that are the same whatever stands around `text` when it begins `offset`
// bytes behind a multiple of three: who encodes a whole body encodes the secret in it so.
std::string base64_inside(std::string_view text, std::size_t offset) {
  const std::string encoded = encode_base64(std::string(offset, '\0').append(text));
  const std::size_t first = offset == 0 ? 0 : offset + 1;
  const std::size_t whole_bits = (offset + text.size()) * 8 / 6;
  return encoded.substr(first, whole_bits - first);
}

std::string to_base64url(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

// Percent-encoded text with hexadecimal digits in lower case.
std::string lower_case_percent(std::string text) {
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    for (std::size_t digit = at + 1; digit < std::min(at + 3, text.size()); ++digit) {
      text[digit] = to_lower(text[digit]);
    }
  }
  return text;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  if (what.empty()) return;
  std::string out;
  std::size_t from = 0;
  for (std::size_t found; (found = text.find(what, from)) != std::string::npos;) {
    out.append(text, from, found - from).append(with);
    from = found + what.size();
  }
  if (from == 0) return;
  text = out.append(text, from);
}

// As JSON may write it: quotes and backslashes escaped, slashes too or not.
std::string json_escaped(std::string_view text, bool slashes) {
  const auto is_escaped = [&](char c) { return c == '"' || c == '\\' || (slashes && c == '/'); };
  std::string escaped;
  while (!text.empty()) {
    const auto end = std::find_if(text.begin(), text.end(), is_escaped);
    escaped.append(text.begin(), end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    if (text.empty()) break;
    escaped.append(1, '\\').append(1, text.front());
    text.remove_prefix(1);
  }
  return escaped;
}

// Whether `text` holds `what` at `at`.
bool stands_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(at, what.size()) == what;
}

std::string without_signatures(std::string_view text, unsigned nesting);

// A segment of a token with the tokens in its claims redacted; as it was when it holds none.
std::string redacted_segment(std::string_view segment, unsigned nesting) {
  const auto json = decode_base64url(segment);
  if (!json || nesting >= maximum_token_nesting || json->find("eyJ") == std::string::npos) {
    return std::string(segment);
  }
  const std::string clean = without_signatures(*json, nesting + 1);
  return clean == *json ? std::string(segment) : encode_base64url(clean);
}

// Whether a segment decodes to a JSON object, as far as its first and last characters tell. Every
// text that begins with "ey" decodes to a brace: a host name may, too.
bool is_json_object(std::string_view segment) {
  const auto json = decode_base64url(segment);
  if (!json) return false;
  constexpr const char* white_space = " \t\r\n";
  const std::size_t brace = json->find_first_not_of(white_space);
  const std::size_t last = json->find_last_not_of(white_space);
  if (brace == std::string::npos || (*json)[brace] != '{' || (*json)[last] != '}') return false;
  const std::size_t first = json->find_first_not_of(white_space, brace + 1);
  return (*json)[first] == '"' || (*json)[first] == '}';
}

// Replaces the signature of each compact JWS (RFC 7515 section 7.1). Its header is a JSON object,
// so it begins with "eyJ" or, with white space in the object, "ey".
std::string without_signatures(std::string_view text, unsigned nesting) {
  if (text.find("ey") == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_base64url(text[at])) ++at;
    if (begin == at) {
      out += text[at++];
      continue;
    }
    const std::size_t header_end = at;
    const bool token = stands_at(text, begin, "ey") && stands_at(text, at, ".") &&
                       is_json_object(text.substr(begin, at - begin));
    if (!token) {
      out.append(text, begin, at - begin);
      continue;
    }
    std::size_t claims_end = header_end + 1;
    while (claims_end < text.size() && is_base64url(text[claims_end])) ++claims_end;
    out.append(text, begin, header_end - begin).append(".");
    out.append(redacted_segment(text.substr(header_end + 1, claims_end - header_end - 1), nesting));
    at = claims_end;
    if (!stands_at(text, at, ".")) continue;
    std::size_t end = at + 1;
    while (end < text.size() && is_base64url(text[end])) ++end;
    out += '.';
    if (end > at + 1) out.append(redacted);
    at = end;
  }
  return out;
}

std::string without_web_tickets(std::string_view text) {
  constexpr std::string_view mark = "cwt=";
  std::string out;
  std::size_t from = 0;
  for (std::size_t found; (found = text.find(mark, from)) != std::string_view::npos;) {
    out.append(text, from, found + mark.size() - from);
    from = found + mark.size();
    const std::size_t begin = from;
    while (from < text.size() && (is_base64(text[from]) || is_base64url(text[from]))) ++from;
    if (from > begin) out.append(redacted);
  }
  return out.append(text.substr(from));
}

// Whether `der` has the shape of a private key: a SEQUENCE that begins with a version, an INTEGER
// of one byte. PKCS#8, PKCS#1 and SEC 1 keys and PKCS#12 stores have it; certificates and public
// keys have not.
bool is_private_key(std::string_view der) {
  if (der.size() < 5 || der[0] != '\x30') return false;
  const auto length = static_cast<unsigned char>(der[1]);
  const std::size_t content = length < 0x80 ? 2 : 2 + (length & 0x7Fu);
  constexpr unsigned char highest_version = 3;
  return content + 3 < der.size() && der[content] == '\x02' && der[content + 1] == '\x01' &&
         static_cast<unsigned char>(der[content + 2]) <= highest_version;
}

std::string without_pem_keys(std::string_view text) {
  constexpr std::string_view armour = "-----BEGIN ";
  constexpr std::string_view end_armour = "-----END ";
  std::string out;
  std::size_t from = 0;
  for (std::size_t found; (found = text.find(armour, from)) != std::string_view::npos;) {
    const std::size_t label = found + armour.size();
    const std::size_t label_end = text.find("-----", label);
    const std::size_t kept = label_end == std::string_view::npos ? text.size() : label_end + 5;
    out.append(text, from, kept - from);
    from = kept;
    if (text.substr(label, kept - label).find("PRIVATE KEY") == std::string_view::npos) continue;
    out.append(redacted_private_key);
    const std::size_t end = text.find(end_armour, from);
    from = end == std::string_view::npos ? text.size() : end;
  }
  return out.append(text.substr(from));
}

// How long what stands at `at` is, when it may stand in a base64 value: a character of it, a line
// break, or one of these as JSON may write it. 0 otherwise.
std::size_t length_in_base64(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (is_base64(text[at]) || text[at] == '\n' || text[at] == '\r') return 1;
  for (const std::string_view escaped : {"\\/", "\\n", "\\r"}) {
    if (stands_at(text, at, escaped)) return escaped.size();
  }
  return 0;
}

// Whether the base64 value that begins here is a private key, by its first bytes.
bool begins_private_key(std::string_view text) {
  constexpr std::size_t characters_of_head = 16;  // 12 bytes: enough for is_private_key
  std::string head;
  for (std::size_t at = 0; head.size() < characters_of_head;) {
    const std::size_t length = length_in_base64(text, at);
    if (length == 0) return false;
    if (is_base64(text[at])) head += text[at];
    if (stands_at(text, at, "\\/")) head += '/';
    at += length;
  }
  const auto der = decode_base64(head);
  return der && is_private_key(*der);
}

// Replaces base64 values that are private keys. "\/" is how JSON may write a slash. Every such key
// is a DER SEQUENCE, which begins with 0x30: "M" in base64.
std::string without_encoded_keys(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find('M', at)) != std::string_view::npos;) {
    const bool inside =
        at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '+');
    if (inside || !begins_private_key(text.substr(at))) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (const std::size_t length = length_in_base64(text, end)) end += length;
    if (end - at >= minimum_private_key_characters) {
      out.append(text, from, at - from).append(redacted_private_key);
      from = end;
    }
    at = end;
  }
  return out.append(text.substr(from));
}

constexpr std::array<std::string_view, 5> secret_members{"access_token", "refresh_token",
                                                         "client_secret", "assertion", "password"};

// Where the value of a secret member that begins at `at` ends; `at` when it is no value. JSON:
// name":"value" with any white space; form: name=value.
std::pair<std::size_t, std::size_t> member_value(std::string_view text, std::size_t at) {
  if (stands_at(text, at, "=")) {
    const std::size_t end = std::min(text.find_first_of("&\r\n \"", at + 1), text.size());
    return {at + 1, end};
  }
  if (!stands_at(text, at, "\"")) return {at, at};
  std::size_t begin = text.find_first_not_of(" \t\r\n", at + 1);
  if (begin == std::string_view::npos || text[begin] != ':') return {at, at};
  begin = text.find_first_not_of(" \t\r\n", begin + 1);
  if (begin == std::string_view::npos || text[begin] != '"') return {at, at};
  std::size_t end = ++begin;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return {begin, std::min(end, text.size())};
}

std::string without_secret_members(std::string_view text) {
  const bool any =
      std::any_of(secret_members.begin(), secret_members.end(),
                  [&](std::string_view name) { return text.find(name) != std::string_view::npos; });
  if (!any) return std::string(text);
  std::string out;
  std::size_t from = 0, at = 0;
  while (at < text.size()) {
    std::size_t name_length = 0;
    const bool at_name = at == 0 || text[at - 1] == '"' || text[at - 1] == '&';
    for (const std::string_view name : secret_members) {
      if (at_name && stands_at(text, at, name)) name_length = name.size();
    }
    if (name_length == 0) {
      ++at;
      continue;
    }
    const auto [begin, end] = member_value(text, at + name_length);
    at += name_length;
    if (end <= begin) continue;
    out.append(text, from, begin - from).append(redacted);
    from = at = end;
  }
  return out.append(text.substr(from));
}

// "Bearer …" with the scheme left. A scheme alone, as in an empty "Bearer", is short and of
// letters; anything else is a credential.
std::string without_credentials(std::string_view value) {
  const std::size_t space = value.find(' ');
  if (space != std::string_view::npos) {
    return std::string(value.substr(0, space + 1)).append(redacted);
  }
  const bool scheme = value.size() <= 16 && std::all_of(value.begin(), value.end(), is_letter);
  return std::string(scheme ? value : redacted);
}

// "name=value; attributes" of Set-Cookie and "a=1; b=2" of Cookie: the names stay.
std::string cookie_names(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(';', at), value.size());
    const std::string_view pair = value.substr(at, end - at);
    const std::size_t sign = pair.find('=');
    out.append(pair, 0, sign == std::string_view::npos ? pair.size() : sign + 1);
    if (sign != std::string_view::npos) out.append(redacted);
    if (end < value.size()) out += ';';
    at = end + 1;
  }
  return out;
}

}  // namespace

Redactor::Redactor(const std::vector<Secret>& secrets) {
  for (const Secret& secret : secrets) add(secret);
}

void Redactor::add(const Secret& secret) {
  if (secret.empty()) return;
  const std::string_view plain = secret.reveal();
  const auto add_form = [&](std::string form) {
    const bool known = std::any_of(forms_.begin(), forms_.end(),
                                   [&](const Secret& other) { return other.reveal() == form; });
    if (!known) forms_.emplace_back(std::move(form));
  };
  const std::string base64 = encode_base64(plain), percent = percent_encoded(plain);
  add_form(std::string(plain));
  add_form(json_escaped(plain, false));
  add_form(json_escaped(plain, true));
  add_form(json_escaped(base64, true));
  add_form(lower_case_percent(percent));
  add_form(percent);
  add_form(base64);
  add_form(encode_base64url(plain));
  for (std::size_t offset = 0; offset < 3; ++offset) {
    const std::string inside = base64_inside(plain, offset);
    add_form(inside);
    add_form(json_escaped(inside, true));
    add_form(to_base64url(inside));
  }
  add_form(hexadecimal(plain, lower_case_digits));
  add_form(hexadecimal(plain, upper_case_digits));
}

std::string Redactor::text(std::string_view text) const {
  std::string clean(text);
  for (const Secret& form : forms_) replace_all(clean, form.reveal(), redacted);
  clean = without_pem_keys(clean);
  clean = without_encoded_keys(clean);
  clean = without_secret_members(clean);
  clean = without_web_tickets(clean);
  return without_signatures(clean, 0);
}

std::string Redactor::header_value(std::string_view name, std::string_view value) const {
  if (equal_ignoring_case(name, "Authorization") ||
      equal_ignoring_case(name, "Proxy-Authorization")) {
    return text(without_credentials(value));
  }
  if (equal_ignoring_case(name, "Cookie") || equal_ignoring_case(name, "Set-Cookie")) {
    return text(cookie_names(value));
  }
  return text(value);
}

}  // namespace s2sconform
