s2sconform_library(s2sconform_run
  SOURCES run/batches.cpp run/destination_groups.cpp run/shards.cpp run/target_costs.cpp run/judging.cpp run/plan.cpp run/probe_each.cpp run/probing.cpp run/run.cpp run/single_probe.cpp
          run/supervisor.cpp run/target_link.cpp run/verdict_book.cpp run/worker_task.cpp
  DEPENDS s2sconform_engine s2sconform_identity s2sconform_journal s2sconform_workers s2sconform_written_items s2sconform_judge s2sconform_plugins s2sconform_suite s2sconform_targets
          s2sconform_verdict)
target_compile_definitions(s2sconform_run PRIVATE S2SCONFORM_VERSION="${PROJECT_VERSION}")
