// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/plan.hpp>
#include <bump/release_notes.hpp>

namespace shipit {

enum class Unchanged { refuse, release_again };

struct BumpRequest {
  ReleaseSettings settings;
  NextRequest next;
  Unchanged unchanged = Unchanged::refuse;
  Notes notes = Notes::as_configured;
};

struct Planned {
  BumpPlan plan;
  std::optional<Error> overtaken;  // someone else was faster: no way, before a fetch
};

// Settles a release, or refuses it. Looks at the checkout and asks the remote; changes nothing.
Planned plan_bump(const BumpRequest& request);

}  // namespace shipit
