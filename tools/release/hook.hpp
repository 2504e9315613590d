// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

enum class HookHosts {
  first,  // of a deploy, once: what is changed there is common to all hosts
  each
};
std::string_view to_text(HookHosts hosts);  // "first", "each"
std::optional<HookHosts> parse_hook_hosts(std::string_view word);

// A program of the release that a deploy runs on a host, from the unpacked release and as its first
// service runs, before `current` is switched to it. When it fails nothing is switched.
struct Hook {
  std::string program;  // as in ReleasedFile: 'bin/migrate'
  std::vector<std::string> arguments{};
  unsigned timeout_seconds = 300;  // then it has failed
  HookHosts hosts = HookHosts::first;

  bool operator==(const Hook&) const = default;
};

// A path in the release, without '..' and without a byte that a shell or a unit file would read.
bool is_hook_program(std::string_view path);

// Neither empty nor with a byte that a shell within quotes, a unit file or JSON would read. The
// host's half of a deploy takes no other.
bool is_hook_argument(std::string_view text);

// For people: "bin/migrate --to head on the first host, for up to 300 seconds".
std::string to_text(const Hook& hook);

}  // namespace shipit
