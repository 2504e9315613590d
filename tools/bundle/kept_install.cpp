// SPDX-License-Identifier: Apache-2.0
#include <base/sealed.hpp>
#include <base/text.hpp>
#include <bundle/kept_install.hpp>
#include <bundle/listing.hpp>
#include <future>
#include <limits>
#include <utility>

namespace shipit {
namespace {

// Five lines, then "<path>" for each path as often as it was written, an empty line, and
// "<path>\t<package>\t<package>…" where there are several packages.
constexpr std::string_view install_heading = "shipit installed 2";
constexpr std::size_t first_lines = 5;
constexpr char parting = '\t';

std::string stage_digest(const StagePlaces& places, const Looked& stage) {
  // Nobody else writes the stage, so what was done last is old enough.
  Listing listing(std::numeric_limits<std::int64_t>::max());
  listing.add(stage);
  listing.add(look(places.stripped()));
  listing.add(look(places.debug()));
  return std::move(listing).digest().value_or("");
}

bool is_plain(const std::string& text) { return text.find_first_of("\t\n") == std::string::npos; }

Installed installed_from(const std::vector<std::string>& all) {
  Installed installed;
  std::size_t at = first_lines;
  for (; at < all.size() && !all[at].empty(); ++at) installed.paths.push_back(all[at]);
  for (++at; at < all.size(); ++at) {
    std::vector<std::string> words = split(all[at], parting);
    const std::string path = std::move(words.front());
    words.erase(words.begin());
    installed.packages[path] = std::move(words);
  }
  return installed;
}

std::optional<KeptInstall> kept_install(const StagePlaces& places, const std::string& rules) {
  const std::optional<std::string> text = read_sealed(places.installed());
  if (!text) return std::nullopt;
  std::vector<std::string> all = lines(*text);
  if (all.size() < first_lines || all[0] != install_heading || all[1] != rules) return std::nullopt;
  Looked stage = look(places.stage);
  if (all[4] != stage_digest(places, stage)) return std::nullopt;
  return KeptInstall{.rules = rules,
                     .sources = all[2],
                     .others = all[3],
                     .installed = installed_from(all),
                     .stage = std::move(stage)};
}

}  // namespace

std::optional<std::string> listing_of(const std::vector<Looked>& all, Listing listing) {
  for (const Looked& one : all) listing.add(one);
  return std::move(listing).digest();
}

Past past_of(const StagePlaces& places, const std::string& rules,
             const std::optional<std::string>& sources) {
  if (!sources) return {.record = written_record(places, rules)};
  auto kept = std::async(std::launch::async, [&] { return kept_install(places, rules); });
  Past past{.record = written_record(places, rules)};
  past.install = kept.get();
  if (past.record.files.empty()) past.install.reset();
  return past;
}

void keep_install(const StagePlaces& places, const KeptInstall& kept) {
  std::string text = std::string(install_heading) + "\n" + kept.rules + "\n" + kept.sources + "\n" +
                     kept.others + "\n" + stage_digest(places, kept.stage) + "\n";
  for (const std::string& path : kept.installed.paths) {
    if (!is_plain(path)) return;
    text += path + "\n";
  }
  text += "\n";
  for (const auto& [path, packages] : kept.installed.packages) {
    if (!is_plain(path)) return;
    text += path + parting + join(packages, std::string(1, parting)) + "\n";
  }
  write_sealed(places.installed(), text);
}

}  // namespace shipit
