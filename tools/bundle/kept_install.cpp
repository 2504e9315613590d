// SPDX-License-Identifier: Apache-2.0
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <bundle/kept_install.hpp>
#include <bundle/listing.hpp>
#include <limits>

namespace shipit {
namespace {

constexpr std::string_view ending = "end";

// "<path>", or "<path>\t<package>\t<package>…" where there are several packages.
constexpr char parting = '\t';

std::string first_lines(const StagePlaces& places, const std::string& rules,
                        const std::string& sources) {
  // Nobody else writes the stage, so what was done last is old enough.
  const std::optional<std::string> stage = listing_digest(
      {places.stage, places.stripped(), places.debug()}, std::numeric_limits<std::int64_t>::max());
  return "shipit installed 1\n" + rules + "\n" + sources + "\n" + stage.value_or("") + "\n";
}

bool is_plain(const std::string& text) { return text.find_first_of("\t\n") == std::string::npos; }

}  // namespace

std::optional<Installed> kept_install(const StagePlaces& places, const std::string& rules,
                                      const std::string& sources) {
  if (!stamp_of(places.installed())) return std::nullopt;
  const std::string text = read_file(places.installed());
  const std::string first = first_lines(places, rules, sources);
  if (!text.starts_with(first) || !text.ends_with("\n" + std::string(ending) + "\n"))
    return std::nullopt;
  std::vector<std::string> all = lines(std::string_view(text).substr(first.size()));
  all.pop_back();
  Installed installed;
  std::size_t listed = all.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].empty()) {
      listed = i;  // what follows is in a package, and listed or not
      continue;
    }
    if (i < listed) {
      installed.paths.push_back(std::move(all[i]));
      continue;
    }
    std::vector<std::string> words = split(all[i], parting);
    const std::string path = std::move(words.front());
    words.erase(words.begin());
    installed.packages[path] = std::move(words);
  }
  return installed;
}

void keep_install(const StagePlaces& places, const KeptInstall& kept) {
  std::string text = first_lines(places, kept.rules, kept.sources);
  for (const std::string& path : kept.installed.paths) {
    if (!is_plain(path)) return;
    text += path + "\n";
  }
  text += "\n";
  for (const auto& [path, packages] : kept.installed.packages) {
    if (!is_plain(path)) return;
    text += path + parting + join(packages, std::string(1, parting)) + "\n";
  }
  write_file(places.installed(), text + std::string(ending) + "\n");
}

}  // namespace shipit
