// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/pipeline.hpp>
#include <string>

namespace shipit {

// Whether a build tells how long its phases took, and what came of it.
enum class Stats { off, on };

// Does what the plan says, and tells its warnings on stderr; on a terminal how far it is, too. What
// it took is kept (keep_stats()) if it had more to do than to look.
AssetOutcome publish_assets(const std::string& plan, Stats wanted = Stats::off);

// As publish_assets(), now and whenever something that was read has changed, until SIGINT or
// SIGTERM, which are held off while a build is under way. A build that fails tells why, and the
// next change is waited for. The plan is read each time.
void watch_assets(const std::string& plan);

}  // namespace shipit
