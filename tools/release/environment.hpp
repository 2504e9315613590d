// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <release/hook.hpp>
#include <release/host.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// A file of the staged tree that is named in the metadata.
struct ReleasedFile {
  std::string path;  // in the archive's top folder; below /usr or /etc in the .deb
  std::uint64_t size = 0;
  std::string sha256;  // hexadecimal

  bool operator==(const ReleasedFile&) const = default;
};

enum class InstallMethod { archive, deb };
std::string_view to_text(InstallMethod method);  // "archive", "deb"
std::optional<InstallMethod> parse_install_method(std::string_view word);

// Where a release lies on the hosts: <root>/releases/<version>, with the symlink <root>/current,
// and what releases share in <root>/shared. A .deb lies below /usr, and its root holds the rest.
struct Install {
  InstallMethod method = InstallMethod::archive;
  std::string root{};                // absolute, without an end in '/': '/opt/myservice'
  unsigned keep_releases = 5;        // good ones, beside the current and the previous
  std::optional<Hook> pre_switch{};  // with an archive only

  bool operator==(const Install&) const = default;
};

// When a host counts as well. What is asked there are the services' own health URLs.
struct Health {
  unsigned stable_seconds = 2;    // the units stay up that long, without a restart
  unsigned timeout_seconds = 5;   // for one answer
  unsigned interval_seconds = 1;  // between two questions
  unsigned retries = 30;          // questions, before the release counts as bad
  unsigned expect_status = 200;   // of the public URL
  std::string path{};             // of the public URL; empty: nothing is asked there

  bool operator==(const Health&) const = default;
};

// The hosts one after the other, as they are listed.
struct Rollout {
  unsigned drain_seconds = 0;  // between two hosts: longer than a load balancer's fail_timeout
  unsigned max_failures = 0;   // hosts that may fail before the rest is left alone

  bool operator==(const Rollout&) const = default;
};

// Where a release runs, and what it finds there.
struct Environment {
  std::vector<ReleasedFile> configs{};
  std::vector<std::string> required_secrets{};  // paths that must be there on the host
  std::vector<Host> hosts{};                    // with their own user and port
  std::string user{};                           // of hosts that come from elsewhere; may be empty
  std::optional<unsigned> port{};               // the same
  std::string url{};                            // what its users open; empty: not said
  Install install{};
  Health health{};
  Rollout rollout{};

  bool operator==(const Environment&) const = default;
};

// Lower-case letters, digits, '-', '_'; begins with a letter or digit.
bool is_environment_name(std::string_view name);

// "http" or "https", a host, and nothing that would end a line or a word.
bool is_url(std::string_view text);

// Begins with '/', has no '..', no end in '/' and no byte that a shell or a unit file would read.
bool is_install_root(std::string_view path);

// Where a secret lies, as in ReleasedFile: below etc/, without '..' and without a byte that a shell
// would read. The host's half of a deploy takes no other.
bool is_secret_path(std::string_view path);

// The host with the environment's user and port, where it says none of its own.
Host reached_as(Host host, const Environment& environment);

// The environment `name`; an Error says which there are, or what may have been meant.
const Environment& environment_named(const std::map<std::string, Environment>& environments,
                                     const std::string& name);

}  // namespace shipit
