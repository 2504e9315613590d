// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/error.hpp>
#include <string>
#include <version/git_command.hpp>

namespace shipit {

// What git prints, without the line end at its end. An Error 'git cannot <purpose>' with git's own
// words, made safe to show, when it fails.
std::string ask_git(const GitCall& call, const std::string& purpose);

}  // namespace shipit
