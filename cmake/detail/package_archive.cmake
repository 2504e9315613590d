# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# The part of the plan that is about where the package may lie; as those of package_plan.cmake.
function(_shipit_plan_places variable)
  _shipit_json_set(${variable} installPrefix STRING "${CMAKE_INSTALL_PREFIX}")
  foreach(glob IN LISTS ARG_RELOCATABLE_ALLOW)
    if(IS_ABSOLUTE "${glob}" OR glob STREQUAL "")
      _shipit_fail("shipit_package() got RELOCATABLE_ALLOW '${glob}'"
                   "write it as in the archive's folder: 'share/hello/*.conf'")
    endif()
  endforeach()
  _shipit_json_set(${variable} relocatableAllow LIST ${ARG_RELOCATABLE_ALLOW})
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# What shipit_package() was told of libraries to bundle; the targets may come after it.
function(_shipit_plan_bundled variable)
  set(folder "")
  if(DEFINED ARG_RUNTIME_DEPENDENCIES)
    set(folder "lib/${PROJECT_NAME}")
    if(DEFINED ARG_NAME)
      set(folder "lib/${ARG_NAME}")
    endif()
  endif()
  _shipit_json_set(${variable} bundledFolder STRING "${folder}")
  set_property(GLOBAL PROPERTY _SHIPIT_BUNDLED_FOR "${ARG_RUNTIME_DEPENDENCIES}")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# Bundles the shared libraries that the targets load and that no system promises, by CMake's own
# runtime dependency set, and lets the targets find them from where they are.
function(_shipit_bundle_dependencies plan)
  get_property(targets GLOBAL PROPERTY _SHIPIT_BUNDLED_FOR)
  if(NOT targets)
    return()
  endif()
  string(JSON folder GET "${plan}" bundledFolder)
  foreach(target IN LISTS targets)
    _shipit_check_bundled(${target})
    # A set holds what install(TARGETS) puts into it. The project's own rule has been said already,
    # so this one is never carried out, and claims a place that nothing else has.
    install(TARGETS ${target} RUNTIME_DEPENDENCY_SET _shipit_dependencies
            RUNTIME DESTINATION .shipit/${target} COMPONENT _shipit_never EXCLUDE_FROM_ALL
            LIBRARY DESTINATION .shipit/${target} COMPONENT _shipit_never EXCLUDE_FROM_ALL
                                                                          NAMELINK_SKIP)
    set_property(TARGET ${target} APPEND PROPERTY INSTALL_RPATH "$ORIGIN/../${folder}")
    # RPATH, unlike RUNPATH, holds for what the bundled libraries load in their turn (ld.so(8)).
    set_property(TARGET ${target} APPEND PROPERTY LINK_OPTIONS "LINKER:--disable-new-dtags")
  endforeach()
  set(component "")
  string(JSON count LENGTH "${plan}" components)
  if(count GREATER 0)
    string(JSON first GET "${plan}" components 0)
    set(component COMPONENT "${first}")
  endif()
  _shipit_promised_libraries(promised)
  string(REGEX REPLACE "([][+.*()^$?|\\\\])" "\\\\\\1" build "${CMAKE_BINARY_DIR}")
  install(RUNTIME_DEPENDENCY_SET _shipit_dependencies PRE_EXCLUDE_REGEXES ${promised}
          POST_EXCLUDE_REGEXES "^${build}/" LIBRARY DESTINATION "${folder}" ${component})
endfunction()

# CPack's own generators are not told of the component that is never installed; what they make of
# the others is as it would be without it (CPack.cmake).
function(_shipit_hide_component)
  get_cmake_property(components COMPONENTS)
  if(DEFINED CPACK_COMPONENTS_ALL OR CPACK_MONOLITHIC_INSTALL OR NOT "_shipit_never" IN_LIST
                                                                 components)
    return()
  endif()
  list(REMOVE_ITEM components _shipit_never)
  list(LENGTH components count)
  if(count EQUAL 1)
    set(components "")
  endif()
  set(CPACK_COMPONENTS_ALL "${components}" PARENT_SCOPE)
endfunction()

function(_shipit_check_bundled target)
  set(help "name programs and shared libraries that add_executable() or add_library() made")
  if(NOT TARGET ${target})
    _shipit_fail(
      "shipit_package() got the target '${target}' in RUNTIME_DEPENDENCIES, which is none"
      "${help}")
  endif()
  get_target_property(type ${target} TYPE)
  get_target_property(imported ${target} IMPORTED)
  if(imported OR NOT type MATCHES "^(EXECUTABLE|SHARED_LIBRARY|MODULE_LIBRARY)$")
    _shipit_fail("shipit_package() got '${target}' in RUNTIME_DEPENDENCIES, which loads no library"
                 "${help}")
  endif()
endfunction()

# What every system with a desktop or a server on it has, and has to have its own of: glibc with the
# loader, GCC's runtime, and what speaks to the kernel's graphics (as PEP 600 and AppImage's exclude
# list have it).
function(_shipit_promised_libraries variable)
  set(${variable}
      "^ld-linux" "^ld64?\\.so"
      "^lib(c|m|dl|rt|pthread|resolv|util|nsl|anl|mvec|BrokenLocale|thread_db|nss_[a-z]+)\\.so"
      "^lib(gcc_s|stdc\\+\\+)\\.so"
      "^lib(GL|EGL|GLX|GLdispatch|OpenGL|GLESv[12][A-Z_]*|vulkan|drm|gbm|glapi)\\.so"
      "^lib(X11|X11-xcb|xcb|xcb-[a-z0-9-]+|wayland-(client|server|egl|cursor))\\.so"
      PARENT_SCOPE)
endfunction()
