// SPDX-License-Identifier: Apache-2.0
#include <deb/common_licences.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("common licences: Debian's own texts are known, more than the text is not") {
  for (const char* name : {"Apache-2.0", "GPL-1", "GPL-2", "GPL-3", "LGPL-2", "LGPL-2.1", "LGPL-3",
                           "GFDL-1.2", "GFDL-1.3", "MPL-2.0", "CC0-1.0"}) {
    INFO(name);
    const Path file = Path("/usr/share/common-licenses") / name;
    if (!std::filesystem::exists(file)) continue;  // an older Debian lacks some
    const std::string text = read_file(file);
    const auto common = common_licence(text);
    REQUIRE(common.has_value());
    CHECK(common->file == name);
    CHECK_FALSE(common_licence(text + std::string(text.size() / 5, 'x')).has_value());
    CHECK_FALSE(common_licence(text.substr(0, 300)).has_value());
  }
  CHECK_FALSE(common_licence("MIT License\n\nCopyright (c) 2020 Example\n").has_value());
}

TEST_CASE("common licences: by SPDX names") {
  CHECK(common_licence_named("GPL-3.0-or-later")->file == "GPL-3");
  CHECK(common_licence_named("Apache-2.0")->file == "Apache-2.0");
  CHECK_FALSE(common_licence_named("MIT").has_value());
  CHECK_FALSE(common_licence_named("Apache-2.0 WITH LLVM-exception").has_value());
}
