// SPDX-License-Identifier: Apache-2.0
#include <assets/plan.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <map>

namespace shipit {
namespace {

// The value of the member `key`, which is one of `words` if it is there.
template <typename Choice>
Choice choice_of(const Json& plan, const char* key, std::string_view origin,
                 const std::map<std::string, Choice>& words) {
  const auto word = words.find(member<std::string>(plan, key, origin));
  if (word == words.end()) fail_member(key, origin, "is a word that this ShipIt does not know");
  return word->second;
}

// As choice_of(), of a list of words that may be missing.
template <typename Choice>
std::vector<Choice> choices_of(const Json& plan, const char* key, std::string_view origin,
                               const std::map<std::string, Choice>& words) {
  std::vector<Choice> choices;
  for (const std::string& one : member_or<std::vector<std::string>>(plan, key, {}, origin)) {
    const auto word = words.find(one);
    if (word == words.end()) fail_member(key, origin, "has a word that this ShipIt does not know");
    choices.push_back(word->second);
  }
  return choices;
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

// ["RELEASE"] or ["RELEASE", "ZSTD"].
Precompression precompression_of(const Json& plan, std::string_view origin) {
  const std::map<std::string, Profile> profiles = {
      {"DEV", Profile::dev}, {"FAST", Profile::fast}, {"RELEASE", Profile::release}};
  Precompression wanted;
  for (const auto& word : member_or<std::vector<std::string>>(plan, "precompress", {}, origin)) {
    const auto profile = profiles.find(word);
    if (profile != profiles.end())
      wanted.profile = profile->second;
    else if (word == "ZSTD")
      wanted.zstd = Zstd::on;
    else
      fail_member("precompress", origin, "has a word that this ShipIt does not know");
  }
  return wanted;
}

// What is said of files by globs.
void read_rules(const Json& plan, std::string_view origin, AssetOptions& options) {
  const auto words = [&](const char* key) {
    return member_or<std::vector<std::string>>(plan, key, {}, origin);
  };
  const std::map<std::string, Missing> severities = {
      {"ERROR", Missing::error}, {"WARN", Missing::warn}, {"IGNORE", Missing::ignore}};
  options.names = rules_of<Naming>(
      words("names"),
      {{"DIGEST", Naming::digested}, {"KEEP", Naming::plain}, {"QUERY", Naming::query}});
  options.minify = rules_of<Minify>(words("minify"), {{"ON", Minify::on}, {"OFF", Minify::off}});
  options.missing = rules_of<Missing>(words("missing"), severities);
  options.unused = rules_of<Missing>(words("unused"), severities);
  options.budgets = budgets_of(words("budgets"));
  options.integrity =
      rules_of<Integrity>(words("integrity"), {{"ON", Integrity::on}, {"OFF", Integrity::off}});
}

}  // namespace

AssetOptions read_plan(const Json& plan, std::string_view origin) {
  if (const int schema = member<int>(plan, "schema", origin); schema != 1)
    throw Error(quote(origin) + " has schema " + std::to_string(schema) +
                ", which this ShipIt does not know")
        .help("configure the project again");
  AssetOptions options;
  options.settings = plan.dump();
  options.root = member<std::string>(plan, "root", origin);
  if (plan.contains("mode"))
    options.mode = choice_of<Mode>(plan, "mode", origin,
                                   {{"DIGEST", Mode::digest}, {"IDENTITY", Mode::identity}});
  options.entries = member<std::vector<std::string>>(plan, "entryPoints", origin);
  options.public_path = member<std::string>(plan, "publicPath", origin);
  options.target = member_or<std::string>(plan, "target", options.target, origin);
  if (plan.contains("format"))
    options.format =
        choice_of<Format>(plan, "format", origin, {{"IIFE", Format::iife}, {"ESM", Format::esm}});
  if (plan.contains("sourceMaps"))
    options.source_maps = choice_of<SourceMaps>(plan, "sourceMaps", origin,
                                                {{"INSTALL", SourceMaps::install},
                                                 {"KEEP_BACK", SourceMaps::keep_back},
                                                 {"OFF", SourceMaps::off}});
  options.precompression = precompression_of(plan, origin);
  options.maps = member_or<std::string>(plan, "maps", "", origin);
  read_rules(plan, origin, options);
  options.version = member_or<std::string>(plan, "version", "", origin);
  for (const Json& one : member_or<Json>(plan, "concat", Json::array(), origin)) {
    const auto files = member<std::vector<std::string>>(one, "files", origin);
    options.concats.push_back(
        {member<std::string>(one, "output", origin), {files.begin(), files.end()}});
  }
  options.manifests = choices_of<ManifestFormat>(plan, "manifests", origin,
                                                 {{"VITE", ManifestFormat::vite},
                                                  {"PROPSHAFT", ManifestFormat::propshaft},
                                                  {"DJANGO", ManifestFormat::django},
                                                  {"PHOENIX", ManifestFormat::phoenix}});
  options.output = member<std::string>(plan, "output", origin);
  options.esbuild = member<std::string>(plan, "esbuild", origin);
  if (plan.contains("depfile"))
    options.depfile = {
        member<std::string>(plan, "depfile", origin),
        choice_of<BuildTool>(plan, "buildTool", origin,
                             {{"make", BuildTool::make}, {"ninja", BuildTool::ninja}})};
  options.name = member_or<std::string>(plan, "name", "", origin);
  options.from = member_or<std::string>(plan, "from", "", origin);
  return options;
}

}  // namespace shipit
