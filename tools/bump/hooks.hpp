// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/plan.hpp>
#include <string>

namespace shipit {

// Runs settings.pre_tag in the top folder of the checkout, without a shell, with SHIPIT_VERSION,
// SHIPIT_TAG and SHIPIT_PREVIOUS_VERSION (empty: first release). An Error when it fails, edits
// tracked files, or moves HEAD.
void run_pre_tag(const BumpPlan& plan);

// Runs settings.post_push in the same way, with SHIPIT_COMMIT too. An Error when it fails: the
// release is out all the same.
void run_post_push(const BumpPlan& plan, const std::string& commit);

}  // namespace shipit
