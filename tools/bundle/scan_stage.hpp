// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/install_parts.hpp>
#include <bundle/listing.hpp>
#include <bundle/origins.hpp>
#include <bundle/stage_request.hpp>
#include <bundle/tree.hpp>
#include <map>
#include <memory>
#include <string>

namespace shipit {

// What is known of a stage that is up to date.
struct StageScan {
  std::shared_ptr<const Origins> origins;
  const Installed& installed;
  std::map<std::string, std::string> stripped;  // as of strip_stage()
  const Looked& stage;                          // a folder
};

// Refuses a path of the host that several packages would have.
void check_packages(const Installed& installed, const Origins& origins, const std::string& prefix);

// The stage as a tree, as stage() says (stage.hpp).
StagedTree scan_stage(const StageRequest& request, const StageScan& scan);

}  // namespace shipit
