// SPDX-License-Identifier: Apache-2.0
// Whatever the text: references stand in it where they say, and when one has got its digest, it is
// found again with the digest, and all others as they were.
#include <algorithm>
#include <assets/language.hpp>
#include <cstdint>
#include <string>

#include "require.hpp"

using namespace shipit;

namespace {

constexpr Language language = Language::FUZZ_LANGUAGE;
const Origin origin{"css/", "/static/"};
const std::string digest = "-abcdefghijkl";

void check_places(const Reference& reference, std::string_view text) {
  require(reference.at.size() == reference.value.size() + 1, "every byte has a place");
  require(std::is_sorted(reference.at.begin(), reference.at.end()), "places are in order");
  require(reference.at.back() <= text.size(), "places are in the text");
  require(reference.begin <= reference.end && reference.end <= text.size(), "so are comments");
}

void check_digest(const std::vector<Reference>& before, std::size_t i, std::string text) {
  const Target target = resolve(before[i].value, origin);
  if (target.place != Place::inside) return;
  text.insert(before[i].at[target.digest_at], digest);
  const std::vector<Reference> after = references_in(language, text).references;
  require(after.size() == before.size(), "a digest changes no other reference");
  for (std::size_t k = 0; k < after.size(); ++k) {
    std::string expected = before[k].value;
    if (k == i) expected.insert(target.digest_at, digest);
    require(after[k].value == expected, "a digest stands where it belongs");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<Reference> references = references_in(language, text).references;
  for (const Reference& reference : references) check_places(reference, text);
  for (std::size_t i = 0; i < std::min<std::size_t>(references.size(), 3); ++i)
    check_digest(references, i, text);
  return 0;
}
