# SPDX-License-Identifier: Apache-2.0
# ShipIt ships itself as any project does: included by the top CMakeLists.txt with SHIPIT_PACKAGING.
include(ShipIt)
shipit_package(
  FORMATS TAR_ZST DEB
  NAME shipit
  SUMMARY "versions, assets, packages and releases for CMake projects"
  CONTACT "ShipIt maintainers <shipit@example.org>"
  SECTION devel
  LICENSE Apache-2.0
  COPYRIGHT "ShipIt maintainers"
  DEPENDS cmake dpkg-dev git SUGGESTS ansible-core aptly gnupg openssh-client)
shipit_add_release(FILES VERSION)
