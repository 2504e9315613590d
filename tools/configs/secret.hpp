// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// Something in a text that looks like a live secret. The secret itself is never repeated: messages
// end up in logs.
struct Secret {
  std::size_t place =
      0;             // by the detectors the offset of a byte, by find_secrets() the line from 1
  std::string what;  // "a live Stripe key"
};

// The first one of each line, in order: private keys, tokens with a known prefix, passwords in
// URLs. Left out are placeholders (placeholder.hpp), lines that say 'shipit: allow-secret', and the
// line after a comment that does. A binary text, with a NUL in its first 8000 bytes, has none.
std::vector<Secret> find_secrets(std::string_view text);

}  // namespace shipit
