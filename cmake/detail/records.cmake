# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# What the other functions tell shipit_package(), whichever is called first: JSON values kept by
# kind in global properties.
function(_shipit_add_record kind json)
  get_property(records GLOBAL PROPERTY _SHIPIT_RECORDS_${kind})
  _shipit_json_append(records "${json}")
  set_property(GLOBAL PROPERTY _SHIPIT_RECORDS_${kind} "${records}")
endfunction()

# <variable> becomes the path that <destination> of an install() rule has in the package: '/etc/x/',
# 'etc//x' and './etc/x' are 'etc/x', '/usr/share' is 'share'.
function(_shipit_package_path variable destination)
  cmake_path(NORMAL_PATH destination)
  string(REGEX REPLACE "^/(usr/)?" "" destination "${destination}")
  string(REGEX REPLACE "/$" "" destination "${destination}")
  set(${variable} "${destination}" PARENT_SCOPE)
endfunction()

# <variable> becomes the JSON array of what was recorded.
function(_shipit_get_records kind variable)
  get_property(records GLOBAL PROPERTY _SHIPIT_RECORDS_${kind})
  if("${records}" STREQUAL "")
    set(records "[]")
  endif()
  set(${variable} "${records}" PARENT_SCOPE)
endfunction()
