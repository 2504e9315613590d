// SPDX-License-Identifier: Apache-2.0
#include <assets/plan.hpp>
#include <base/error.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

BuildTool build_tool(const Json& plan, std::string_view origin) {
  const std::string name = member<std::string>(plan, "buildTool", origin);
  if (name == "make") return BuildTool::make;
  if (name == "ninja") return BuildTool::ninja;
  fail_member("buildTool", origin, "is neither 'make' nor 'ninja'");
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
  options.output = member<std::string>(plan, "output", origin);
  options.esbuild = member<std::string>(plan, "esbuild", origin);
  if (plan.contains("depfile"))
    options.depfile = {member<std::string>(plan, "depfile", origin), build_tool(plan, origin)};
  options.from = member_or<std::string>(plan, "from", "", origin);
  return options;
}

}  // namespace shipit
