# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# What the other functions tell shipit_package(), whichever is called first: JSON values kept by
# kind in global properties.
function(_shipit_add_record kind json)
  get_property(records GLOBAL PROPERTY _SHIPIT_RECORDS_${kind})
  _shipit_json_append(records "${json}")
  set_property(GLOBAL PROPERTY _SHIPIT_RECORDS_${kind} "${records}")
endfunction()

# <variable> becomes the JSON array of what was recorded.
function(_shipit_get_records kind variable)
  get_property(records GLOBAL PROPERTY _SHIPIT_RECORDS_${kind})
  if("${records}" STREQUAL "")
    set(records "[]")
  endif()
  set(${variable} "${records}" PARENT_SCOPE)
endfunction()
