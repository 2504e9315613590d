// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <deploy/report.hpp>

namespace shipit {
namespace {

constexpr std::array<const char*, 7> list_columns{"release", "place",  "result",     "when",
                                                  "who",     "format", "environment"};

Json list_json(const HostReport& report) {
  Json list = Json::array();
  for (const std::vector<std::string>& row : report.list) {
    Json one = Json::object();
    for (std::size_t i = 0; i < std::min(row.size(), list_columns.size()); ++i)
      one[list_columns[i]] = row[i];
    list.push_back(one);
  }
  return list;
}

Json to_json(const HostReport& report) {
  Json json{{"host", report.host},
            {"outcome", outcome_word(report.code)},
            {"exitCode", report.code},
            {"bytesSent", report.sent},
            {"packageBytesSent", report.sent - report.asked}};
  if (!report.error.empty()) json["error"] = report.error;
  if (!report.help.empty()) json["help"] = report.help;
  if (!report.log.empty()) json["log"] = report.log;
  if (!report.fields.empty()) json["status"] = report.fields;
  if (!report.list.empty()) json["releases"] = list_json(report);
  if (report.reverted) json["reverted"] = outcome_word(*report.reverted);
  if (!report.revert_error.empty()) json["revertError"] = report.revert_error;
  return json;
}

}  // namespace

std::string outcome_word(int code) {
  switch (code) {
    case deploy_code::done:
      return "done";
    case deploy_code::bad_package:
      return "bad-package";
    case deploy_code::unreachable:
      return "unreachable";
    case deploy_code::rolled_back:
      return "rolled-back";
    case deploy_code::not_rolled_back:
      return "not-rolled-back";
    case deploy_code::nothing_before:
      return "nothing-before";
    case deploy_code::not_taken_in:
      return "not-taken-in";
    case deploy_code::hook_failed:
      return "hook-failed";
    case deploy_code::locked:
      return "locked";
    case deploy_code::unfit:
      return "unfit";
    default:
      return "misunderstood";
  }
}

std::size_t worst_of(const std::vector<HostReport>& reports) {
  const auto rank = [](const HostReport& report) {
    constexpr std::array order{deploy_code::rolled_back, deploy_code::nothing_before,
                               deploy_code::not_rolled_back};
    const auto* const found = std::find(order.begin(), order.end(), report.code);
    return found != order.end() ? 2 + (found - order.begin()) : report.code == 0 ? 0 : 1;
  };
  const auto worst =
      std::max_element(reports.begin(), reports.end(),
                       [&](const HostReport& a, const HostReport& b) { return rank(a) < rank(b); });
  return static_cast<std::size_t>(worst - reports.begin());
}

int worst_code(const std::vector<HostReport>& reports) {
  for (const HostReport& report : reports)
    if (report.reverted && *report.reverted != 0) return deploy_code::not_rolled_back;
  return reports.empty() ? deploy_code::done : reports[worst_of(reports)].code;
}

Json to_json(const DeployPlan& plan, const std::vector<HostReport>& reports) {
  Json json{{"name", plan.name},
            {"version", plan.version},
            {"environment", plan.environment},
            {"package", plan.artifact.name},
            {"packageBytes", plan.artifact.size},
            {"hosts", Json::array()}};
  for (const HostReport& report : reports) json["hosts"].push_back(to_json(report));
  for (std::size_t i = reports.size(); i < plan.hosts.size(); ++i)
    json["hosts"].push_back(Json{{"host", plan.hosts[i].name}, {"outcome", "not-tried"}});
  return json;
}

std::string sent_text(const HostReport& report, std::uint64_t package_size) {
  const std::uint64_t sent = report.sent - report.asked;
  const std::uint64_t percent = sent * 100 / std::max<std::uint64_t>(package_size, 1);
  return (percent < 100 ? std::to_string(percent) + " %" : "all") + " of the package sent, " +
         std::to_string(sent) + " bytes; agent and request are " + std::to_string(report.asked);
}

std::string status_text(const HostReport& report) {
  const auto field = [&](const char* name) {
    const auto found = report.fields.find(name);
    return found == report.fields.end() ? std::string() : found->second;
  };
  if (field("current") == "-" || field("current").empty())
    return report.host + ": no release is there\n";
  std::string text = report.host + ": " + field("current") + " since " + field("since") + " by " +
                     field("who") + " (" + field("result") + ")\n";
  for (const char* name : {"environment", "unit", "health", "locked"})
    if (!field(name).empty()) text += "  " + std::string(name) + " " + field(name) + "\n";
  return text;
}

std::string list_text(const HostReport& report) {
  std::string text = report.host + ":\n";
  for (const std::vector<std::string>& row : report.list) {
    std::string line;
    for (const std::string& cell : row)
      line += "  " + cell + std::string(cell.size() < 12 ? 12 - cell.size() : 0, ' ');
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

}  // namespace shipit
