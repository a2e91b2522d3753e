s2sconform_library(s2sconform_engine
  SOURCES engine/destinations.cpp engine/host_budget.cpp engine/probe_engine.cpp engine/redirect_policy.cpp
          engine/target_session.cpp engine/tls_record.cpp engine/transfer.cpp
  DEPENDS s2sconform_base s2sconform_evidence s2sconform_http s2sconform_identity s2sconform_targets s2sconform_x509 CURL::libcurl OpenSSL::SSL)
