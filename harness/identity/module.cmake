# libmicrohttpd has no CMake module; its TLS is GnuTLS.
find_package(PkgConfig REQUIRED)
pkg_check_modules(microhttpd REQUIRED IMPORTED_TARGET libmicrohttpd)

s2sconform_library(s2sconform_identity
  SOURCES identity/identity.cpp identity/document_server.cpp identity/identity_folder.cpp
          identity/key_files.cpp identity/partner_document.cpp
  DEPENDS s2sconform_base s2sconform_token s2sconform_x509 nlohmann_json::nlohmann_json
          PkgConfig::microhttpd OpenSSL::Crypto)
