# SPDX-License-Identifier: Apache-2.0
# The package target makes a release: names, contents, metadata, and what replaces what.
case_project()
case_commit("First")
case_tag(1.0.32)
case_configure()
case_build(TARGET package OUTPUT output)
case_expect_match("${output}" "package: [^\n]*/dist/hello-1.0.32-linux-all.tar.zst generated"
                  "package: [^\n]*/dist/deploy.json generated")
case_run(COMMAND sha256sum --check --strict SHA256SUMS WORKING_DIRECTORY "${CASE_BUILD}/dist"
         OUTPUT said)
case_expect_equal(
  "${said}"
  "deploy.json: OK\nhello-1.0.32-linux-all.cdx.json: OK\nhello-1.0.32-linux-all.tar.zst: OK\nhello-1.0.32-linux-all.tree.json: OK\nhello_1.0.32_all.deb: OK"
)
file(GLOB names RELATIVE "${CASE_BUILD}/dist" "${CASE_BUILD}/dist/*" "${CASE_BUILD}/dist/.*")
list(REMOVE_ITEM names . ..)
case_expect_equal(
  "${names}"
  "SHA256SUMS;deploy.json;hello-1.0.32-linux-all.cdx.json;hello-1.0.32-linux-all.tar.zst;hello-1.0.32-linux-all.tree.json;hello_1.0.32_all.deb"
)

case_run(COMMAND tar --list --zstd --file dist/hello-1.0.32-linux-all.tar.zst
         WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT listed)
