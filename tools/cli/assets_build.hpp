// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/pipeline.hpp>
#include <string>

namespace shipit {

// Does what the plan says, and tells its warnings on stderr.
AssetOutcome publish_assets(const std::string& plan);

// As publish_assets(), now and whenever something that was read has changed, until SIGINT or
// SIGTERM, which are held off while a build is under way. A build that fails tells why, and the
// next change is waited for. The plan is read each time.
void watch_assets(const std::string& plan);

}  // namespace shipit
