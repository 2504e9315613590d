# SPDX-License-Identifier: Apache-2.0

# Carries out a build folder's install rules below the environment's DESTDIR, and writes the paths
# of what they installed, one a line and as often as it was installed, to a file. A script for
# `shipit package` (tools/bundle/install_run.cpp):
#
#   cmake -DSHIPIT_BUILD=<folder> -DSHIPIT_LIST=<file> -DCMAKE_INSTALL_PREFIX=<prefix>
#         [-DCMAKE_INSTALL_CONFIG_NAME=<config>] [-DSHIPIT_COMPONENTS=<a;b>] -P stage.cmake
#
# It sets no policies: the rules run under those that `cmake --install` gives them.
if(DEFINED SHIPIT_COMPONENTS)
  foreach(CMAKE_INSTALL_COMPONENT IN LISTS SHIPIT_COMPONENTS)
    include("${SHIPIT_BUILD}/cmake_install.cmake")
  endforeach()
else()
  include("${SHIPIT_BUILD}/cmake_install.cmake")
endif()
string(REPLACE ";" "\n" SHIPIT_INSTALLED "${CMAKE_INSTALL_MANIFEST_FILES}")
file(WRITE "${SHIPIT_LIST}" "${SHIPIT_INSTALLED}\n")
