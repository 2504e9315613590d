// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deploy/plan.hpp>
#include <string>

namespace shipit {

// What is asked of the agent on one host.
struct AgentRequest {
  std::string verb;    // deploy, rollback, status, list; check and foresee try out the first two
  std::string who;     // for the journal: one word, like "ann@laptop"
  std::string to{};    // of a rollback: the version; empty: the one before
  std::string over{};  // of a deploy: the environment that this one may take the place of
};

// The lines that packaging/deploy/agent-1-request.sh takes, after the agent itself. An Error for a
// name that the agent would not take.
std::string to_text(const AgentRequest& request, const DeployPlan& plan);

// `text` as one word for the agent: every other byte becomes '-'.
std::string agent_word(std::string_view text);

}  // namespace shipit
