// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <version/fields.hpp>
#include <version/render.hpp>

namespace shipit {

std::string render_text(const Version& version) { return semver(version) + "\n"; }

std::string render_cmake(const Version& version, const std::string& prefix) {
  std::string text;
  for (const VersionField& field : fields(version)) {
    const std::string value =
        field.value.is_boolean() ? (field.value.get<bool>() ? "TRUE" : "FALSE") : to_text(field);
    text += "set(" + prefix + "_" + field.variable + " " + cmake_literal(value) + ")\n";
  }
  return text;
}

}  // namespace shipit