case_expect_equal(
  "${listed}"
  "hello/
hello/etc/
hello/etc/hello/
hello/etc/hello/production.ini
hello/etc/hello/staging.ini
hello/bin/
hello/bin/hello
hello/lib/
hello/lib/systemd/
hello/lib/systemd/system/
hello/lib/systemd/system/hello.service")
case_run(COMMAND dpkg-deb --field dist/hello_1.0.32_all.deb Package Version Architecture Depends
         WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT fields)
case_expect_equal("${fields}"
                  "Package: hello\nVersion: 1.0.32\nArchitecture: all\nDepends: python3")
case_run(COMMAND dpkg-deb --info dist/hello_1.0.32_all.deb conffiles
         WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT conffiles)
case_expect_equal("${conffiles}" "/etc/hello/production.ini\n/etc/hello/staging.ini")

file(READ "${CASE_BUILD}/dist/deploy.json" deploy)
string(JSON value GET "${deploy}" tag)
case_expect_equal("${value}" 1.0.32)
string(JSON value GET "${deploy}" commitTime)
case_expect_equal("${value}" 2024-01-02T03:04:05Z)
string(JSON value GET "${deploy}" environments production requiredSecrets 0)
case_expect_equal("${value}" etc/hello/secrets.ini)
string(JSON value GET "${deploy}" environments staging configs 0 path)
case_expect_equal("${value}" etc/hello/staging.ini)
string(JSON value GET "${deploy}" services 0 health url)
case_expect_equal("${value}" http://127.0.0.1:8000/healthz)
case_run(COMMAND "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_SHIPIT}/packaging/schema/deploy-1.schema.json"
                 "${CASE_BUILD}/dist/deploy.json")

# The schemas hold by ajv as well; what is missing in a document is missed.
case_run(COMMAND node "${CASE_SHIPIT}/tests/support/check_schema.mjs"
                 "${CASE_PREFIX}/lib/cmake/ShipIt/packaging/schema/deploy-1.schema.json"
                 "${CASE_BUILD}/dist/deploy.json")
case_run(COMMAND node "${CASE_SHIPIT}/tests/support/check_schema.mjs"
                 "${CASE_PREFIX}/lib/cmake/ShipIt/packaging/schema/tree-1.schema.json"
                 "${CASE_BUILD}/dist/hello-1.0.32-linux-all.tree.json")
string(JSON without REMOVE "${deploy}" environments staging rollout)
file(WRITE "${CASE_SCRATCH}/without.json" "${without}")
case_run(COMMAND node "${CASE_SHIPIT}/tests/support/check_schema.mjs"
                 "${CASE_SHIPIT}/packaging/schema/deploy-1.schema.json"
                 "${CASE_SCRATCH}/without.json"
         FAILS "document/environments/staging must have required property 'rollout'")

# The bill of materials, judged by CycloneDX's own validator: what deploy.json says it is.
set(check_sbom node "${CASE_SHIPIT}/tests/support/check_sbom.mjs")
set(bom_name hello-1.0.32-linux-all.cdx.json)
case_run(COMMAND ${check_sbom} "${CASE_BUILD}/dist/${bom_name}" OUTPUT listed)
case_expect_equal("${listed}" "python3")
string(JSON value GET "${deploy}" supplyChain sbom 0 file)
case_expect_equal("${value}" ${bom_name})
string(JSON value GET "${deploy}" supplyChain sbom 0 digest sha256)
file(SHA256 "${CASE_BUILD}/dist/${bom_name}" digest)
case_expect_equal("${value}" "${digest}")
string(JSON value GET "${deploy}" artifacts 3 kind)
case_expect_equal("${value}" sbom)
file(READ "${CASE_BUILD}/dist/${bom_name}" bom)
string(JSON value GET "${bom}" metadata timestamp)
case_expect_equal("${value}" 2024-01-02T03:04:05Z)
string(JSON value GET "${bom}" metadata component supplier name)
case_expect_equal("${value}" Ops)
foreach(i IN ITEMS 0 1)
  string(JSON name GET "${bom}" metadata component externalReferences ${i} url)
  string(JSON value GET "${bom}" metadata component externalReferences ${i} hashes 0 content)
  file(SHA256 "${CASE_BUILD}/dist/${name}" digest)
  case_expect_equal("${name} ${value}" "${name} ${digest}")
endforeach()
string(JSON damaged SET "${bom}" components 0 scope "\"sometimes\"")
file(WRITE "${CASE_SCRATCH}/damaged.json" "${damaged}")
case_run(COMMAND ${check_sbom} "${CASE_SCRATCH}/damaged.json" FAILS "must be equal to one of")

# What is said of the archive's inside is so; the tree tells of every file.
case_run(COMMAND sh -c "zstd -dc hello-1.0.32-linux-all.tar.zst | sha256sum | cut -d' ' -f1"
         WORKING_DIRECTORY "${CASE_BUILD}/dist" OUTPUT digest)
string(JSON value GET "${deploy}" artifacts 0 uncompressedSha256)
case_expect_equal("${value}" "${digest}")
case_run(COMMAND sh -c "zstd -dc hello-1.0.32-linux-all.tar.zst | wc -c"
         WORKING_DIRECTORY "${CASE_BUILD}/dist" OUTPUT size)
string(JSON value GET "${deploy}" artifacts 0 uncompressedSize)
case_expect_equal("${value}" "${size}")
file(READ "${CASE_BUILD}/dist/hello-1.0.32-linux-all.tree.json" tree)
string(JSON path GET "${tree}" entries 1 path)
string(JSON mode GET "${tree}" entries 1 mode)
string(JSON value GET "${tree}" entries 1 digest sha256)
file(SHA256 "${CASE_SOURCE}/hello" digest)
case_expect_equal("${path} ${mode} ${value}" "bin/hello 0755 ${digest}")
string(JSON value GET "${deploy}" dependencies apt 0)
case_expect_equal("${value}" python3)
string(JSON value GET "${deploy}" purl)
case_expect_equal("${value}" pkg:generic/hello@1.0.32)

# Again, with nothing changed: the same bytes under the same times.
file(TIMESTAMP "${CASE_BUILD}/dist/hello_1.0.32_all.deb" before "%s")
file(SHA256 "${CASE_BUILD}/dist/SHA256SUMS" sums)
case_run(COMMAND "${CMAKE_COMMAND}" -E sleep 1)
case_build(TARGET package)
file(TIMESTAMP "${CASE_BUILD}/dist/hello_1.0.32_all.deb" after "%s")
case_expect_equal("${before}" "${after}")
file(SHA256 "${CASE_BUILD}/dist/SHA256SUMS" again)
case_expect_equal("${again}" "${sums}")

# cpack alone works as well; a tag that the build has not seen is refused.
case_run(COMMAND cpack WORKING_DIRECTORY "${CASE_BUILD}")
case_tag(1.0.33)
case_run(COMMAND cpack WORKING_DIRECTORY "${CASE_BUILD}"
         FAILS "the checkout is at 1.0.33, which has not been built" "help: run cmake --build")
case_expect_file(dist/hello_1.0.32_all.deb)

# The next release takes the place of the last one, and of nothing else.
file(WRITE "${CASE_BUILD}/dist/notes.txt" "mine")
case_build(TARGET package)
file(READ "${CASE_BUILD}/dist/deploy.json" next)
string(JSON value GET "${next}" previousTag)
case_expect_equal("${value}" 1.0.32)
case_expect_file(dist/hello_1.0.32_all.deb ABSENT)
case_expect_file(dist/hello_1.0.33_all.deb)
case_expect_file(dist/notes.txt CONTAINS "mine")

# What CPack does with packages it does with all of these.
case_write("${CASE_SCRATCH}/after.cmake" [[message(STATUS "told of ${CPACK_PACKAGE_FILES}")]])
case_run(COMMAND cpack -D CPACK_POST_BUILD_SCRIPTS=${CASE_SCRATCH}/after.cmake
         WORKING_DIRECTORY "${CASE_BUILD}" OUTPUT said)
case_expect_match("${said}" "told of [^\n]*/dist/hello_1.0.33_all.deb")

# A project's own CPack generators go on working.
case_run(COMMAND cpack -G TGZ -B "${CASE_SCRATCH}/tgz" WORKING_DIRECTORY "${CASE_BUILD}")
case_expect_file("${CASE_SCRATCH}/tgz/hello-1.0.33-Linux.tar.gz")

# Also when the project includes CPack by itself: its generator and ours, nothing else.
case_configure(BUILD "${CASE_SCRATCH}/own" ARGS -DOWN_CPACK=ON)
case_build(BUILD "${CASE_SCRATCH}/own" TARGET package)
file(GLOB names RELATIVE "${CASE_SCRATCH}/own" "${CASE_SCRATCH}/own/hello*")
case_expect_equal("${names}" "hello-1.0.33-Linux.tar.gz")
case_expect_file("${CASE_SCRATCH}/own/dist/hello_1.0.33_all.deb")

# With a licence, by its name where it is no expression; or none at all, and then the old one goes.
foreach(licence IN ITEMS "MIT OR Apache-2.0" "All rights reserved")
  case_configure(ARGS "-DARGUMENTS=LICENSE;${licence};COPYRIGHT;2024 Ops")
  case_build(TARGET package)
  case_run(COMMAND ${check_sbom} "${CASE_BUILD}/dist/hello-1.0.33-linux-all.cdx.json")
  case_run(COMMAND "${CASE_PREFIX}/bin/shipit" inspect
                   "${CASE_BUILD}/dist/hello-1.0.33-linux-all.cdx.json" OUTPUT said)
  case_expect_match("${said}" "licence ${licence}")
endforeach()
case_configure(ARGS "-DARGUMENTS=SBOM;OFF")
case_build(TARGET package)
case_expect_file("dist/*.cdx.json" ABSENT)
case_expect_file(dist/SHA256SUMS LACKS cdx.json)
file(READ "${CASE_BUILD}/dist/deploy.json" deploy)
string(JSON count LENGTH "${deploy}" supplyChain sbom)
case_expect_equal("${count}" 0)
case_run(COMMAND "${CASE_SHIPIT}/tests/support/check_schema.py"
                 "${CASE_SHIPIT}/packaging/schema/deploy-1.schema.json"
                 "${CASE_BUILD}/dist/deploy.json")

# Several at once wait for each other, and make the same release.
set(once "'${CASE_PREFIX}/bin/shipit' package --plan shipit/package.json --output dist")
case_run(COMMAND sh -ec "${once} & ${once} & ${once}; wait; cd dist; sha256sum --check SHA256SUMS"
         WORKING_DIRECTORY "${CASE_BUILD}")
