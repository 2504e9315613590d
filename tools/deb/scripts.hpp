// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deb/units.hpp>
#include <string>
#include <vector>

namespace shipit {

// Maintainer scripts (policy 6), each a whole shell script; empty: there is none.
struct Scripts {
  std::string postinst{};
  std::string prerm{};
  std::string postrm{};
};

// The scripts of a package with these units; none without units. Those that are `enabled` start at
// boot and at once when the package is installed, unless the admin disabled them; an upgrade
// restarts what runs; removal stops it and purging forgets the admin's choices. Where systemd does
// not run (a chroot, a container being built) nothing is started or stopped, and enabling only
// makes the symlinks. Running a script again changes nothing.
Scripts service_scripts(const std::vector<Unit>& units);

}  // namespace shipit
