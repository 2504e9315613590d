// SPDX-License-Identifier: Apache-2.0

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <base/error.hpp>
#include <base/number.hpp>
#include <base/text.hpp>
#include <cli/deploy_question.hpp>
#include <cli/host_lines.hpp>
#include <cli/release_doubts.hpp>
#include <memory>
#include <release/deploy_json.hpp>
#include <release/hosts_file.hpp>
#include <release/read_release.hpp>

namespace shipit {
namespace {

unsigned number_of(const std::string& option, const std::string& text) {
  const auto number = parse_number<unsigned>(text);
  if (!number || *number > 86400)
    throw Error(option + " got " + quote(text), Blame::usage).help("give a number up to 86400");
  return *number;
}

std::optional<InstallMethod> method_of(const DeployOptions& options) {
  if (options.format.empty()) return {};
  const std::optional<InstallMethod> method = parse_install_method(options.format);
  if (!method)
    throw Error("--format got " + quote(options.format), Blame::usage).help("say archive or deb");
  return method;
}

std::vector<Host> given_hosts(const DeployOptions& options, const Release& release) {
  std::vector<Host> hosts;
  for (const std::string& host : options.hosts) hosts.push_back(parse_host(host, "--host"));
  if (!hosts.empty() || options.hosts_file.empty()) return hosts;
  return hosts_of(parse_hosts_file(read_file(options.hosts_file), options.hosts_file),
                  options.environment, release.environments, options.hosts_file);
}

DeployPlan plan_of(const DeployOptions& options, const Release& release) {
  if (options.environment.empty())
    throw Error("which environment?", Blame::usage).help("say staging, production, …");
  environment_named(release.environments, options.environment);
  DeployWish wish{.environment = options.environment,
                  .method = method_of(options),
                  .hosts = given_hosts(options, release),
                  .user = options.user};
  if (!options.drain.empty()) wish.drain_seconds = number_of("--drain", options.drain);
  return plan_deploy(release, wish);
}

// For the journal of the hosts: who did it, and from where.
std::string whoever_this_is() {
  std::array<char, 256> machine{};
  gethostname(machine.data(), machine.size() - 1);
  const passwd* const user = getpwuid(geteuid());
  return agent_word(std::string(user == nullptr ? "unknown" : user->pw_name) + "@" +
                    machine.data());
}

}  // namespace

Path release_folder(const DeployOptions& options) {
  if (!options.release.empty()) {
    if (!std::filesystem::exists(Path(options.release) / document_name))
      throw Error("there is no release in " + quote(options.release) + ": it has no deploy.json")
          .help("name the folder that 'package' has made, 'dist' in the build folder");
    return options.release;
  }
  for (const char* folder : {".", "dist", "build/dist"})
    if (std::filesystem::exists(Path(folder) / document_name)) return folder;
  throw Error("there is no release here: no deploy.json in '.', 'dist' or 'build/dist'")
      .help("name its folder by --release");
}

DeployQuestion question_of(const DeployOptions& options, const std::string& verb) {
  const Path folder = release_folder(options);
  const Path file = folder / document_name;
  const Release release = read_release(file);
  DeployQuestion question{.asking = {.plan = plan_of(options, release),
                                     .request = {.verb = verb,
                                                 .who = whoever_this_is(),
                                                 .to = options.to,
                                                 .over = options.over},
                                     .heard = [lines = std::make_shared<HostLines>()](
                                                  const auto&... said) { lines->show(said...); }}};
  if (options.ignore_dependencies) question.asking.plan.needs.clear();
  if (options.no_hooks) question.asking.plan.settings.install.pre_switch.reset();
  if (!options.ssh_config.empty()) question.asking.ssh_config = options.ssh_config;
  if (verb == "deploy" || verb == "check") {
    require_runnable_hook(question.asking.plan);
    check_doubts("deploy", release, options.dirty ? Dirt::allowed : Dirt::refused);
    question.package = checked_package(folder, file, question.asking.plan);
  }
  if (verb == "deploy" || verb == "check") send_signature(folder, file, question.asking);
  return question;
}

}  // namespace shipit
