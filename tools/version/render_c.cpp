// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <base/text.hpp>
#include <version/render.hpp>

namespace shipit {
namespace {

constexpr const char* made = "// Made from the version control state by shipit-version.\n";
constexpr const char* made_c = "/* Made from the version control state by shipit-version. */\n";

// "acme_shop" of "acme::shop".
std::string c_prefix(const CodeNames& names) { return replace_all(names.name_space, "::", "_"); }

std::string macro_prefix(const CodeNames& names) {
  std::string result = c_prefix(names);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result + "_VERSION";
}

// The same text in both headers, since a file may include both.
std::string macros(const Version& version, const CodeNames& names) {
  const VersionNumber n = shown_number(version);
  const std::string define = "#define " + macro_prefix(names);
  return define + "_MAJOR " + std::to_string(n.major) + "\n" + define + "_MINOR " +
         std::to_string(n.minor) + "\n" + define + "_PATCH " + std::to_string(n.patch) + "\n" +
         define + "_PRERELEASE " + c_literal(n.prerelease) + "\n" + define + "_STRING " +
         c_literal(to_text(n)) + "\n\n";
}

std::string cpp_functions(const Version& version, const CodeNames& names) {
  const auto text = [](const char* name, const std::string& value) {
    return std::string("std::string_view ") + name + "() noexcept { return {" + c_literal(value) +
           ", " + std::to_string(value.size()) + "}; }\n";
  };
  return "namespace " + names.name_space + " {\n\n" + text("version", semver(version)) +
         text("tag", version.tag) + text("commit", version.commit) +
         "unsigned distance() noexcept { return " + std::to_string(version.distance) + "; }\n" +
         "long long commit_epoch() noexcept { return " + std::to_string(version.epoch) + "; }\n" +
         "bool dirty() noexcept { return " + (version.dirty ? "true" : "false") + "; }\n\n" +
         "}  // namespace " + names.name_space + "\n";
}

std::string c_functions(const Version& version, const CodeNames& names) {
  const std::string prefix = c_prefix(names);
  const auto function = [&](const char* type, const char* name, const std::string& value) {
    return std::string(type) + prefix + "_" + name + "(void) { return " + value + "; }\n";
  };
  return function("const char *", "version", c_literal(semver(version))) +
         function("const char *", "tag", c_literal(version.tag)) +
         function("const char *", "commit", c_literal(version.commit)) +
         function("unsigned ", "distance", std::to_string(version.distance)) +
         function("long long ", "commit_epoch", std::to_string(version.epoch)) +
         function("int ", "dirty", version.dirty ? "1" : "0");
}

}  // namespace

std::string render_header(const Version& version, const CodeNames& names) {
  const VersionNumber n = shown_number(version);
  const std::string constant = "inline constexpr ";
  std::string text = std::string(made) + "#pragma once\n\n#include <string_view>\n\n";
  text += macros(version, names) + "namespace " + names.name_space + " {\n\n";
  text += "// The number; these do not change with every commit.\n";
  text += constant + "int version_major = " + std::to_string(n.major) + ";\n";
  text += constant + "int version_minor = " + std::to_string(n.minor) + ";\n";
  text += constant + "int version_patch = " + std::to_string(n.patch) + ";\n";
  text += constant + "std::string_view version_prerelease = " + c_literal(n.prerelease) + ";\n";
  text += constant + "std::string_view version_number = " + c_literal(to_text(n)) + ";\n\n";
  text += R"(// The state that was built; these change with every commit, without recompiling you.
std::string_view version() noexcept;  // 1.0.32, or 1.0.31+5.g0123456789ab
std::string_view tag() noexcept;      // v1.0.31, or empty
std::string_view commit() noexcept;   // all its digits, or empty
unsigned distance() noexcept;         // commits since the tag
long long commit_epoch() noexcept;    // seconds since 1970, or 0
bool dirty() noexcept;                // tracked files differed from the commit

)";
  return text + "}  // namespace " + names.name_space + "\n";
}

std::string render_c_header(const Version& version, const CodeNames& names) {
  const std::string prefix = c_prefix(names);
  const std::string guard = macro_prefix(names) + "_H";
  std::string text = made_c + ("#ifndef " + guard + "\n#define " + guard + "\n\n");
  text += "/* The number; these do not change with every commit. */\n" + macros(version, names);
  text += "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  text +=
      "/* The state that was built; these change with every commit, without recompiling you. */\n";
  text += "const char *" + prefix + "_version(void); /* 1.0.32, or 1.0.31+5.g0123456789ab */\n";
  text += "const char *" + prefix + "_tag(void); /* v1.0.31, or empty */\n";
  text += "const char *" + prefix + "_commit(void); /* all its digits, or empty */\n";
  text += "unsigned " + prefix + "_distance(void); /* commits since the tag */\n";
  text += "long long " + prefix + "_commit_epoch(void); /* seconds since 1970, or 0 */\n";
  text += "int " + prefix + "_dirty(void); /* 1: tracked files differed from the commit */\n\n";
  return text + "#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
}

std::string render_source(const Version& version, const CodeNames& names) {
  std::string text = made;
  for (const std::string& header : {names.header, names.c_header})
    if (!header.empty()) text += "#include <" + header + ">\n";
  if (!names.header.empty()) text += "\n" + cpp_functions(version, names);
  if (!names.c_header.empty()) text += "\n" + c_functions(version, names);
  return text;
}

std::string render_c_source(const Version& version, const CodeNames& names) {
  return made_c + ("#include <" + names.c_header + ">\n\n") + c_functions(version, names);
}

}  // namespace shipit
