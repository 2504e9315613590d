// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace shipit {

// Whether `text` is built as a licence expression of SPDX's is (SPDX 2.3, annex D): 'Apache-2.0',
// 'MIT OR (GPL-2.0-or-later WITH Classpath-exception-2.0)'. Which names SPDX has nobody asks.
bool is_licence_expression(std::string_view text);

}  // namespace shipit
