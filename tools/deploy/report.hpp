// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <deploy/deploy.hpp>
#include <string>
#include <vector>

namespace shipit {

// What an exit code of deploy_code means, in one word for machines: "done", "locked" …
std::string outcome_word(int code);

// Which host ended worst, the first of them: 71, 72, 70, and then any other failure. There is one.
std::size_t worst_of(const std::vector<HostReport>& reports);

// The exit code of the whole: that of this host; 71 when reverting a host failed, too.
int worst_code(const std::vector<HostReport>& reports);

// For machines: the plan's release, and each host of the plan, also those that were not tried.
Json to_json(const DeployPlan& plan, const std::vector<HostReport>& reports);

// For people: how much of a package of that size went to a host, and how much besides.
std::string sent_text(const HostReport& report, std::uint64_t package_size);

// For people: what status and list found on a host.
std::string status_text(const HostReport& report);
std::string list_text(const HostReport& report);

}  // namespace shipit
