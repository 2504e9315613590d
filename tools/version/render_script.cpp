// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <version/render.hpp>

namespace shipit {

std::string render_python(const Version& version) {
  std::string text = "# Made from the version control state by shipit-version.\n";
  text += "version = " + python_literal(semver(version)) + "\n";
  text += "version_number = " + python_literal(to_text(shown_number(version))) + "\n";
  text += "pep440 = " + python_literal(pep440(version)) + "\n";
  text += "tag = " + python_literal(version.tag) + "\n";
  text += "distance = " + std::to_string(version.distance) + "\n";
  text += "commit = " + python_literal(version.commit) + "\n";
  text += "commit_epoch = " + std::to_string(version.epoch) + "\n";
  return text + "dirty = " + (version.dirty ? "True" : "False") + "\n";
}

std::string render_javascript(const Version& version, ModuleKind kind) {
  const VersionNumber number = shown_number(version);
  std::string text = "// Made from the version control state by shipit-version.\n";
  if (kind == ModuleKind::commonjs) text += "\"use strict\";\n";
  const auto add = [&](const std::string& name, const std::string& value) {
    text += (kind == ModuleKind::es ? "export const " : "exports.") + name + " = " + value + ";\n";
  };
  add("version", script_literal(semver(version)));
  add("number", script_literal(to_text(number)));
  add("major", std::to_string(number.major));
  add("minor", std::to_string(number.minor));
  add("patch", std::to_string(number.patch));
  add("prerelease", script_literal(number.prerelease));
  add("tag", script_literal(version.tag));
  add("distance", std::to_string(version.distance));
  add("commit", script_literal(version.commit));
  add("commitEpoch", std::to_string(version.epoch));
  add("dirty", version.dirty ? "true" : "false");
  return text;
}

}  // namespace shipit
