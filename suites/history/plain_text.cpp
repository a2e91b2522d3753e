#include "suites/history/plain_text.h"

#include <algorithm>

#include "harness/xml/xml_answer.h"

namespace s2sconform::history {

std::string plain_text(std::string body) {
  std::erase(body, '\r');
  body.erase(body.find_last_not_of(" \t\n") + 1);
  return body;
}

std::string sent_subject(const Exchange& create) {
  const auto request = XmlAnswer::parse(create.request.body);
  return request ? request->text_of("Subject").value_or("") : std::string();
}

}  // namespace s2sconform::history
