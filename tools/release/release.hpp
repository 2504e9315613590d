// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <base/files.hpp>
#include <base/package_version.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <release/environment.hpp>
#include <set>
#include <string>
#include <vector>
#include <version/version.hpp>

namespace shipit {

enum class ArtifactOrigin {
  made,      // in this run; lies in the folder that is to be published
  published  // by an earlier run, and lies where it belongs
};

// What a compressed artifact holds: what a delta makes, and what to look for before unpacking.
struct Uncompressed {
  std::uint64_t size = 0;
  std::string sha256{};     // hexadecimal
  unsigned window_log = 0;  // the decoder needs a window of up to 2^window_log bytes

  bool operator==(const Uncompressed&) const = default;
};

// A file that a release publishes.
struct Artifact {
  std::string name;  // beside deploy.json
  std::string kind;  // "archive", "deb", "dbgsym", "tree" or "sbom"
  std::string media_type;
  std::uint64_t size = 0;
  std::string sha256;  // hexadecimal
  ArtifactOrigin origin = ArtifactOrigin::made;
  std::optional<Uncompressed> uncompressed{};  // of an archive
};

// A file that systemd reads; what kind of unit it is, its ending says.
struct ServiceUnit {
  std::string name;  // 'hello.socket'
  ReleasedFile file;

  bool operator==(const ServiceUnit&) const = default;
};

struct Service {
  std::string name;
  std::string unit;
  std::optional<unsigned> port{};
  std::string health_path{};                  // with a port
  std::string user{};                         // empty: one that systemd makes for each start
  std::vector<ServiceUnit> units{};           // the service, and the socket that outlives it
  std::optional<ReleasedFile> sysusers{};     // for systemd-sysusers(8)
  std::optional<ReleasedFile> tmpfiles{};     // for systemd-tmpfiles(8)
  std::optional<unsigned> stop_timeout = 90;  // seconds from SIGTERM to SIGKILL; none: no end

  bool operator==(const Service&) const = default;
};

// Whether systemd goes on listening while the service restarts.
bool is_socket_activated(const Service& service);

struct AssetTree {
  ReleasedFile manifest;
  std::string public_path;
  std::set<std::string> precompressed{};  // what forms lie beside some files: "br", "gz", "zst"

  bool operator==(const AssetTree&) const = default;
};

// A site of nginx's, as shipit_add_nginx_site() made it.
struct ReleasedSite {
  std::string name;
  std::string environment;  // empty: of all
  ReleasedFile file;
  std::vector<std::string> certificates{};  // and their keys: files that the host has to have

  bool operator==(const ReleasedSite&) const = default;
};

// A library that the packages bring along.
struct BundledLibrary {
  ReleasedFile file;
  std::string soname;  // as which programs want it; may be empty

  bool operator==(const BundledLibrary&) const = default;
};

// A program that runs with the rights of its owner or group, root.
struct PrivilegedFile {
  std::string path;  // as in ReleasedFile
  mode_t mode = 0;   // 04755, 02755

  bool operator==(const PrivilegedFile&) const = default;
};

// One version with its artifacts: all that the deploy step needs to know.
struct Release {
  std::string name;
  std::string summary;
  Version version;
  std::string system;               // "linux"
  std::string architecture;         // Debian's name
  std::string build_type;           // as CMake calls it; may be empty
  std::string triplet{};            // "x86_64-linux-gnu"; empty where nothing is compiled
  std::string cpu_level{};          // the -march that targets have: "x86-64-v3"; may be empty
  std::string distribution{};       // "debian", where it was built; empty: any
  std::string codename{};           // "bookworm"; may be empty
  std::string previous_tag{};       // the version tag before that of the version
  std::int64_t build_time = 0;      // of every packaged file, in seconds since 1970
  std::set<std::string> depends{};  // Debian packages, as in the Depends of the .debs
  PackageVersions built_with{};     // Debian packages of the libraries, as they were at the build
  PackageVersions npm{};            // what bundles of assets have code or files of
  std::vector<BundledLibrary> bundled{};
  std::vector<Artifact> artifacts{};
  std::map<std::string, Environment> environments{};
  std::vector<Service> services{};
  std::vector<AssetTree> assets{};
  std::vector<ReleasedSite> sites{};
  std::vector<PrivilegedFile> privileged{};
};

// What names say of the build type: "-debug", "-relwithdebinfo"; nothing for Release and none.
std::string build_suffix(const Release& release);

// "myservice-1.0.32-linux-amd64": the archive's name without the ending.
std::string archive_stem(const Release& release);

// "myservice_1.0.32_amd64.deb", of the Debian package 'myservice' for 'amd64'.
std::string deb_name(const std::string& package, const std::string& architecture,
                     const Release& release);

}  // namespace shipit
