// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <configs/secret.hpp>

namespace shipit {

// Passwords in URLs, before the host (RFC 3986 section 3.2.1) or as 'password', 'passwd' or 'pwd'
// of the query, as JDBC has it. One for a host whose name is reserved for examples is none.
std::vector<Secret> find_url_passwords(std::string_view text);

}  // namespace shipit
