// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/package_plan.hpp>
#include <future>
#include <string>
#include <version/version.hpp>

namespace shipit {

// The version of the checkout as it is now, which is that of the package. An Error when the build
// tree was made for another one, and when files were edited although the plan requires none to be.
Version packaged_version(const PackagePlan& plan);

// For CPack's own generators: set() lines with the version in their spelling, for the name and the
// version that the project chose when CMake ran.
std::string cpack_lines(const PackagePlan& plan);

// What git is asked beside the stage: to wait for it costs as much as to look at that.
struct GitAnswers {
  std::shared_future<Version> version;
  std::shared_future<std::string> previous;  // the tag before it
};

// `plan` must outlive the answers.
GitAnswers ask_git(const PackagePlan& plan);

}  // namespace shipit
