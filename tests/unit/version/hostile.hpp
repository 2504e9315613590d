// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <version/version.hpp>

// Everything that ends a string, starts an expansion or breaks a line in some language, and a
// 10,000 characters, without a byte that is no UTF-8.
inline std::string hostile_text() {
  const std::string pieces =
      "\"; system(\"touch pwned\"); //'; import os #`touch pwned`$(touch pwned)${HOME}@VERSION@"
      "\\\n\r\n\t\x01\x1b\x7f\\n\\x41\\u0041?\?/?\?=?\?(?\?'</script><!-- */ /* %s%n %: ]==] "
      "\"\"\" L\" \"\" #{x} \xe2\x80\xa8\xe2\x80\xa9 \xc3\xa9 \xf0\x9f\x98\x80 1234";
  return pieces + std::string(10000, '?') + pieces;
}

// A version whose free texts are hostile and end badly, beyond what git would allow.
inline shipit::Version hostile_version() {
  shipit::Version version;
  version.number = {.major = 1, .minor = 2, .patch = 3, .prerelease = "rc.1\"\\\n?\?/"};
  version.distance = 4;
  version.tag = hostile_text() + "\\";
  version.commit = hostile_text() + "?\?/";
  version.epoch = 1700000000;
  version.dirty = true;
  return version;
}

// As git and parse_version() make them.
inline shipit::Version tame_version(const char* number, unsigned distance = 0,
                                    shipit::VersionScheme scheme = shipit::VersionScheme::post) {
  shipit::Version version;
  version.number = shipit::parse_number(number).value();
  version.distance = distance;
  version.scheme = scheme;
  version.tag = "v" + std::string(number);
  version.commit = "0123456789abcdef0123456789abcdef01234567";
  version.epoch = 1700000000;
  version.source = shipit::VersionSource::git;
  return version;
}
