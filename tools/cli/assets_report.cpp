// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/explain.hpp>
#include <assets/publish.hpp>
#include <assets/unused.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/with_help.hpp>
#include <cli/assets_build.hpp>
#include <cli/build_stats.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

constexpr std::size_t most_large_files = 10;

struct ReportWords {
  std::string plan;
  std::string file;
  bool json = false;
};

std::vector<std::string> largest_in(const Inventory& inventory) {
  std::vector<std::string> paths;
  for (const auto& [path, item] : inventory) paths.push_back(path);
  std::stable_sort(paths.begin(), paths.end(), [&](const std::string& a, const std::string& b) {
    return inventory.at(a).size > inventory.at(b).size;
  });
  if (paths.size() > most_large_files) paths.resize(most_large_files);
  return paths;
}

Json report_of(const Inventory& inventory, const AssetOptions& options) {
  Json report = {{"files", inventory.size()},
                 {"unused", Json::array()},
                 {"duplicates", Json::array()},
                 {"largest", Json::array()}};
  std::uint64_t bytes = 0;
  for (const auto& [path, item] : inventory) bytes += item.size;
  report["bytes"] = bytes;
  for (const std::string& path : unused_in(inventory, options))
    report["unused"].push_back({{"path", path}, {"size", inventory.at(path).size}});
  for (const Twins& twins : twins_in(inventory))
    report["duplicates"].push_back(
        {{"paths", twins.paths}, {"size", twins.size}, {"wasted", twins.wasted()}});
  for (const std::string& path : largest_in(inventory)) {
    Json encodings = Json::object();
    for (const auto& [suffix, size] : inventory.at(path).encodings)
      encodings[suffix.substr(1)] = size;
    report["largest"].push_back(
        {{"path", path}, {"size", inventory.at(path).size}, {"encodings", encodings}});
  }
  if (const std::optional<BuildStats> stats = last_stats(options))
    report["lastBuild"] = json_of(*stats);
  return report;
}

std::string size_in(const Json& entry, const char* key) {
  return shown_size(entry.at(key).get<std::uint64_t>());
}

void print(const Json& report) {
  std::cout << report.at("files") << " files, " << size_in(report, "bytes") << "\n";
  if (!report.at("unused").empty()) std::cout << "nothing leads to:\n";
  for (const Json& one : report.at("unused"))
    std::cout << "  " << one.at("path").get<std::string>() << "  " << size_in(one, "size") << "\n";
  if (!report.at("duplicates").empty()) std::cout << "the same content:\n";
  for (const Json& one : report.at("duplicates"))
    std::cout << "  " << join(one.at("paths").get<std::vector<std::string>>(), " = ") << "  "
              << size_in(one, "wasted") << " wasted\n";
  if (!report.at("largest").empty()) std::cout << "largest:\n";
  for (const Json& one : report.at("largest")) {
    std::cout << "  " << one.at("path").get<std::string>() << "  " << size_in(one, "size");
    for (const auto& [name, size] : one.at("encodings").items())
      std::cout << "  " << name << " " << shown_size(size.get<std::uint64_t>());
    std::cout << "\n";
  }
  if (report.contains("lastBuild"))
    std::cout << "the last build that found a change:\n"
              << table_of(stats_of(report.at("lastBuild"), "lastBuild"));
}

void run_report(const ReportWords& words) {
  const AssetOptions options = plan_in(words.plan);
  const Path manifest = options.output / manifest_name;
  if (!std::filesystem::exists(manifest))
    throw Error("nothing was published in " + quote(options.output.native()) + " yet")
        .help("build first");
  const Measured built{
      with_help("delete it and build again",
                [&] { return read_manifest(read_json(manifest), manifest.native()).assets; }),
      last_inputs(options)};
  if (!words.file.empty())
    for (const std::string& line : explain(words.file, built, build_before(options), options))
      std::cout << line << "\n";
  else if (words.json)
    std::cout << to_text(report_of(built.inventory, options));
  else
    print(report_of(built.inventory, options));
}

}  // namespace

Action assets_report_verb(Options& options) {
  const auto words = std::make_shared<ReportWords>();
  options.required("--plan", words->plan, "what was published, as ShipItAssets.cmake wrote it");
  options.optional("--explain", words->file,
                   "tell all of this file instead; a path in the root, or one that is served");
  options.flag("--json", words->json, "for machines; sizes in bytes, times in seconds");
  return [words] { run_report(*words); };
}

}  // namespace shipit
