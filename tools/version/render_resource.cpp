// SPDX-License-Identifier: Apache-2.0
#include <base/literal.hpp>
#include <version/render.hpp>

namespace shipit {
namespace {

// verrsrc.h, in numbers: the resource then compiles without the headers of a Windows SDK.
constexpr unsigned kPrerelease = 0x2;
constexpr unsigned kPrivateBuild = 0x8;

std::string flags(const Version& version) {
  std::string names;
  unsigned value = 0;
  if (!shown_number(version).prerelease.empty()) {
    value |= kPrerelease;
    names += " VS_FF_PRERELEASE";
  }
  if (version.dirty) {
    value |= kPrivateBuild;
    names += " VS_FF_PRIVATEBUILD";
  }
  return std::to_string(value) + "L" + (names.empty() ? "" : "  //" + names);
}

std::string origin(const Version& version) {
  std::string text = version.tag.empty() ? "" : "tag " + version.tag;
  if (version.commit.empty()) return text;
  return text + (text.empty() ? "" : ", ") + "commit " + version.commit;
}

}  // namespace

std::string render_resource(const Version& version, const ResourceTexts& texts) {
  const std::string numbers = windows_version(version);
  const bool is_app = texts.kind == ResourceKind::app;
  std::string text = "// Made from the version control state by shipit-version.\n";
  text += "1 VERSIONINFO\n";
  text += "FILEVERSION " + numbers + "\nPRODUCTVERSION " + numbers + "\n";
  text += "FILEFLAGSMASK 0x3fL\nFILEFLAGS " + flags(version) + "\n";
  text += "FILEOS 0x40004L  // VOS_NT_WINDOWS32\n";
  text += std::string("FILETYPE ") + (is_app ? "1L  // VFT_APP\n" : "2L  // VFT_DLL\n");
  text += "FILESUBTYPE 0L\nBEGIN\n  BLOCK \"StringFileInfo\"\n  BEGIN\n";
  text += "    BLOCK \"040904b0\"\n    BEGIN\n";  // U.S. English, UTF-16
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) text += "      VALUE \"" + name + "\", " + resource_literal(value) + "\n";
  };
  add("CompanyName", texts.company);
  add("FileDescription", texts.description);
  add("FileVersion", semver(version));
  add("InternalName", texts.product);
  add("LegalCopyright", texts.copyright);
  add("OriginalFilename", texts.file_name);
  add("ProductName", texts.product);
  add("ProductVersion", semver(version));
  add("PrivateBuild", version.dirty ? "built from edited files" : "");
  add("Comments", origin(version));
  text += "    END\n  END\n  BLOCK \"VarFileInfo\"\n  BEGIN\n";
  return text + "    VALUE \"Translation\", 0x409, 1200\n  END\nEND\n";
}

}  // namespace shipit
