# SPDX-License-Identifier: Apache-2.0
# generators: Ninja, Ninja Multi-Config, Unix Makefiles
# rows: noop, commit, annotated_tag, lightweight_tag, deleted_tag, moved_tag, edited, touched
# rows: untracked, packed_refs, branch_switch, detached, older_checkout, amended_tag, reset
# rows: worktree, submodule, no_git, shallow, other_owner, foreign_repository, archive
# rows: tagged_parent, two_users, reftable, sha256, slash_prefix, monorepo, junk_tags, odd_branch
# rows: odd_path, next_scheme
# What a program says after one build, for each state that a checkout can be in. Each row is a test
# of its own; it begins with a project at v1.0.31 that was configured and built.
include("${CMAKE_CURRENT_LIST_DIR}/../../support/case_costs.cmake")

set(commit "g[0-9a-f]+")

# Builds, and expects the program to say <version>, with the number in the header and in CMake that
# belong to it. Other words are what the build costs.
function(case_builds version)
  case_build_costs("the build of ${CASE_ROW}" ${ARGN})
  case_says("${version}")
endfunction()

function(case_says version)
  string(REGEX MATCH "^[0-9]+.[0-9]+.[0-9]+" number "${version}")
  case_run(COMMAND "${CASE_BUILD}/hello" OUTPUT said)
  string(REPLACE "." "\\." version "${version}")
  string(REPLACE "+" "\\+" version "${version}")
  string(REPLACE "COMMIT" "${commit}" version "${version}")
  case_expect_match("${said}" "^${version} ${number}(-0.dev)? ${number}$")
endfunction()

# The project in its state at the beginning of each row.
function(case_starts)
  case_project()
  case_commit("First")
  case_tag(v1.0.31)
  case_settles()
  case_configure()
  case_build()
  case_says(1.0.31)
endfunction()

# Git takes no file for settled that is as new as its index (racy git).
function(case_settles)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E sleep 0.05)
  case_git(update-index --force-write-index -q --refresh)
endfunction()

function(case_edits)
  file(APPEND "${CASE_SOURCE}/main.cpp" "// edited\n")
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/rows_life.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/rows_place.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/rows_kind.cmake")
cmake_language(CALL case_row_${CASE_ROW})
