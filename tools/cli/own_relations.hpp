// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deb/control.hpp>
#include <set>
#include <string>

namespace shipit {

// Completes what `control` says of the release's other packages, which are called `names`: one that
// it needs (in Pre-Depends, Depends, Recommends or Suggests) without a version it needs in its own;
// '${binary:Version}' is that version in any relation, as in debian/control (deb-substvars(5)).
void settle_own_relations(ControlFields& control, const std::set<std::string>& names);

// The names by which relations find the package: its own, and what it provides.
std::set<std::string> names_given_by(const ControlFields& control);

// Whether an alternative of `relation`, like 'a:any (>= 1) | b', is one of `names`, whatever
// version it wants.
bool names_one_of(const std::string& relation, const std::set<std::string>& names);

}  // namespace shipit
