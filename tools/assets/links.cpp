// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/esbuild.hpp>
#include <assets/links.hpp>
#include <assets/scan.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

std::string told(const Dangling& one, const Site& site) {
  const std::string start = one.where + ": " + quote(one.value);
  if (one.place == Place::outside) return start + " leads out of " + quote(site.root);
  return start + " is not there";
}

std::string looked_for(const Dangling& one, const Site& site) {
  if (one.place == Place::outside) return "only what is in " + quote(site.root) + " is published";
  const std::string looked = "looked for " + quote(site.root + "/" + one.path);
  const auto gone = site.gone.find(one.path);
  if (gone != site.gone.end()) return looked + ", but " + gone->second;
  const std::string part = left_out_part(one.path);
  return part.empty() ? looked
                      : looked + ", but " + quote(site.root + "/" + part) +
                            " is left out of what is published";
}

std::optional<std::string> suggestion(const Dangling& one, const Site& site) {
  if (one.place == Place::outside || site.gone.contains(one.path)) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& [path, ignored] : site.assets) known.emplace_back(path);
  std::sort(known.begin(), known.end());  // of two that are as near, the first
  return nearest(one.path, known);
}

// Where the reference stands: "file:line".
std::string place_of(const LinkedText& text, const Reference& reference) {
  const std::string bytes = text.file.empty() ? text.bytes : read_file(text.file);
  return text.shown + ":" +
         std::to_string(line_of(bytes, std::min(reference.at.front(), bytes.size())));
}

bool is_needed(const Reference& reference) {
  return reference.need == Need::must || reference.need == Need::classic;
}

bool is_absolute(const Reference& reference) { return trim(reference.value).starts_with('/'); }

void add_seal(const Seal& seal, std::size_t asset, Integrity integrity, Links& links) {
  const auto add = [&](Splice::Form form, const char* text) {
    links.splices.push_back({seal.begin, seal.end, asset, form, text});
  };
  if (seal.begin != seal.end) return add(Splice::Form::integrity, "");
  if (integrity == Integrity::off) return;
  add(Splice::Form::text, " integrity=\"");
  add(Splice::Form::integrity, "");
  add(Splice::Form::text, "\"");
}

Links sorted(Links links) {
  std::stable_sort(links.splices.begin(), links.splices.end(),
                   [](const Splice& a, const Splice& b) { return a.begin < b.begin; });
  std::sort(links.references.begin(), links.references.end());
  links.references.erase(std::unique(links.references.begin(), links.references.end()),
                         links.references.end());
  return links;
}

}  // namespace

std::optional<Origin> origin_of(const std::string& path, const std::optional<std::string>& base,
                                const std::string& public_path) {
  const Origin origin{folder_of(path), public_path};
  if (!base) return origin;
  const Target target = resolve(*base, origin);
  if (target.place != Place::inside) return std::nullopt;
  return Origin{folder_of(target.path), public_path};
}

Error dangling_error(const std::vector<Dangling>& all, const Site& site) {
  constexpr std::size_t most_suggestions = 20;  // each costs a look at every name
  Error error = Error(told(all[0], site)).note(looked_for(all[0], site));
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::optional<std::string> near =
        i < most_suggestions ? suggestion(all[i], site) : std::nullopt;
    error.note(told(all[i], site) + ", " + looked_for(all[i], site) +
               (near ? "; did you mean " + quote(*near) + "?" : ""));
  }
  if (all[0].place == Place::inside && !left_out_part(all[0].path).empty())
    return std::move(error).help(
        "import it in an entry point, or give it a name that is published: none of its folders is "
        "node_modules, nothing begins with '.', and it is no editor's backup");
  const std::optional<std::string> near = suggestion(all[0], site);
  return std::move(error).help(near ? "did you mean " + quote(*near) + "?"
                                    : "add the file, or take the reference out");
}

void Linker::miss(const LinkedText& text, const Reference& reference, const Target& target) {
  const GlobRule<Missing>* rule = rule_for(rules_, text.path);
  const Missing choice = rule == nullptr ? Missing::error : rule->choice;
  if (choice == Missing::ignore) return;
  // Of those that are let pass the first is told, and the file need not be read for others' lines.
  const bool is_error = choice == Missing::error;
  const std::string where = is_error ? place_of(text, reference)
                                     : text.shown + ":" + std::to_string(reference.at.front());
  // A sheet may be part of several bundles, and is asked for each.
  if (!missed_.insert(where + "\n" + reference.value).second) return;
  if (is_error) {
    dangling_.push_back({where, reference.value, target.place, target.path});
    return;
  }
  Passed& passed = let_pass_[rule->glob];
  if (++passed.count == 1)
    passed.first = {place_of(text, reference), reference.value, target.place, target.path};
}

