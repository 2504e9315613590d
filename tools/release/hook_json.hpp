// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <optional>
#include <release/document_part.hpp>
#include <release/hook.hpp>

namespace shipit {

// The array install.hooks of deploy.json, and the same read again from `install`, which may have
// none. An Error for a hook that runs at another time than before the switch.
Json hooks_json(const std::optional<Hook>& pre_switch);
std::optional<Hook> read_hooks(const DocumentPart& install);

}  // namespace shipit
