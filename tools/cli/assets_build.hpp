// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/pipeline.hpp>
#include <string>

namespace shipit {

// How a build is to go.
struct BuildManner {
  enum class Stats { off, on };
  Stats stats = Stats::off;   // whether it tells how long its phases took, and what came of it
  std::optional<int> stop{};  // a descriptor: something to read there ends esbuild and the build
};

// The plan that lies in `file`.
AssetOptions plan_in(const std::string& file);

// Does what the plan says, and tells its warnings on stderr; on a terminal how far it is, too. What
// it took is kept (keep_stats()) if it had more to do than to look.
AssetOutcome publish_assets(const std::string& plan, const BuildManner& manner = {});

// As publish_assets(), now and whenever something that was read has changed, until SIGINT or
// SIGTERM, which end esbuild too, and else are held off while a build is under way. A build that
// fails tells why, and the next change is waited for. The plan is read each time.
void watch_assets(const std::string& plan);

}  // namespace shipit
