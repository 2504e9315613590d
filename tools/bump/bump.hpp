// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/objects.hpp>
#include <bump/planning.hpp>
#include <variant>

namespace shipit {

// A release that the remote has.
struct Released {
  MadeObjects made;
  std::optional<Error> left_behind;  // why the checkout is still as it was, or partly
};

// Does what the plan says: PRE_TAG, objects, push, and only then the refs of the checkout. An Error
// is returned when someone else was faster, and thrown for any other refusal; both leave the
// checkout as it was. POST_PUSH is left to the caller.
std::variant<Released, Error> carry_out(const BumpPlan& plan);

// After somebody else was faster: fetches the branch and the tags, and moves the branch of the
// checkout forward. An Error when it has commits of its own.
void catch_up(const BumpPlan& plan);

}  // namespace shipit
