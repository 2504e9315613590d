// SPDX-License-Identifier: Apache-2.0
#include <deploy/rollout.hpp>

namespace shipit {
namespace {

constexpr unsigned question_pause = 2;      // seconds
constexpr unsigned most_questions = 300;    // while it is at work
constexpr unsigned most_silences = 10;      // of a host that can't be reached any more
constexpr const char* nothing_there = "-";  // as the agent says it

std::string field(const HostReport& report, const char* name) {
  const auto found = report.fields.find(name);
  return found == report.fields.end() ? "" : found->second;
}

// What `status` says once the agent is done; nothing if that can't be learnt.
std::optional<HostReport> ask_until_done(const Host& host, const Asking& asking,
                                         const Pause& pause) {
  Asking look{.plan = asking.plan,
              .request = {.verb = "status", .who = asking.request.who},
              .ssh_config = asking.ssh_config};
  unsigned silences = 0;
  for (unsigned i = 0; i < most_questions && silences < most_silences; ++i) {
    pause(question_pause);
    HostReport now = ask_host(host, look);
    if (now.code != 0)
      ++silences;
    else if (field(now, "locked").empty())
      return now;
  }
  return std::nullopt;
}

// `report` is of a connection that was lost.
void settle(HostReport& report, const std::optional<HostReport>& now) {
  if (!now) {
    report.error += ", and the host was not reached again";
    report.help = "it goes on by itself: ask shipit status";
    return;
  }
  const std::string runs = field(*now, "release");
  if (!runs.empty() && runs == field(report, "release") && field(*now, "result") == "good") {
    report.code = deploy_code::done;
    report.error.clear();
    report.help.clear();
    report.log.clear();
    return;
  }
  report.error += runs.empty() ? ", and no release runs there" : ", and " + runs + " runs there";
  report.help = "shipit list tells how each release ended";
}

HostReport ask_and_settle(const Host& host, const Asking& asking, const Pause& pause) {
  HostReport report = ask_host(host, asking);
  if (report.lost) settle(report, ask_until_done(host, asking, pause));
  return report;
}

// Back to what the host said that it ran before.
void revert(const Host& host, Asking back, const Pause& pause, HostReport& report) {
  const std::string before = field(report, "from");
  if (before == field(report, "release")) return;
  if (before == nothing_there) {
    report.reverted = deploy_code::nothing_before;
    report.revert_error = "nothing ran there before";
    return;
  }
  back.request.to = before;
  const HostReport reverted = ask_and_settle(host, back, pause);
  report.reverted = reverted.code;
  report.revert_error = reverted.error;
}

}  // namespace

std::vector<HostReport> ask_in_turn(const Asking& asking, OnFailure on_failure,
                                    const Pause& pause) {
  const Rollout& rollout = asking.plan.settings.rollout;
  std::vector<HostReport> reports;
  unsigned failures = 0;
  for (const Host& host : asking.plan.hosts) {
    if (!reports.empty() && rollout.drain_seconds > 0) pause(rollout.drain_seconds);
    reports.push_back(ask_and_settle(host, asking, pause));
    if (reports.back().code != 0 && ++failures > rollout.max_failures) break;
  }
  if (failures <= rollout.max_failures || on_failure == OnFailure::stop) return reports;
  Asking back = asking;
  back.uploads.clear();
  back.parcel.reset();
  back.request.verb = "rollback";
  for (std::size_t i = reports.size(); i > 0; --i)
    if (reports[i - 1].code == 0) revert(asking.plan.hosts[i - 1], back, pause, reports[i - 1]);
  return reports;
}

}  // namespace shipit
