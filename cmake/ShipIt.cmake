# SPDX-License-Identifier: Apache-2.0
# Everything that comes after project(); ShipItVersion comes before it.
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/ShipItVersion.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItAssets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItAssetUrls.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItConfigs.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItEnvironment.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItService.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItNginxSite.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItPackage.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItAddPackage.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ShipItRelease.cmake")
