s2sconform_library(s2sconform_workers
  SOURCES workers/worker_process.cpp
  DEPENDS s2sconform_base)
