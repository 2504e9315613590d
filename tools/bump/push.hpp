// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/objects.hpp>
#include <optional>

namespace shipit {

// Pushes the objects to the remote's branch and tag, both or neither, and only if the branch is
// still as it was seen and the tag is not there. nullopt: it is done. An Error is returned when
// someone else was faster, and thrown for any other refusal, with the words of git and the remote.
// Moves no ref of the checkout. Runs the hook pre-push.
std::optional<Error> push_release(const BumpPlan& plan, const MadeObjects& made,
                                  const Quarantine& quarantine);

}  // namespace shipit
