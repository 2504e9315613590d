# SPDX-License-Identifier: Apache-2.0
# A declared release: by the target, and by shipit bump, which finds the declaration.
case_project()
case_write(.gitignore "/out/\n")
case_commit("First")
case_tag(hello-1.0.0)
case_commit("fix: a hole")
set(remote "${CASE_SCRATCH}/remote.git")
case_run(COMMAND git init --quiet --bare --initial-branch=main "${remote}")
case_git(remote add origin "${remote}")
case_git(push --quiet origin main hello-1.0.0)

# Not configured yet: a release without the declared files would be half of one.
set(bump "${CASE_PREFIX}/bin/shipit" bump)
case_run(COMMAND ${bump} patch --yes WORKING_DIRECTORY "${CASE_SOURCE}"
         FAILS "CMakeLists.txt calls shipit_add_release\\(\\), and no build folder has its outcome"
               "configure first \\(cmake -B build\\)")

case_configure()
case_build(TARGET shipit_bump_patch)
case_expect_file("${CASE_SOURCE}/VERSION" MATCHES "^1\\.0\\.1\n$")
case_expect_file("${CASE_SOURCE}/web/package.json" CONTAINS "  \"version\": \"1.0.1\"\n")
case_expect_file("before $(id) 'it'" MATCHES "^1\\.0\\.0\n$")
case_expect_file(after MATCHES "^1\\.0\\.1\n$")
case_run(COMMAND git -C "${remote}" rev-parse main "hello-1.0.1^{}" OUTPUT there)
case_git(rev-parse HEAD OUTPUT here)
case_expect_equal("${there}" "${here}\n${here}")
case_build(OUTPUT output) # the same build tree has the new version
case_expect_match("${output}" "configured 1\\.0\\.1")

# In the checkout, from a build folder in it; and in a build folder outside of it.
case_configure(BUILD "${CASE_SOURCE}/out/dev")
case_run(COMMAND ${bump} minor --allow-unchanged --dry-run WORKING_DIRECTORY "${CASE_SOURCE}/web"
         OUTPUT output)
case_expect_match("${output}" "^1\\.0\\.1 to 1\\.1\\.0 " "write VERSION: 1\\.0\\.1 to 1\\.1\\.0"
                  "before [^ ]*cmake -E copy VERSION " "tag hello-1\\.1\\.0 on that commit")
case_run(COMMAND ${bump} minor --allow-unchanged --dry-run WORKING_DIRECTORY "${CASE_BUILD}"
         OUTPUT output)
case_expect_match("${output}" "^1\\.0\\.1 to 1\\.1\\.0 ")

case_git(switch --quiet --create side)
case_run(COMMAND ${bump} minor --allow-unchanged --yes WORKING_DIRECTORY "${CASE_SOURCE}"
         FAILS "releases are not made from the branch 'side'"
               "the project allows main, release/\\*")
