s2sconform_test(evidence_test
  SOURCES base/base64_test.cpp base/calendar_date_test.cpp base/core_dumps_test.cpp base/http_date_test.cpp
          base/json_reader_test.cpp base/json_writer_test.cpp base/nearest_test.cpp bundle/manifest_test.cpp
          base/volatile_text_test.cpp evidence/server_clock_test.cpp
          evidence/har_test.cpp evidence/redaction_test.cpp evidence/retry_after_test.cpp http/challenge_test.cpp
          http/host_name_test.cpp http/url_test.cpp json/corner_cases_test.cpp json/strict_json_test.cpp x509/certificate_test.cpp
          x509/path_validation_test.cpp x509/made_certificate.cpp
  DEPENDS s2sconform_bundle s2sconform_evidence s2sconform_x509 s2sconform_http s2sconform_json
          nlohmann_json::nlohmann_json OpenSSL::Crypto)
