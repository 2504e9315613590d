# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# The plan's object "debian": what goes into the .deb's control file. Keywords of shipit_package()
# come first, then the variables that projects set for CPack's own DEB generator. Those are read
# where CPack reads them: at the end of the top CMakeLists.txt.

function(_shipit_relation_keywords variable)
  set(${variable} DEPENDS PRE_DEPENDS RECOMMENDS SUGGESTS ENHANCES CONFLICTS BREAKS REPLACES
                  PROVIDES PARENT_SCOPE)
endfunction()

# What shipit_package() was given itself, into the JSON object in <variable>; it reads ARG_….
function(_shipit_debian_given variable)
  set(given "{}")
  foreach(keyword IN ITEMS NAME SUMMARY CONTACT DESCRIPTION HOMEPAGE SECTION PRIORITY SHLIBDEPS
                           ARCHITECTURE)
    if(DEFINED ARG_${keyword})
      _shipit_json_set(given ${keyword} STRING "${ARG_${keyword}}")
    endif()
  endforeach()
  foreach(name IN ITEMS PROJECT_DESCRIPTION PROJECT_HOMEPAGE_URL)
    _shipit_json_set(given ${name} STRING "${${name}}")
  endforeach()
  _shipit_relation_keywords(keywords)
  foreach(keyword IN LISTS keywords)
    if(DEFINED ARG_${keyword})
      _shipit_json_set(given ${keyword} LIST ${ARG_${keyword}})
    endif()
  endforeach()
  _shipit_json_set(${variable} debian JSON "${given}")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# <variable> becomes the keyword's value in <given>, or the first variable of <variables> that has
