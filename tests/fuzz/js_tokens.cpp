// SPDX-License-Identifier: Apache-2.0
// Whatever the text: the tokens are in order, apart from one another, and none is empty.
#include <assets/js_tokens.hpp>
#include <cstdint>

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const shipit::JsGoal goal : {shipit::JsGoal::script, shipit::JsGoal::module}) {
    std::size_t last = 0;
    for (const shipit::JsToken& token : shipit::js_tokens(text, goal)) {
      require(token.begin >= last, "tokens are in order");
      require(token.end > token.begin && token.end <= size, "a token is a part of the text");
      last = token.end;
    }
  }
  return 0;
}
