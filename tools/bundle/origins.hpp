// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/install_rules.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Which install() rule puts what where: read from the build folder's install scripts, and from
// CMake's File API where it replied, which knows lines too.
class Origins {
 public:
  // An Error when `build` is not a build folder.
  Origins(const Path& build, const std::string& config, const std::string& prefix);

  Origins(const Origins&) = delete;
  Origins& operator=(const Origins&) = delete;

  // What is copied to `path` on the host, where only one rule can be meant.
  std::optional<Path> source_of(const std::string& path) const;

  // All that may be copied to `path`, by whatever tells of it; empty: nothing does.
  std::vector<Path> sources_of(const std::string& path) const;

  // Who puts a file at `path` on the host, to follow "one is ".
  std::string of(const std::string& path) const;

  // What the rules copy, files and folders; nullopt where they may do something else, too.
  std::optional<std::vector<Path>> only_copied() const;

  // The plans of assets that rules hold what they copy to, and may refuse it.
  const std::vector<std::string>& asset_plans() const { return asset_plans_; }

  // Refuses a FIFO or device that a rule would copy: CMake's own copy would wait for ever.
  void check_sources() const;

  // `installed`: every path on the host, as often as a rule wrote it. One written more than once is
  // refused, unless all rules are known to write the same bytes.
  void check_twice(std::vector<std::string> installed) const;

 private:
  struct Claim {
    const InstallRule* rule;
    Path from;
  };
  struct Source {
    std::vector<InstallRule> rules;
    std::multimap<std::string, const InstallRule*> files{};  // by path on the host
    std::vector<const InstallRule*> folders{};

    explicit Source(std::vector<InstallRule> all);
    std::vector<Claim> claims(const std::string& path) const;
  };
  // By the API or, for what it leaves out, by the scripts.
  std::vector<Claim> claims(const std::string& path) const;
  void check_claims(const std::string& path) const;

  InstallContext context_;
  Source scripts_;
  Source api_;
  bool only_copies_ = true;
  std::vector<std::string> asset_plans_{};
};

}  // namespace shipit
