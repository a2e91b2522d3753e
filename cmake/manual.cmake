# Manual pages, from what the programs say of themselves and from docs/targets-file.md: they cannot be out of date.
find_program(LOWDOWN lowdown REQUIRED)
set(manual_folder ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_MANDIR})
file(MAKE_DIRECTORY ${manual_folder})

# s2sconform_program_manual(PROGRAM SUMMARY SEE_ALSO…)
function(s2sconform_program_manual program summary)
  set(page ${manual_folder}/${program}.1)
  add_custom_command(OUTPUT ${page}
    COMMAND ${PROJECT_SOURCE_DIR}/cmake/write_manual $<TARGET_FILE:${program}> ${PROJECT_VERSION} ${summary}
      ${page} ${ARGN}
    DEPENDS ${program} cmake/write_manual
    VERBATIM)
  set_property(GLOBAL APPEND PROPERTY s2sconform_manual_pages ${page})
endfunction()

s2sconform_program_manual(s2sconform "test server-to-server OAuth between Lync, Exchange and SharePoint"
  "s2sconform-targets(5), s2s-lab(1)")
s2sconform_program_manual(s2s-lab "simulated Lync, Exchange and SharePoint servers for s2sconform" "s2sconform(1)")

set(page ${manual_folder}/s2sconform-targets.5)
add_custom_command(OUTPUT ${page}
  COMMAND ${PROJECT_SOURCE_DIR}/cmake/write_format_manual ${LOWDOWN} ${PROJECT_SOURCE_DIR}/docs/targets-file.md
    ${PROJECT_VERSION} ${page}
  DEPENDS docs/targets-file.md cmake/write_format_manual
  VERBATIM)
set_property(GLOBAL APPEND PROPERTY s2sconform_manual_pages ${page})

get_property(pages GLOBAL PROPERTY s2sconform_manual_pages)
add_custom_target(manual ALL DEPENDS ${pages})
foreach(page IN LISTS pages)
  string(REGEX MATCH "[0-9]$" section ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
