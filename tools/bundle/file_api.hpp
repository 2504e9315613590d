// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/install_rules.hpp>
#include <string>
#include <vector>

namespace shipit {

// The install rules of `config` by CMake's File API (cmake-file-api(7), codemodel version 2), with
// the line that each stands at; a rule of a shipit_…() function is named by its call. Empty when
// CMake left no reply: it answers only a query, '.cmake/api/v1/query/client-shipit/codemodel-v2',
// that was there before it configured.
std::vector<InstallRule> read_file_api(const Path& build, const std::string& config,
                                       const InstallContext& context);

}  // namespace shipit
