// SPDX-License-Identifier: Apache-2.0
#include <assets/plan.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <map>

namespace shipit {
namespace {

BuildTool build_tool(const Json& plan, std::string_view origin) {
  const std::string name = member<std::string>(plan, "buildTool", origin);
  if (name == "make") return BuildTool::make;
  if (name == "ninja") return BuildTool::ninja;
  fail_member("buildTool", origin, "is neither 'make' nor 'ninja'");
}

// "WARN", "vendor/**", "old/*", "IGNORE", "x": a word, and the globs that it is for.
template <typename Choice>
std::vector<GlobRule<Choice>> rules_of(const std::vector<std::string>& list,
                                       const std::map<std::string, Choice>& words) {
  std::vector<GlobRule<Choice>> rules;
  std::optional<Choice> choice;
  for (const std::string& one : list) {
    const auto word = words.find(one);
    if (word != words.end())
      choice = word->second;
    else if (choice)
      rules.push_back({*choice, one});
  }
  return rules;
}

}  // namespace

AssetOptions read_plan(const Json& plan, std::string_view origin) {
  if (const int schema = member<int>(plan, "schema", origin); schema != 1)
    throw Error(quote(origin) + " has schema " + std::to_string(schema) +
                ", which this ShipIt does not know")
        .help("configure the project again");
  AssetOptions options;
  options.root = member<std::string>(plan, "root", origin);
  options.entries = member<std::vector<std::string>>(plan, "entryPoints", origin);
  options.public_path = member<std::string>(plan, "publicPath", origin);
  options.target = member_or<std::string>(plan, "target", options.target, origin);
  options.names = rules_of<Naming>(
      member_or<std::vector<std::string>>(plan, "names", {}, origin),
      {{"DIGEST", Naming::digested}, {"KEEP", Naming::plain}, {"QUERY", Naming::query}});
  options.version = member_or<std::string>(plan, "version", "", origin);
  options.missing = rules_of<Missing>(
      member_or<std::vector<std::string>>(plan, "missing", {}, origin),
      {{"ERROR", Missing::error}, {"WARN", Missing::warn}, {"IGNORE", Missing::ignore}});
  options.output = member<std::string>(plan, "output", origin);
  options.esbuild = member<std::string>(plan, "esbuild", origin);
  if (plan.contains("depfile"))
    options.depfile = {member<std::string>(plan, "depfile", origin), build_tool(plan, origin)};
  options.from = member_or<std::string>(plan, "from", "", origin);
  return options;
}

}  // namespace shipit
