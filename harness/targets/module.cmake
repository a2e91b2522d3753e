s2sconform_library(s2sconform_targets
  SOURCES targets/address.cpp targets/ca_files.cpp
          targets/header_reader.cpp targets/host_reader.cpp targets/identity_reader.cpp targets/mailbox_reader.cpp targets/partnership_reader.cpp targets/registration_reader.cpp targets/names.cpp targets/recordable_targets.cpp
          targets/secret_reference.cpp targets/target.cpp targets/target_reader.cpp targets/targets_file.cpp
  DEPENDS s2sconform_base s2sconform_http s2sconform_identity s2sconform_json s2sconform_x509 nlohmann_json::nlohmann_json)
install(FILES targets/targets.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/s2sconform)
