s2sconform_library(s2sconform_identity
  SOURCES identity/identity.cpp identity/key_files.cpp identity/partner_document.cpp
  DEPENDS s2sconform_base s2sconform_token s2sconform_x509 OpenSSL::Crypto)
