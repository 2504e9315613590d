// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deploy/deploy.hpp>
#include <functional>
#include <vector>

namespace shipit {

enum class OnFailure { stop, revert_all };

// Waits for so many seconds.
using Pause = std::function<void(unsigned)>;

// One host after the other, until more fail than the plan's rollout allows. With revert_all the
// hosts done before are brought back to what ran on each of them. A host whose connection is lost
// goes on by itself: it is asked again what came of it. A hook for the first host is run until one
// has said that it is well; when it fails, no more hosts are asked.
std::vector<HostReport> ask_in_turn(const Asking& asking, OnFailure on_failure, const Pause& pause);

}  // namespace shipit