std::vector<std::string> Linker::warnings() const {
  std::vector<std::string> all;
  for (const auto& [glob, passed] : let_pass_) {
    std::string more;
    if (passed.count > 1)
      more = ", and " + std::to_string(passed.count - 1) + " more in " + quote(glob);
    all.push_back(told(passed.first, site_) + more);
  }
  return all;
}

std::optional<std::size_t> Linker::asset_at(const Target& target) const {
  if (target.place != Place::inside) return std::nullopt;
  const auto found = site_.assets.find(target.path);
  if (found == site_.assets.end()) return std::nullopt;
  return found->second;
}

Splice Linker::splice_for(const Reference& reference, const Target& target,
                          std::size_t asset) const {
  if (!site_.queried.contains(asset)) {
    const std::size_t at = reference.at[target.digest_at];
    return {at, at, asset, Splice::Form::digest};
  }
  const VersionQuery query = version_query(std::string_view(reference.value).substr(target.end),
                                           reference.spelling, site_.version);
  const std::size_t at = reference.at[target.end + query.offset];
  return {at, at, asset, Splice::Form::text, query.text};
}

Links Linker::link(const LinkedText& text, Report report) {
  Links links;
  const std::optional<Origin> origin = origin_of(text.path, text.base, site_.public_path);
  for (const Reference& reference : text.references) {
    if (!origin && !is_absolute(reference)) continue;
    const Target target = resolve(reference.value, origin.value_or(Origin{"", site_.public_path}));
    if (reference.need == Need::map) links.map = target.path;
    if (const std::optional<std::size_t> asset = asset_at(target)) {
      links.splices.push_back(splice_for(reference, target, *asset));
      links.references.push_back(*asset);
      if (reference.seal) add_seal(*reference.seal, *asset, text.integrity, links);
      if (reference.need == Need::classic && site_.esm.contains(*asset))
        links.classic.emplace_back(*asset, place_of(text, reference));
    } else if (target.place != Place::foreign && reference.need == Need::map) {
      links.splices.push_back({reference.begin, reference.end, 0, Splice::Form::text, " "});
    } else if (target.place != Place::foreign && is_needed(reference) && report == Report::misses) {
      miss(text, reference, target);
    }
  }
  return sorted(std::move(links));
}

// What `value` means in the sheets that have it.
std::optional<std::size_t> Linker::meaning(const std::string& value,
                                           const std::vector<const LinkedText*>& sources) {
  std::optional<std::size_t> meant;
  for (const LinkedText* source : sources) {
    for (const Reference& reference : source->references) {
      if (reference.value != value) continue;
      const Target target = resolve(value, {folder_of(source->path), site_.public_path});
      const std::optional<std::size_t> asset = asset_at(target);
      if (!asset && target.place != Place::foreign && reference.need == Need::must)
        miss(*source, reference, target);
      if (asset && meant.value_or(*asset) != *asset)
        throw Error(place_of(*source, reference) + ": " + quote(value) +
                    " means another file in another sheet of the bundle")
            .note("esbuild leaves it as it is, so that the two can't be told apart")
            .help("write it as url(\"" + value + "\")");
      if (asset) meant = asset;
    }
  }
  return meant;
}

Links Linker::link_left_over(const std::vector<Reference>& references,
                             const std::vector<const LinkedText*>& sources) {
  Links links;
  for (const Reference& left : references) {
    if (left.value.find(name_placeholder) != std::string::npos) continue;
    const Target target = resolve(left.value, {"", site_.public_path});
    std::optional<std::size_t> meant = meaning(left.value, sources);
    if (!meant && is_absolute(left)) meant = asset_at(target);
    if (!meant) continue;
    links.splices.push_back(
        {left.at[target.begin], left.at[target.end], *meant, Splice::Form::url});
    if (site_.queried.contains(*meant)) links.splices.push_back(splice_for(left, target, *meant));
    links.references.push_back(*meant);
  }
  return sorted(std::move(links));
}

}  // namespace shipit
