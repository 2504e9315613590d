// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/text.hpp>
#include <bundle/file_api.hpp>
#include <optional>

namespace shipit {
namespace {

constexpr const char* origin = "CMake's File API";

struct Site {
  std::string command;
  std::string place;  // 'src/CMakeLists.txt:12'
};

// The calls that led to a rule, from install() itself outwards.
std::vector<Site> backtrace(const Json& graph, const Json& installer) {
  std::vector<Site> sites;
  for (const Json* index = installer.contains("backtrace") ? &installer.at("backtrace") : nullptr;
       index != nullptr;) {
    const Json& node = graph.at("nodes").at(index->get<std::size_t>());
    if (node.contains("command"))
      sites.push_back({graph.at("commands").at(node.at("command").get<std::size_t>()),
                       graph.at("files").at(node.at("file").get<std::size_t>()).get<std::string>() +
                           ":" + std::to_string(node.at("line").get<int>())});
    index = node.contains("parent") ? &node.at("parent") : nullptr;
  }
  return sites;
}

std::string form_of_installer(const std::string& type) {
  if (type == "file") return "install(FILES)";
  if (type == "directory") return "install(DIRECTORY)";
  if (type == "target") return "install(TARGETS)";
  if (type == "export") return "install(EXPORT)";
  return "install()";
}

std::string where(const std::vector<Site>& sites, const std::string& type) {
  if (sites.empty()) return form_of_installer(type);
  for (auto site = sites.rbegin(); site != sites.rend(); ++site)
    if (site->command.starts_with("shipit_")) return site->command + "() in " + site->place;
  return form_of_installer(type) + " in " + sites.front().place;
}

// An element of "paths" is a path that keeps its name, or {from, to}.
InstallCopy copy_of(const Json& path, const std::string& destination, const Path& top,
                    bool folder) {
  const bool renamed = path.is_object();
  const Path from =
      (top / (renamed ? path.at("from") : path).get<std::string>()).lexically_normal();
  const std::string to = renamed ? path.at("to").get<std::string>() : from.filename().string();
  return {from, to == "." ? destination : destination + "/" + to, folder};
}

std::optional<InstallRule> rule_of(const Json& installer, const Json& graph, const Path& build,
                                   const InstallContext& context) {
  if (!installer.contains("destination") || !installer.contains("paths")) return std::nullopt;
  const std::string type = installer.at("type");
  std::string destination = installer.at("destination");
  if (!destination.starts_with('/')) destination = context.prefix + "/" + destination;
  InstallRule rule{where(backtrace(graph, installer), type), {}};
  // Paths of targets are relative to the build folder, others to the source folder.
  const Path& top = type == "target" || type == "export" ? build : context.source;
  for (const Json& path : installer.at("paths"))
    rule.copies.push_back(copy_of(path, destination, top, type == "directory"));
  return rule;
}

std::optional<Path> newest_index(const Path& reply) {
  std::optional<Path> newest;
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator(reply, none))
    if (file.path().filename().string().starts_with("index-") && (!newest || *newest < file.path()))
      newest = file.path();
  return newest;
}

// The "directory" objects of `config`, or of the first one when there is none of that name.
std::vector<Path> directory_files(const Path& reply, const Path& index, const std::string& config) {
  std::vector<Path> files;
  const Json replies = read_json(index);
  for (const Json& object : replies.at("objects")) {
    if (object.at("kind") != "codemodel" || !files.empty()) continue;
    const Json model = read_json(reply / object.at("jsonFile").get<std::string>());
    const Json& configs = model.at("configurations");
    const auto named = std::find_if(configs.begin(), configs.end(),
                                    [&](const Json& one) { return one.at("name") == config; });
    const Json& chosen = named != configs.end() ? *named : configs.at(0);
    for (const Json& directory : chosen.at("directories"))
      files.push_back(reply / directory.at("jsonFile").get<std::string>());
  }
  return files;
}

}  // namespace

std::vector<InstallRule> read_file_api(const Path& build, const std::string& config,
                                       const InstallContext& context) {
  const Path reply = build / ".cmake/api/v1/reply";
  const std::optional<Path> index = newest_index(reply);
  if (!index) return {};
  std::vector<InstallRule> rules;
  try {
    for (const Path& file : directory_files(reply, *index, config)) {
      const Json directory = read_json(file);
      for (const Json& installer : directory.at("installers"))
        if (auto rule = rule_of(installer, directory.at("backtraceGraph"), build, context))
          rules.push_back(*std::move(rule));
    }
  } catch (const Json::exception& error) {
    throw Error(std::string("cannot understand the reply of ") + origin + ": " + error.what())
        .help("remove '.cmake/api' from the build folder and configure again");
  }
  return rules;
}

}  // namespace shipit
