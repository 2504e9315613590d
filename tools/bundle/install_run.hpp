// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/stage_request.hpp>
#include <string>
#include <vector>

namespace shipit {

// Runs the install rules of `request.build` with DESTDIR at `request.stage`. The result is every
// file and symlink they wrote, by its path on the host, as often as it was written. An Error with
// the rules' output when one fails. CMake's install manifests in the build folder stay as they
// were, even when a run before this one was killed.
std::vector<std::string> run_install(const StageRequest& request);

}  // namespace shipit