# one, or what the JSON <given> has under a last name, or nothing.
function(_shipit_debian_text variable given keyword variables)
  string(JSON text ERROR_VARIABLE missing GET "${given}" ${keyword})
  if(missing)
    set(text "")
    foreach(name IN LISTS variables)
      if(NOT "${${name}}" STREQUAL "")
        set(text "${${name}}")
        break()
      endif()
    endforeach()
  endif()
  # What project() says is the caller's, not that of the top folder.
  if(text STREQUAL "" AND "${ARGN}" MATCHES "^PROJECT_")
    string(JSON text GET "${given}" ${ARGN})
  endif()
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# CPack's own texts say nothing of the project.
function(_shipit_forget_cpack_defaults)
  foreach(name IN ITEMS DESCRIPTION_SUMMARY DESCRIPTION_FILE)
    if("${CPACK_PACKAGE_${name}}" STREQUAL "${CPACK_DEFAULT_PACKAGE_${name}}")
      set(CPACK_PACKAGE_${name} "" PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# Refuses a name for the .deb, where there is to be one, and then one for the archive.
function(_shipit_check_debian_name name)
  string(JSON formats GET "${plan}" formats)
  if(formats MATCHES "\"DEB\"" AND NOT name MATCHES "^[a-z0-9][a-z0-9+.-]+$")
    string(TOLOWER "${name}" legal)
    string(REGEX REPLACE "[^a-z0-9+.-]+" "-" legal "${legal}")
    _shipit_fail("shipit_package() got the name '${name}', which Debian does not allow"
                 "use lower-case letters, digits, '+', '-' and '.': NAME ${legal}")
  endif()
  string(JSON folder GET "${plan}" name)
  if(NOT folder MATCHES "^[A-Za-z0-9][A-Za-z0-9+._-]*$")
    _shipit_fail("shipit_package() got the name '${folder}', which is no good file name"
                 "use letters, digits, '+', '-', '_' and '.'")
  endif()
endfunction()

# The parts of a finished "debian". They read <plan> of their caller.
function(_shipit_debian_texts variable given)
  _shipit_forget_cpack_defaults()
  _shipit_debian_text(name "${given}" NAME "CPACK_DEBIAN_PACKAGE_NAME")
  if(name STREQUAL "")
    string(JSON name GET "${plan}" name)
  endif()
  _shipit_check_debian_name("${name}")
  _shipit_debian_text(summary "${given}" SUMMARY "CPACK_PACKAGE_DESCRIPTION_SUMMARY"
                      PROJECT_DESCRIPTION)
  _shipit_debian_text(contact "${given}" CONTACT
                      "CPACK_DEBIAN_PACKAGE_MAINTAINER;CPACK_PACKAGE_CONTACT")
  foreach(needed IN ITEMS summary contact)
    if("${${needed}}" STREQUAL "")
      string(TOUPPER ${needed} keyword)
      _shipit_fail("shipit_package() needs ${keyword}"
                   "give it one; the manual says which variables of CPack's count too")
    endif()
  endforeach()
  if(NOT contact MATCHES "^[^<>]+ <[^<>@ ]+@[^<>@ ]+>$")
    _shipit_fail("shipit_package() got the CONTACT '${contact}'"
                 "write it as 'Name <mail@example.org>'")
  endif()
  _shipit_debian_text(description "${given}" DESCRIPTION
                      "CPACK_DEBIAN_PACKAGE_DESCRIPTION;CPACK_PACKAGE_DESCRIPTION")
  if(description STREQUAL "" AND NOT "${CPACK_PACKAGE_DESCRIPTION_FILE}" STREQUAL "")
    file(READ "${CPACK_PACKAGE_DESCRIPTION_FILE}" description)
  endif()
  _shipit_debian_text(
    homepage "${given}" HOMEPAGE "CPACK_DEBIAN_PACKAGE_HOMEPAGE;CPACK_PACKAGE_HOMEPAGE_URL"
    PROJECT_HOMEPAGE_URL)
  _shipit_debian_text(section "${given}" SECTION "CPACK_DEBIAN_PACKAGE_SECTION")
  _shipit_debian_text(priority "${given}" PRIORITY "CPACK_DEBIAN_PACKAGE_PRIORITY")
  if(section STREQUAL "")
    set(section misc)
  endif()
  if(priority STREQUAL "")
    set(priority optional)
  endif()
  foreach(key IN ITEMS name summary contact description homepage section priority)
    _shipit_json_set(${variable} ${key} STRING "${${key}}")
  endforeach()
  set(${variable} "${${variable}}" PARENT_SCOPE)
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

# ShipIt's default is ON, CPack's is OFF: only a word for OFF turns it off.
function(_shipit_debian_switches variable given)
  _shipit_debian_text(wanted "${given}" SHLIBDEPS "CPACK_DEBIAN_PACKAGE_SHLIBDEPS")
  set(shlibdeps true)
  if(NOT wanted STREQUAL "" AND NOT wanted)
    set(shlibdeps false)
  endif()
  _shipit_json_set(${variable} shlibdeps JSON ${shlibdeps})
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# A variable that would change CPack's .deb and doesn't change ours is not passed over in silence.
function(_shipit_warn_of_foreign_variables)
  set(followed
      NAME MAINTAINER DESCRIPTION HOMEPAGE SECTION PRIORITY SHLIBDEPS ARCHITECTURE DEPENDS
      PREDEPENDS RECOMMENDS SUGGESTS ENHANCES CONFLICTS BREAKS REPLACES PROVIDES
      # These say how CPack goes about it, or what is so anyway.
      DEBUG CONTROL_STRICT_PERMISSION)
  list(TRANSFORM followed PREPEND CPACK_DEBIAN_PACKAGE_)
  list(APPEND followed CPACK_DEBIAN_ARCHIVE_TYPE)
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

# Puts the whole object "debian", and the architecture, into the JSON object in <variable>.
function(_shipit_finish_debian variable)
  set(plan "${${variable}}")
  string(JSON given GET "${plan}" debian)
  set(debian "")
  _shipit_debian_texts(debian "${given}")
  _shipit_debian_relations(debian "${given}")
  _shipit_debian_switches(debian "${given}")
  _shipit_json_set(plan debian JSON "${debian}")
  _shipit_debian_text(architecture "${given}" ARCHITECTURE "CPACK_DEBIAN_PACKAGE_ARCHITECTURE")
  if(architecture STREQUAL "")
    _shipit_debian_architecture(architecture)
  endif()
  _shipit_json_set(plan architecture STRING "${architecture}")
  string(JSON formats GET "${plan}" formats)
  if(formats MATCHES "\"DEB\"")
    _shipit_warn_of_foreign_variables()
  endif()
  set(${variable} "${plan}" PARENT_SCOPE)
endfunction()
