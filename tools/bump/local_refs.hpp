// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/objects.hpp>

namespace shipit {

// Brings the checkout to where the remote is after a push: objects, files and index, and then, in
// one transaction, the branch, the tag, and the ref that follows the remote's branch. Interrupted
// at any point it leaves what `git pull --tags` completes. An Error when the checkout was changed
// meanwhile: the release is out all the same.
void move_local_refs(const BumpPlan& plan, const MadeObjects& made, const Quarantine& quarantine);

}  // namespace shipit
