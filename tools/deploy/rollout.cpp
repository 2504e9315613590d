// SPDX-License-Identifier: Apache-2.0
#include <deploy/rollout.hpp>

namespace shipit {
namespace {

constexpr unsigned question_pause = 2;      // seconds
constexpr unsigned most_questions = 300;    // while it is at work
constexpr unsigned most_silences = 10;      // of a host that can't be reached any more
constexpr unsigned most_idle = 5;           // while it may not have begun yet
constexpr const char* nothing_there = "-";  // as the agent says it

std::string field(const HostReport& report, const char* name) {
  const auto found = report.fields.find(name);
  return found == report.fields.end() ? "" : found->second;
}

// A host, and the way there.
struct Line {
  Host host;
  Command ssh;
};

// How a host is found after its connection was lost.
struct Finding {
  HostReport now;
  bool was_at_it = false;  // it has been seen at what was asked
};

// What `status` says once the agent is done; nothing if that can't be learnt. Where it hadn't said
// yet that it begins (`begun`), it gets the time to.
std::optional<Finding> ask_until_done(const Line& line, const Asking& asking, const Pause& pause,
                                      bool begun) {
  const Asking look{.plan = asking.plan,
                    .request = {.verb = "status", .who = asking.request.who},
                    .ssh_config = asking.ssh_config};
  const std::string holder = asking.request.who + " for " + asking.request.verb + " of ";
  Finding finding;
  const std::optional<Hook>& hook = asking.plan.settings.install.pre_switch;
  const unsigned questions = most_questions + (hook ? hook->timeout_seconds / question_pause : 0);
  unsigned silences = 0;
  unsigned idle = 0;
  for (unsigned i = 0; i < questions && silences < most_silences; ++i) {
    pause(question_pause);
    finding.now = ask_host(line.host, look, line.ssh);
    const std::string locked = field(finding.now, "locked");
    if (finding.now.code != 0)
      ++silences;
    else if (!locked.empty())
      finding.was_at_it = finding.was_at_it || locked.starts_with(holder);
    else if (begun || finding.was_at_it || ++idle >= most_idle)
      return finding;
  }
  return std::nullopt;
}

bool came_to_it(const HostReport& report, const Finding& finding, const Asking& asking) {
  const std::string tried = field(report, "release");
  if (field(finding.now, "result") != "good") return false;
  if (!tried.empty()) return tried == field(finding.now, "release");
  // It may have run there before, unless the host was seen to be at it.
  return finding.was_at_it && asking.request.verb == "deploy" &&
         field(finding.now, "current") == asking.plan.version;
}

// `report` is of a connection that was lost.
void settle(HostReport& report, const std::optional<Finding>& finding, const Asking& asking) {
  if (!finding) {
    report.error += ", and the host was not reached again";
    report.help = "it may go on by itself: ask shipit status";
    return;
  }
  if (came_to_it(report, *finding, asking)) {
    report.code = deploy_code::done;
    report.error.clear();
    report.help.clear();
    report.log.clear();
    return;
  }
  if (field(report, "release").empty() && !finding->was_at_it)
    report.error += " before the host said that it has all of it";
  const std::string runs = field(finding->now, "release");
  report.error += runs.empty() ? ", and no release runs there" : ", and " + runs + " runs there";
  report.help = "shipit list tells how each release ended";
}

HostReport ask_and_settle(const Line& line, const Asking& asking, const Pause& pause) {
  HostReport report = ask_host(line.host, asking, line.ssh);
  if (!report.lost) return report;
  if (asking.heard) asking.heard(report.host, "note", "the connection was lost; asking what runs");
  settle(report, ask_until_done(line, asking, pause, !field(report, "release").empty()), asking);
  return report;
}

// Back to what the host said that it ran before.
void revert(const Line& line, Asking back, const Pause& pause, HostReport& report) {
  const std::string before = field(report, "from");
  if (before == field(report, "release")) return;
  if (before == nothing_there) {
    report.reverted = deploy_code::nothing_before;
    report.revert_error = "nothing ran there before";
    return;
  }
  back.request.to = before;
  const HostReport reverted = ask_and_settle(line, back, pause);
  report.reverted = reverted.code;
  report.revert_error = reverted.error;
}

bool is_for_first(const std::optional<Hook>& hook) {
  return hook && hook->hosts == HookHosts::first;
}

}  // namespace

std::vector<HostReport> ask_in_turn(const Asking& asking, OnFailure on_failure,
                                    const Pause& pause) {
  const Rollout& rollout = asking.plan.settings.rollout;
  Asking next = asking;
  std::optional<Hook>& hook = next.plan.settings.install.pre_switch;
  std::vector<HostReport> reports;
  std::vector<Line> asked;
  unsigned failures = 0;
  for (const Host& host : asking.plan.hosts) {
    if (!reports.empty() && rollout.drain_seconds > 0) pause(rollout.drain_seconds);
    asked.push_back({host, ssh_command(host, asking.ssh_config)});
    reports.push_back(ask_and_settle(asked.back(), next, pause));
    if (reports.back().code != 0 && ++failures > rollout.max_failures) break;
    // Not once more, and no host without it.
    if (is_for_first(hook) && reports.back().code == deploy_code::hook_failed) break;
    if (is_for_first(hook) && field(reports.back(), "hook") == "done") hook.reset();
  }
  if (failures <= rollout.max_failures || on_failure == OnFailure::stop) return reports;
  Asking back = asking;
  back.uploads.clear();
  back.parcel.reset();
  back.request.verb = "rollback";
  for (std::size_t i = reports.size(); i > 0; --i)
    if (reports[i - 1].code == 0) revert(asked[i - 1], back, pause, reports[i - 1]);
  return reports;
}

}  // namespace shipit
