// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/named_output.hpp>
#include <base/text.hpp>
#include <chrono>
#include <cli/deploy_question.hpp>
#include <cli/verbs.hpp>
#include <deploy/agent.hpp>
#include <deploy/inventory.hpp>
#include <deploy/report.hpp>
#include <deploy/rollout.hpp>
#include <deploy/stream.hpp>
#include <iostream>
#include <memory>
#include <release/deploy_json.hpp>
#include <release/hosts_file.hpp>
#include <release/read_release.hpp>
#include <thread>

namespace shipit {
namespace {

Asking asking_of(const DeployOptions& options, const std::string& verb) {
  DeployQuestion question = question_of(options, verb);
  require_hosts(question.asking.plan);
  if (verb == "deploy") send_package(*question.package, question.asking);
  return std::move(question.asking);
}

std::string error_of(const HostReport& report) {
  return report.host + ": " + (report.error.empty() ? "failed" : report.error);
}

// The worst is the error, and the others are told with it.
[[noreturn]] void fail(const std::vector<HostReport>& reports) {
  const HostReport& worst = reports[worst_of(reports)];
  Error error(error_of(worst));
  if (worst.code == deploy_code::unreachable || worst.code == deploy_code::unfit)
    for (const std::string& line : worst.log) error.note(line);
  for (const HostReport& report : reports)
    if (report.code != 0 && &report != &worst) error.note(error_of(report));
  throw std::move(error).help(worst.help).exit_code(worst_code(reports));
}

void tell_end(const DeployOptions& options, const Asking& asking,
              const std::vector<HostReport>& reports) {
  if (options.json) std::cout << to_text(to_json(asking.plan, reports));
  for (const HostReport& report : reports) {
    if (report.code == 0 && asking.request.verb == "deploy")
      std::cerr << report.host << ": " << sent_text(report, asking.plan.artifact.size) << "\n";
    if (report.reverted)
      std::cerr << report.host << ": reverting it: " << outcome_word(*report.reverted)
                << (report.revert_error.empty() ? "" : ", " + report.revert_error) << "\n";
  }
  std::vector<std::string> left;
  for (std::size_t i = reports.size(); i < asking.plan.hosts.size(); ++i)
    left.push_back(asking.plan.hosts[i].name);
  if (!left.empty()) std::cerr << "not tried: " << join(left, ", ") << "\n";
  if (worst_code(reports) != 0) fail(reports);
}

void write_question(const DeployOptions& options, const std::string& verb) {
  const DeployQuestion question = question_of(options, verb);
  if (options.write == "-") {
    write_stream(question.asking, question.package,
                 [](std::string_view bytes) { std::cout << bytes; });
    return;
  }
  NamedOutput file(options.write);
  write_stream(question.asking, question.package,
               [&](std::string_view bytes) { file.write(bytes); });
  file.commit();
}

void change(const DeployOptions& options, const std::string& verb) {
  if (!options.write.empty()) {
    write_question(options, verb);
    return;
  }
  const Asking asking = asking_of(options, verb);
  const OnFailure on_failure = options.revert_all ? OnFailure::revert_all : OnFailure::stop;
  tell_end(options, asking, ask_in_turn(asking, on_failure, [](unsigned seconds) {
             std::this_thread::sleep_for(std::chrono::seconds(seconds));
           }));
}

// Asks every host, the later ones too when one fails.
void ask_every_host(const DeployOptions& options, const std::string& verb) {
  if (!options.write.empty())
    throw Error("--write and --dry-run don't go together", Blame::usage)
        .help("leave out one of them");
  const Asking asking = asking_of(options, verb);
  std::vector<HostReport> reports;
  if (verb == "check" && !options.json) std::cout << to_text(asking.plan) << std::flush;
  for (const Host& host : asking.plan.hosts) {
    reports.push_back(ask_host(host, asking));
    if (options.json || reports.back().code != 0) continue;
    std::cout << (verb == "list" ? list_text(reports.back()) : status_text(reports.back()));
  }
  tell_end(options, asking, reports);
}

void print_inventory(const DeployOptions& options) {
  const Release release = read_release(release_folder(options) / document_name);
  std::optional<HostsFile> hosts;
  if (!options.hosts_file.empty()) {
    hosts = parse_hosts_file(read_file(options.hosts_file), options.hosts_file);
    require_known(*hosts, release.environments, options.hosts_file);
  }
  std::cout << to_text(ansible_inventory(release, hosts));
}

std::shared_ptr<DeployOptions> declare(Options& options) {
  auto given = std::make_shared<DeployOptions>();
  options.word("environment", given->environment, "staging, production, …");
  options.word("--release", given->release, "the folder of deploy.json (default: found)");
  options.several("--host", given->hosts, "a host, in place of those of the environment");
  options.word("--hosts", given->hosts_file, "a file of hosts, in place of the release's");
  options.word("--user", given->user,
               "whom to log in as (default: as the environment or ssh has it)");
  options.word("--ssh-config", given->ssh_config, "a file in place of ~/.ssh/config");
  options.flag("--json", given->json, "print the outcome as JSON");
  return given;
}

void declare_checks(Options& options, DeployOptions& given) {
  options.word("--drain", given.drain, "seconds to wait between two hosts");
  options.flag("--revert-all", given.revert_all, "when a host fails, bring back those done before");
  options.word("--write", given.write,
               "ask no host; write what one would be sent into this file, or '-'");
}

}  // namespace

Action deploy_verb(Options& options) {
  const auto given = declare(options);
  options.word("--format", given->format, "archive or deb (default: as the environment has it)");
  options.word("--over", given->over,
               "an environment that this one takes the place of on its hosts");
  options.flag("--ignore-dependencies", given->ignore_dependencies,
               "of an archive: don't ask the hosts for the packages it depends on");
  options.flag("--no-hooks", given->no_hooks, "don't run the environment's PRE_SWITCH");
  options.flag("--dirty", given->dirty, "also a release with edits that no commit has");
  declare_checks(options, *given);
  options.flag("--dry-run", given->dry_run, "show the plan, ask the hosts, change nothing");
  options.flag("--agent", given->agent, "print the script that runs on the hosts");
  options.flag("--inventory", given->inventory, "print the hosts as an inventory of Ansible's");
  return [given] {
    if (given->agent)
      std::cout << agent_script();
    else if (given->inventory)
      print_inventory(*given);
    else if (given->dry_run)
      ask_every_host(*given, "check");
    else
      change(*given, "deploy");
  };
}

Action rollback_verb(Options& options) {
  const auto given = declare(options);
  options.word("version", given->to, "which one (default: the good release before)");
  declare_checks(options, *given);
  options.flag("--dry-run", given->dry_run, "ask the hosts what would be done, change nothing");
  return [given] {
    if (given->dry_run)
      ask_every_host(*given, "foresee");
    else
      change(*given, "rollback");
  };
}

Action status_verb(Options& options) {
  const auto given = declare(options);
  return [given] { ask_every_host(*given, "status"); };
}

Action list_verb(Options& options) {
  const auto given = declare(options);
  return [given] { ask_every_host(*given, "list"); };
}

}  // namespace shipit
