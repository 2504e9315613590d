// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <bundle/archive.hpp>
#include <configs/syntax.hpp>
#include <deb/compression.hpp>
#include <deb/control.hpp>
#include <map>
#include <release/release.hpp>
#include <string>
#include <string_view>
#include <vector>
#include <version/derive.hpp>

namespace shipit {

// One .deb of the release.
struct DebPlan {
  ControlFields control;  // without its version; an empty architecture: its contents tell
  std::map<std::string, Path> control_files;  // 'postinst', 'triggers', …: the project's own
  std::vector<std::string> components;        // of the install() rules; empty: the release's
};

// What shipit_package() and the functions beside it wrote down when CMake ran.
struct PackagePlan {
  std::string name;
  std::string summary;
  std::vector<DebPlan> debs;  // whether they are wanted or not; one, or each with its components
  std::vector<std::string> obsolete_conffiles;  // of earlier versions, paths on the host
  std::string license;                          // by SPDX; empty: not said
  std::string copyright;                        // the holder; empty: not said
  Path license_file;                            // empty: there is none
  std::vector<std::string> formats;
  std::vector<std::string> components;  // of the install() rules; empty: all
  std::string architecture;
  std::string system;
  std::string triplet;       // of the compiler's, empty without one
  std::string cpu_level;     // what -march programs are compiled for; may be empty
  std::string distribution;  // where it was built; empty for another system
  std::string codename;
  Framing framing = Framing::frames;
  bool strip = true;
  bool shlibdeps = true;
  bool dbgsym = true;   // packages with the debug information of what is stripped
  std::string objcopy;  // the program for that
  bool sbom = true;     // a bill of materials beside the packages
  Compression compression = Compression::xz;  // of the .deb

  std::string cmake;
  Path stage_script;
  Path build_folder;
  Path source_folder;
  std::string install_prefix;                         // CMAKE_INSTALL_PREFIX
  std::vector<std::string> relocatable_allow;         // globs of paths in the tree
  std::string bundled_folder;                         // in the tree, of RUNTIME_DEPENDENCIES
  std::vector<std::vector<std::string>> pre_package;  // commands, word by word

  VersionRules version_rules;
  std::string configured_version;   // PROJECT_VERSION
  bool require_clean = false;       // nothing is packaged while files differ from the commit
  std::vector<Path> version_plans;  // of the files that carry the version into the programs

  struct Configs {
    std::vector<std::string> files;  // paths in the tree
    std::vector<std::string> secrets;
  };
  std::map<std::string, Configs> environments;        // by the environments' names
  std::map<std::string, Environment> places;          // those that are declared, without configs
  std::map<std::string, ConfigSyntax> config_syntax;  // of those to be checked, by path in the tree
  std::vector<Service> services;
  struct Assets {
    std::string manifest;  // path in the tree
    std::string public_path;
    std::string output;  // the folder that is published, with $<CONFIG> where types have their own
  };
  std::vector<Assets> assets;
};

// Whether packages of that format are made: "DEB", "TAR_ZST".
bool makes(const PackagePlan& plan, std::string_view format);

// Reads the plan's JSON; an Error names the file and what is wrong in it.
PackagePlan read_package_plan(const Path& file);

}  // namespace shipit
