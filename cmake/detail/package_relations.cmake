# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# The parts of the plan's object "debian" that have no default: relations to other packages, control
# files and switches; as package_debian.cmake.

function(_shipit_relation_keywords variable)
  set(${variable} DEPENDS PRE_DEPENDS RECOMMENDS SUGGESTS ENHANCES CONFLICTS BREAKS REPLACES
                  PROVIDES PARENT_SCOPE)
endfunction()

function(_shipit_debian_relations variable given)
  _shipit_relation_keywords(keywords)
  foreach(keyword IN LISTS keywords)
    string(REPLACE "_" "" name ${keyword})
    string(TOLOWER "${keyword}" key)
    string(REPLACE "pre_depends" "preDepends" key "${key}")
    string(JSON list ERROR_VARIABLE missing GET "${given}" ${keyword})
    if(missing)
      string(REPLACE "," ";" relations "${CPACK_DEBIAN_PACKAGE_${name}}")
      list(TRANSFORM relations STRIP)
      list(REMOVE_ITEM relations "")
      _shipit_json_set(${variable} ${key} LIST ${relations})
    else()
      _shipit_json_set(${variable} ${key} JSON "${list}")
    endif()
  endforeach()
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

function(_shipit_check_control_file keyword file)
  if(NOT EXISTS "${file}" OR IS_DIRECTORY "${file}")
    _shipit_fail("shipit_package() got the ${keyword} '${file}', which is not there"
                 "give the path of a file")
  endif()
endfunction()

# The project's own files beside control, by their names there.
function(_shipit_debian_control_files variable given)
  set(known preinst postinst prerm postrm conffiles config shlibs symbols templates triggers)
  set(files "{}")
  foreach(file IN LISTS CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA)
    cmake_path(ABSOLUTE_PATH file NORMALIZE)
    cmake_path(GET file FILENAME name)
    _shipit_check_control_file(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${file}")
    if(NOT name IN_LIST known)
      list(JOIN known ", " known)
      _shipit_fail("CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA has '${file}', which is no control file"
                   "it may have files called ${known}")
    endif()
    _shipit_json_set(files ${name} STRING "${file}")
  endforeach()
  foreach(keyword IN ITEMS PREINST POSTINST PRERM POSTRM)
    string(JSON file ERROR_VARIABLE missing GET "${given}" ${keyword})
    if(NOT missing)
      string(TOLOWER ${keyword} name)
      _shipit_json_set(files ${name} STRING "${file}")
    endif()
  endforeach()
  _shipit_json_set(${variable} controlFiles JSON "${files}")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# ShipIt's default is ON, CPack's is OFF: only a word for OFF turns it off.
function(_shipit_debian_switches variable given)
  _shipit_debian_text(wanted "${given}" SHLIBDEPS "CPACK_DEBIAN_PACKAGE_SHLIBDEPS")
  set(shlibdeps true)
  if(NOT wanted STREQUAL "" AND NOT wanted)
    set(shlibdeps false)
  endif()
  _shipit_json_set(${variable} shlibdeps JSON ${shlibdeps})
  _shipit_debian_text(compression "${given}" COMPRESSION "CPACK_DEBIAN_COMPRESSION_TYPE")
  if(compression STREQUAL "")
    set(compression xz)
  elseif(NOT compression MATCHES "^(xz|gzip|zstd)$")
    _shipit_fail("shipit_package() got the COMPRESSION '${compression}'"
                 "it can be xz, gzip or zstd, here and in CPACK_DEBIAN_COMPRESSION_TYPE")
  endif()
  _shipit_json_set(${variable} compression STRING "${compression}")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# A variable that would change CPack's .deb and doesn't change ours is not passed over in silence.
function(_shipit_warn_of_foreign_variables)
  set(followed
      NAME MAINTAINER DESCRIPTION HOMEPAGE SECTION PRIORITY SHLIBDEPS ARCHITECTURE DEPENDS
      PREDEPENDS RECOMMENDS SUGGESTS ENHANCES CONFLICTS BREAKS REPLACES PROVIDES CONTROL_EXTRA
      # These say how CPack goes about it, or what is so anyway.
      DEBUG CONTROL_STRICT_PERMISSION)
  list(TRANSFORM followed PREPEND CPACK_DEBIAN_PACKAGE_)
  list(APPEND followed CPACK_DEBIAN_ARCHIVE_TYPE CPACK_DEBIAN_COMPRESSION_TYPE)
  get_cmake_property(variables VARIABLES)
  list(FILTER variables INCLUDE REGEX "^CPACK_DEB(IAN)?_")
  set(strange "")
  foreach(name IN LISTS variables)
    if(name IN_LIST followed OR "${${name}}" STREQUAL "" OR "${${name}}" STREQUAL "DEB-DEFAULT")
      continue()
    endif()
    list(APPEND strange ${name})
  endforeach()
  if(NOT strange STREQUAL "")
    list(SORT strange)
    list(JOIN strange ", " strange)
    message(WARNING "shipit_package() does not follow ${strange}: its .deb is made without\n"
                    "help: the manual says which CPACK_DEBIAN_… variables it follows")
  endif()
endfunction()
