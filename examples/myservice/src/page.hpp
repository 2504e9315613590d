// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace myservice {

/// Puts each '{{name}}' of a template's text to its value, escaped for HTML. Throws
/// std::runtime_error for a name without a value and for braces that don't close.
std::string render_page(std::string_view text,
                        const std::map<std::string, std::string, std::less<>>& values);

}  // namespace myservice
