// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <configs/secret.hpp>

namespace shipit {

// Tokens that their makers gave a prefix so that they can be found: Stripe's live keys (test keys
// are none), AWS, GitHub, GitLab, Slack, npm; and the secret half of an AWS key by its name.
std::vector<Secret> find_tokens(std::string_view text);

}  // namespace shipit
