// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/progress.hpp>
#include <functional>
#include <string_view>

namespace shipit {

// What a build does, in this order; a build that finds nothing changed only looks.
enum class Phase { look, bundle, minify, link, name, compress, publish };

constexpr std::string_view name_of(Phase phase) {
  constexpr std::string_view names[] = {"look", "bundle",   "minify", "link",
                                        "name", "compress", "publish"};
  return names[static_cast<int>(phase)];
}

// Who wants to know how a build gets on; both may be empty.
struct BuildObserver {
  std::function<void(Phase)> begins{};
  Progress progress{};  // of what takes long, in pieces; may be called from several threads

  void begin(Phase phase) const {
    if (begins) begins(phase);
  }
};

}  // namespace shipit
