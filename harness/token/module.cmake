s2sconform_library(s2sconform_token
  SOURCES token/json_object.cpp token/signing_key.cpp token/draft.cpp token/decoded_token.cpp token/objections.cpp
  DEPENDS s2sconform_base s2sconform_x509 s2sconform_json nlohmann_json::nlohmann_json OpenSSL::Crypto)
