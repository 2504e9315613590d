// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/language.hpp>
#include <string>

namespace shipit {

// plain: UTF-8, and without a block of a template language. unknown: nobody asked, for it costs.
enum class Plainness { unknown, plain, odd };

Plainness plainness_of(std::string_view text);

// What the bytes of a source say, whatever else there is.
struct SourceFacts {
  Fingerprint print;
  Page page;
  Plainness plainness = Plainness::unknown;
  // The comment that names the source map ends the text.
  bool map_is_last = false;
};

// `print`: of the bytes.
SourceFacts facts_of(std::string_view bytes, Language language, Fingerprint print);

}  // namespace shipit
