// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deploy/deploy.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// What the verbs that ask hosts are told on the command line.
struct DeployOptions {
  std::string environment;
  std::string to;
  std::string release;
  std::string format;
  std::vector<std::string> hosts;
  std::string user;
  std::string ssh_config;
  std::string hosts_file;
  std::string drain;
  std::string over;
  bool ignore_dependencies = false;
  bool no_hooks = false;
  bool dirty = false;
  bool dry_run = false;
  bool revert_all = false;
  bool json = false;
  bool agent = false;
  bool inventory = false;
  std::string write;
};

// A folder with a deploy.json: the one that is named, or the first of the usual ones.
Path release_folder(const DeployOptions& options);

// What is asked, and the package that comes with it.
struct DeployQuestion {
  Asking asking;
  std::optional<Path> package{};
};

// `verb` is one of the agent's. What it says is shown as it comes.
DeployQuestion question_of(const DeployOptions& options, const std::string& verb);

}  // namespace shipit
