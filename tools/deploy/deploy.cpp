// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/foreign_text.hpp>
#include <base/hash.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <deploy/deploy.hpp>
#include <release/checksums.hpp>
#include <release/signed_text.hpp>

namespace shipit {
namespace {

constexpr std::size_t longest_line = 400;
constexpr std::size_t longest_list = 64UL * 1024 * 1024;
constexpr int ssh_failed = 255;
constexpr const char* sums_name = "SHA256SUMS";

void take_line(std::string_view line, const Asking& asking, HostReport& report) {
  const std::string safe = one_line(line, longest_line);
  const std::size_t blank = safe.find(' ');
  const std::string kind = safe.substr(0, blank);
  const std::string text = blank == std::string::npos ? "" : safe.substr(blank + 1);
  if (kind == "error") report.error = text;
  if (kind == "help") report.help = text;
  if (kind == "log") report.log.push_back(text);
  if (kind == "field") {
    const std::size_t end = text.find(' ');
    const std::string value = end == std::string::npos ? "" : text.substr(end + 1);
    std::string& field = report.fields[text.substr(0, end)];
    field += (field.empty() ? "" : ", ") + value;
  }
  if (kind == "release") report.list.push_back(split(text, ' '));
  if (asking.heard) asking.heard(report.host, kind, text);
}

// To what the agent asks for: "have" lines tell what it has, "want" ends them.
class Answers {
 public:
  explicit Answers(Parcel* parcel) : parcel_(parcel) {}

  Feeding to(std::string_view line) {
    if (line.starts_with("have ") && base_.size() < longest_list) base_ += line.substr(5);
    if (line == "want part")
      if (const PackageDelta* const delta = delta_for_host())
        return {"part " + std::to_string(delta->steps.size()) + " " +
                    std::to_string(delta->fresh.size()) + "\n",
                delta->steps, delta->fresh};
    if (line == "want part" || line == "want whole")
      return {std::string("whole\n"), parcel_->package()};
    return {};
  }

 private:
  const PackageDelta* delta_for_host() {
    const std::optional<std::string> list = from_base64(base_);
    return list ? parcel_->delta_from(*list) : nullptr;
  }

  Parcel* parcel_;
  std::string base_;
};

// Where the agent itself said nothing, ssh or the login shell may have.
void explain_silence(const Farewell& farewell, HostReport& report) {
  const bool by_ssh = farewell.status == ssh_failed;
  report.code = by_ssh ? deploy_code::unreachable : deploy_code::unfit;
  report.error = by_ssh ? "ssh cannot reach the host" : "the agent could not be started";
  for (const std::string& line : lines(safe_lines(farewell.err, longest_line)))
    if (!line.empty()) report.log.push_back(line);
  report.help = by_ssh ? "try ssh to it by hand"
                       : "the user has to be root, or sudo has to run sh without a password";
}

bool is_known(int code) { return code == 0 || (code >= 64 && code <= 78); }

Error damaged(const Path& release, const std::string& name, const std::string& why) {
  return Error(quote(name) + " " + why)
      .note("it lies in " + quote(release.native()))
      .help("package the release again; nothing was sent")
      .exit_code(deploy_code::bad_package);
}

}  // namespace

HostReport ask_host(const Host& host, const Asking& asking) {
  HostReport report{.host = host.name};
  Answers answers(asking.parcel.get());
  Conversation talk{.command = ssh_command(host, asking.ssh_config),
                    .input = {agent_greeting() + to_text(asking.request, asking.plan)},
                    .heard = [&](std::string_view line) { take_line(line, asking, report); }};
  talk.input.insert(talk.input.end(), asking.uploads.begin(), asking.uploads.end());
  if (asking.parcel) talk.answer = [&](std::string_view line) { return answers.to(line); };
  const Farewell farewell = converse(talk);
  report.sent = farewell.sent;
  report.code = farewell.status;
  const bool ended_early = farewell.status != 0 && report.error.empty();
  if (!is_known(farewell.status) || ended_early) explain_silence(farewell, report);
  return report;
}

std::vector<HostReport> ask_in_turn(const Asking& asking, OnFailure on_failure,
                                    const std::function<void(unsigned)>& pause) {
  const Rollout& rollout = asking.plan.settings.rollout;
  std::vector<HostReport> reports;
  unsigned failures = 0;
  for (const Host& host : asking.plan.hosts) {
    if (!reports.empty() && rollout.drain_seconds > 0) pause(rollout.drain_seconds);
    reports.push_back(ask_host(host, asking));
    if (reports.back().code != 0 && ++failures > rollout.max_failures) break;
  }
  if (failures <= rollout.max_failures || on_failure == OnFailure::stop) return reports;
  Asking back = asking;
  back.uploads.clear();
  back.parcel.reset();
  back.request.verb = "rollback";
  for (std::size_t i = reports.size(); i > 0; --i)
    if (reports[i - 1].code == 0)
      reports[i - 1].reverted = ask_host(asking.plan.hosts[i - 1], back).code;
  return reports;
}

Path checked_package(const Path& release, const Path& deploy_json, const DeployPlan& plan) {
  const Path package = release / plan.artifact.name;
  std::map<std::string, std::string> sums = parse_checksums(read_file(release / sums_name));
  if (sums[deploy_json.filename().native()] != sha256_hex_of_file(deploy_json))
    throw damaged(release, deploy_json.filename().native(), "is not what SHA256SUMS says");
  if (!std::filesystem::is_regular_file(package))
    throw damaged(release, plan.artifact.name, "is missing");
  if (std::filesystem::file_size(package) != plan.artifact.size ||
      sha256_hex_of_file(package) != plan.artifact.sha256)
    throw damaged(release, plan.artifact.name, "is not what deploy.json says");
  if (sums[plan.artifact.name] != plan.artifact.sha256)
    throw damaged(release, plan.artifact.name, "is not what SHA256SUMS says");
  return package;
}

void send_signature(const Path& release, const Path& deploy_json, Asking& asking) {
  const Path signature = release / signature_name;
  if (!std::filesystem::is_regular_file(signature)) return;
  const auto add = [&](const Path& file, std::uint64_t& size) {
    size = std::filesystem::file_size(file);
    asking.uploads.emplace_back(file);
  };
  add(release / sums_name, asking.plan.sums_size);
  add(signature, asking.plan.signature_size);
  add(deploy_json, asking.plan.document_size);
}

void send_package(const Path& package, Asking& asking) {
  asking.parcel = std::make_shared<Parcel>(package, asking.plan.artifact);
  asking.plan.list_size = asking.parcel->list().size();
  asking.uploads.emplace_back(asking.parcel->list());
}

}  // namespace shipit
