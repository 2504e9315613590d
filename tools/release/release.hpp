// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <base/files.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>
#include <version/version.hpp>

namespace shipit {

enum class ArtifactOrigin {
  made,      // in this run; lies in the folder that is to be published
  published  // by an earlier run, and lies where it belongs
};

// A file that a release publishes.
struct Artifact {
  std::string name;  // beside deploy.json
  std::string kind;  // "archive", "deb" or "dbgsym"
  std::string media_type;
  std::uint64_t size = 0;
  std::string sha256;  // hexadecimal
  ArtifactOrigin origin = ArtifactOrigin::made;
};

// A file of the staged tree that is named in the metadata.
struct ReleasedFile {
  std::string path;  // in the archive's top folder; below /usr or /etc in the .deb
  std::uint64_t size = 0;
  std::string sha256;
};

struct Environment {
  std::vector<ReleasedFile> configs;
  std::vector<std::string> required_secrets;  // paths that must be there on the host
};

struct Service {
  std::string name;
  std::string unit;
  std::optional<unsigned> port;
  std::string health_path;  // with a port
};

struct AssetTree {
  ReleasedFile manifest;
  std::string public_path;
};

// A program that runs with the rights of its owner or group, root.
struct PrivilegedFile {
  std::string path;  // as in ReleasedFile
  mode_t mode = 0;   // 04755, 02755
};

// One version with its artifacts: all that the deploy step needs to know.
struct Release {
  std::string name;
  std::string summary;
  Version version;
  std::string system;        // "linux"
  std::string architecture;  // Debian's name
  std::string build_type;    // as CMake calls it; may be empty
  std::vector<Artifact> artifacts;
  std::map<std::string, Environment> environments;
  std::vector<Service> services;
  std::vector<AssetTree> assets;
  std::vector<PrivilegedFile> privileged;
};

// What names say of the build type: "-debug", "-relwithdebinfo"; nothing for Release and none.
std::string build_suffix(const Release& release);

// "myservice-1.0.32-linux-amd64": the archive's name without the ending.
std::string archive_stem(const Release& release);

// "myservice_1.0.32_amd64.deb", of the Debian package 'myservice' for 'amd64'.
std::string deb_name(const std::string& package, const std::string& architecture,
                     const Release& release);

}  // namespace shipit
