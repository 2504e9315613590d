// SPDX-License-Identifier: Apache-2.0
// Whatever the text: the tokens are in order, apart from one another, and none is empty; those of
// references are among them.
#include <algorithm>
#include <assets/js_tokens.hpp>
#include <cstdint>

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const shipit::JsGoal goal : {shipit::JsGoal::script, shipit::JsGoal::module}) {
    std::size_t last = 0;
    const std::vector<shipit::JsToken> all = shipit::js_tokens(text, goal);
    for (const shipit::JsToken& token : all) {
      require(token.begin >= last, "tokens are in order");
      require(token.end > token.begin && token.end <= size, "a token is a part of the text");
      last = token.end;
    }
    auto at = all.begin();
    for (const auto& one : shipit::js_tokens(text, goal, shipit::JsTokens::of_references)) {
      at = std::find_if(at, all.end(), [&](const auto& token) { return token.begin == one.begin; });
      require(at != all.end() && at->end == one.end && at->kind == one.kind,
              "what is of a reference is a token");
    }
  }
  return 0;
}
