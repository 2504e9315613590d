// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deb/own_scripts.hpp>
#include <deb/units.hpp>
#include <string>

namespace shipit {

// What `parts` need done in maintainer scripts (policy 6). Units that are `enabled` start at boot
// and at once when the package is installed, unless the admin disabled them; an upgrade restarts
// what runs, but sockets stay open; removal stops all, and purging forgets the admin's choices and
// removes the units' folders. Users of sysusers.d and folders of tmpfiles.d are made before that.
// Where systemd does not run (a chroot, a container being built) nothing is started or stopped, and
// enabling only makes the symlinks. Running a script again changes nothing.
ScriptParts system_script_parts(const SystemParts& parts);

// Those parts as whole scripts, without any of the project's own.
Scripts service_scripts(const SystemParts& parts);

}  // namespace shipit
