# Run by CPack on what "cmake --install" has put together: what Debian's policy wants beside it.
set(share ${CPACK_TEMPORARY_DIRECTORY}/usr/share)
set(doc ${share}/doc/s2sconform)

# Section 12.5: the licence, in the machine-readable form.
file(READ ${CPACK_S2SCONFORM_LICENSE} licence)
string(REGEX MATCH "Copyright \\(c\\) ([^\n]*)\n" line "${licence}")
set(holders "${CMAKE_MATCH_1}")
string(REGEX REPLACE "^.*${holders}\n+" "" terms "${licence}")
string(STRIP "${terms}" terms)
string(REPLACE "\n\n" "\n.\n" terms "${terms}")
string(REPLACE "\n" "\n " terms "${terms}")
file(WRITE ${doc}/copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: s2sconform

Files: *
Copyright: ${holders}
License: Expat
 ${terms}
")

# Sections 12.1 and 12.7: manual pages and the changelog are compressed, without names and times.
file(RENAME ${doc}/CHANGELOG.md ${doc}/changelog)
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${doc}/changelog.Debian
"s2sconform (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) bookworm; urgency=medium

  * Built from the release; changelog.gz has what is new.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
file(GLOB compressed ${share}/man/man*/*.[15] ${doc}/changelog ${doc}/changelog.Debian)
foreach(file IN LISTS compressed)
  execute_process(COMMAND gzip -9n ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

# A plugin is constants and a function that returns them: it needs no library.
file(WRITE ${share}/lintian/overrides/s2sconform "s2sconform: shared-library-lacks-prerequisites\n")
