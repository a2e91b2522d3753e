s2sconform_test(targets_test
  SOURCES json/located_json_test.cpp
          targets/address_test.cpp targets/ca_certificate.cpp targets/corpus_test.cpp
          targets/error_places_test.cpp targets/outside_files_test.cpp
          targets/secret_leak_test.cpp targets/targets_file_test.cpp
  DEPENDS s2sconform_targets s2sconform_test_support OpenSSL::Crypto)

# The schema for editors and the reader agree on the same files, and each key is explained.
add_test(NAME targets.schema
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/targets/check_schema.py
          ${PROJECT_SOURCE_DIR}/harness/targets/targets.schema.json
          ${CMAKE_CURRENT_SOURCE_DIR}/targets/corpus)
# Each key of the schema is explained and shown, and the examples are valid.
add_test(NAME targets.schema_keys
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/targets/check_schema_keys.py
          ${PROJECT_SOURCE_DIR}/harness/targets/targets.schema.json
          ${CMAKE_CURRENT_SOURCE_DIR}/targets/corpus)
