# SPDX-License-Identifier: Apache-2.0

# _shipit_unite_by_folder(<target> [APART <file>...])
#
# A unity build of `target` compiles files of one folder together, not of several: names need to
# differ there alone (tests/style/private_names.py), and a new file regroups its neighbours alone.
# APART: files, as folder/name, that are united among each other only, for a program that links no
# others.
function(_shipit_unite_by_folder target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "APART")
  if(NOT CMAKE_UNITY_BUILD)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(most ${target} UNITY_BUILD_BATCH_SIZE)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME folder)
    cmake_path(GET source FILENAME name)
    set(group ${folder})
    if("${folder}/${name}" IN_LIST arg_APART)
      set(group ${folder}_apart)
    endif()
    list(APPEND all_${group} "${source}")
    if(most GREATER 0)
      list(LENGTH all_${group} count)
      math(EXPR number "(${count} - 1) / ${most}")
      string(APPEND group _${number})
    endif()
    set_source_files_properties("${source}" TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP
                                                                                  ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
