// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// `value` stands where a secret will be, or shows what one looks like, and is none: '${PASSWORD}',
// '%(password)s', '@PASSWORD@', '****', 'changeme', 'AKIAIOSFODNN7EXAMPLE'.
bool is_placeholder(std::string_view value);

}  // namespace shipit
