# SPDX-License-Identifier: Apache-2.0

# A unity build of `target` compiles files of one folder together, not of several: names need to
# differ there alone (tests/style/private_names.py), and a new file regroups its neighbours alone.
function(_shipit_unite_by_folder target)
  get_target_property(sources ${target} SOURCES)
  get_target_property(most ${target} UNITY_BUILD_BATCH_SIZE)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME folder)
    list(APPEND all_${folder} "${source}")
    list(LENGTH all_${folder} count)
    math(EXPR group "(${count} - 1) / ${most}")
    set_source_files_properties("${source}" TARGET_DIRECTORY ${target}
                                PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
