# SPDX-License-Identifier: Apache-2.0
# Installs the build in BUILD under PREFIX, where nothing of an earlier installation stays.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${PREFIX}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${PREFIX}"
                        COMMAND_ERROR_IS_FATAL ANY)
