s2sconform_library(s2sconform_x509
  SOURCES x509/certificate.cpp x509/path_validation.cpp
  DEPENDS s2sconform_base OpenSSL::Crypto)
find_package(PkgConfig REQUIRED)
pkg_check_modules(idn2 REQUIRED IMPORTED_TARGET libidn2)
s2sconform_library(s2sconform_http SOURCES http/challenge.cpp http/host_name.cpp http/url.cpp
                   DEPENDS s2sconform_base CURL::libcurl PkgConfig::idn2)
s2sconform_library(s2sconform_json
  SOURCES json/located_json.cpp json/object_reader.cpp json/strict_json.cpp json/syntax_words.cpp
  DEPENDS s2sconform_base nlohmann_json::nlohmann_json)
s2sconform_library(s2sconform_evidence
  SOURCES evidence/exchange.cpp evidence/har_reader.cpp evidence/har_writer.cpp
          evidence/redaction.cpp evidence/retry_after.cpp evidence/server_clock.cpp
  DEPENDS s2sconform_base)
