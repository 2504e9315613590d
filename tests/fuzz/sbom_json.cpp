// SPDX-License-Identifier: Apache-2.0
// Whatever a bill of materials says: it is refused, or shown without a byte that a terminal obeys.
#include <algorithm>
#include <base/error.hpp>
#include <cstdint>
#include <inspect/report.hpp>
#include <inspect/sbom_reader.hpp>

#include "require.hpp"

using namespace shipit;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::optional<Inspected> found = read_sbom(text, "a.cdx.json");
    if (!found) return 0;
    require(std::ranges::is_sorted(found->depends), "components are sorted");
    require(std::ranges::all_of(report(*found),
                                [](char c) {
                                  return c == '\n' || (c >= ' ' && c != 0x7f) ||
                                         static_cast<unsigned char>(c) >= 0x80;
                                }),
            "no control characters are shown");
    (void)to_text(to_json(*found));
  } catch (const Error&) {
  }
  return 0;
}
