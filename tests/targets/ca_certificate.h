// A CA certificate of the test's own.
#pragma once

#include <string>

namespace s2sconform::test {

struct CaCertificate {
  std::string pem;
  std::string hashed_name;  // "1a2b3c4d.0", as 'openssl rehash' names it
};

CaCertificate make_ca_certificate();

}  // namespace s2sconform::test
