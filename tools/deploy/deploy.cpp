// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/foreign_text.hpp>
#include <base/hash.hpp>
#include <base/number.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <deploy/deploy.hpp>
#include <deploy/ssh_trouble.hpp>
#include <release/checksums.hpp>
#include <release/signed_text.hpp>

namespace shipit {
namespace {

constexpr std::size_t longest_line = 400;
constexpr std::size_t longest_list = 64UL * 1024 * 1024;
constexpr int ssh_failed = 255;
constexpr const char* lost_connection = "the connection was lost";
constexpr std::array<std::string_view, 7> agent_words{"step",    "note",  "log", "field",
                                                      "release", "error", "help"};

void take_line(std::string_view line, const Asking& asking, HostReport& report) {
  const std::string safe = one_line(line, longest_line);
  const std::size_t blank = safe.find(' ');
  const std::string kind = safe.substr(0, blank);
  const std::string text = blank == std::string::npos ? "" : safe.substr(blank + 1);
  // A login shell may greet whoever comes.
  report.heard = report.heard || std::ranges::find(agent_words, kind) != agent_words.end();
  if (kind == "end") report.ended = parse_number<int>(text);
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

// Where the agent itself came to no end, ssh or the login shell may have said something.
void explain_silence(const Host& host, const Farewell& farewell, HostReport& report) {
  const bool by_ssh = farewell.status == ssh_failed;
  report.lost = report.heard || (by_ssh && broke_off(farewell.err));
  report.code = by_ssh || report.lost ? deploy_code::unreachable : deploy_code::unfit;
  const SshTrouble trouble = report.lost ? SshTrouble{lost_connection, "try ssh to it by hand"}
                             : by_ssh    ? ssh_trouble(host, farewell.err)
                                         : start_trouble(host, farewell.err);
  report.error = trouble.error;
  report.help = trouble.help;
  for (const std::string& line : lines(safe_lines(farewell.err, longest_line)))
    if (!line.empty()) report.log.push_back(line);
}

std::uint64_t bytes_of(const Feeding& pieces) {
  std::uint64_t bytes = 0;
  for (const auto& piece : pieces) {
    const auto* const text = std::get_if<std::string>(&piece);
    bytes += text != nullptr ? text->size() : std::filesystem::file_size(std::get<Path>(piece));
  }
  return bytes;
}

bool is_agents(int code) { return code == 0 || (code >= 64 && code <= 78); }

Error damaged(const Path& release, const std::string& name, const std::string& why) {
  return Error(quote(name) + " " + why)
      .note("the release lies in " + quote(release.native()))
      .help("package the release again, or fetch all of its files; nothing was sent")
      .exit_code(deploy_code::bad_package);
}

}  // namespace

HostReport ask_host(const Host& host, const Asking& asking) {
  return ask_host(host, asking, ssh_command(host, asking.ssh_config));
}

HostReport ask_host(const Host& host, const Asking& asking, const Command& ssh) {
  HostReport report{.host = host.name};
  Answers answers(asking.parcel.get());
  Conversation talk{.command = ssh,
                    .input = {agent_greeting() + to_text(asking.request, asking.plan)},
                    .heard = [&](std::string_view line) { take_line(line, asking, report); }};
  talk.input.insert(talk.input.end(), asking.uploads.begin(), asking.uploads.end());
  const std::uint64_t asked = bytes_of(talk.input);
  if (asking.parcel) talk.answer = [&](std::string_view line) { return answers.to(line); };
  if (asking.heard) asking.heard(host.name, "connecting", "");
  const Farewell farewell = converse(talk);
  report.sent = farewell.sent;
  report.asked = std::min(asked, farewell.sent);
  if (report.ended && is_agents(*report.ended))
    report.code = *report.ended;
  else
    explain_silence(host, farewell, report);
  return report;
}

Path checked_package(const Path& release, const Path& deploy_json, const DeployPlan& plan) {
  if (plan.packages.size() > 1)
    throw Error("the release has " + std::to_string(plan.packages.size()) +
                " .debs, and deploy brings one")
        .note(join(plan.packages, ", "))
        .help("deploy the archive (--format archive), or have apt fetch them from a repository");
  const Path package = release / plan.artifact.name;
  if (!std::filesystem::is_regular_file(release / checksums_name))
    throw damaged(release, checksums_name, "is missing");
  std::map<std::string, std::string> sums = parse_checksums(read_file(release / checksums_name));
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
  add(release / checksums_name, asking.plan.sums_size);
  add(signature, asking.plan.signature_size);
  add(deploy_json, asking.plan.document_size);
}

void send_package(const Path& package, Asking& asking) {
  asking.parcel = std::make_shared<Parcel>(package, asking.plan.artifact);
  asking.plan.list_size = asking.parcel->list().size();
  asking.uploads.emplace_back(asking.parcel->list());
}

}  // namespace shipit
