// SPDX-License-Identifier: Apache-2.0
#include <assets/asset.hpp>
#include <assets/esbuild.hpp>
#include <assets/links.hpp>
#include <assets/refusal.hpp>
#include <base/text.hpp>
#include <optional>

namespace shipit {
namespace {

constexpr std::string_view unresolved = "Could not resolve \"";
constexpr std::string_view clash = "Two output files share the same path";

std::string place_of(const Diagnostic& diagnostic, const SourceTree& tree,
                     const AssetOptions& options) {
  return shown((tree.root / diagnostic.file).lexically_normal(), options.from) + ":" +
         std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
}

// What could not be resolved; nothing when the diagnostic is of another kind.
std::optional<std::string> unresolved_in(const Diagnostic& diagnostic) {
  const std::string_view text = diagnostic.text;
  const std::size_t end = text.rfind('"');
  if (!text.starts_with(unresolved) || diagnostic.file.empty() || end < unresolved.size())
    return std::nullopt;
  return std::string(text.substr(unresolved.size(), end - unresolved.size()));
}

// A reference to a file of the root, rather than to a package or a module outside.
std::optional<Dangling> dangling_in(const Diagnostic& diagnostic, const SourceTree& tree,
                                    const AssetOptions& options) {
  const std::optional<std::string> value = unresolved_in(diagnostic);
  if (!value) return std::nullopt;
  const bool in_sheet = extension_of(diagnostic.file) == ".css";
  if (!in_sheet && !value->starts_with("./") && !value->starts_with("../")) return std::nullopt;
  const std::string path = value->substr(0, value->find_first_of("?#"));
  const std::string target =
      (Path(diagnostic.file).parent_path() / path).lexically_normal().string();
  if (target.starts_with("../") || target.starts_with('/')) return std::nullopt;
  return Dangling{place_of(diagnostic, tree, options), *value, Place::inside, target};
}

std::string package_of(const std::string& specifier) {
  const std::vector<std::string> pieces = split(specifier, '/');
  return pieces[0].starts_with('@') && pieces.size() > 1 ? pieces[0] + "/" + pieces[1] : pieces[0];
}

Error clash_error(const Diagnostic& diagnostic, const AssetOptions& options) {
  std::string name = Path(diagnostic.text).filename().string();
  if (name.ends_with(".LEGAL.txt")) name.resize(name.size() - std::string(".LEGAL.txt").size());
  name = replace_all(name, name_mark, "");
  Error error("two bundles want the name " + quote(name));
  for (const std::string& entry : options.entries) {
    const std::string bundle = Path(bundle_name(entry)).filename().string();
    if (bundle == name)
      error.note("one is the bundle of " + quote(entry));
    else if (Path(bundle).stem() == Path(name).stem())
      error.note("one is the styles that " + quote(entry) + " imports");
  }
  return std::move(error).help("rename one of the entry points, or let only one have the styles");
}

std::string help_for(const Diagnostic& diagnostic, Format format) {
  if (diagnostic.text.starts_with(no_import_meta))
    return format == Format::esm
               ? "modules have it from TARGET es2020 on"
               : "FORMAT ESM makes modules, for <script type=module>, which have it";
  const std::optional<std::string> value = unresolved_in(diagnostic);
  if (!value || value->starts_with('.') || value->starts_with('/')) return {};
  return "run 'npm ci', or 'npm install " + package_of(*value) + "' if it is new";
}

}  // namespace

std::string told(const Diagnostic& diagnostic, const SourceTree& tree,
                 const AssetOptions& options) {
  if (diagnostic.file.empty()) return "esbuild: " + diagnostic.text;
  return place_of(diagnostic, tree, options) + ": " + diagnostic.text;
}

Error refusal(const std::vector<Diagnostic>& errors, const SourceTree& tree,
              const AssetOptions& options) {
  Site site;
  site.root = shown(tree.root, options.from);
  for (const SourceFile& file : tree.files) site.assets.emplace(file.path, 0);

  std::vector<Dangling> dangling;
  std::vector<const Diagnostic*> others;
  for (const Diagnostic& diagnostic : errors) {
    if (diagnostic.text.starts_with(clash)) return clash_error(diagnostic, options);
    if (std::optional<Dangling> one = dangling_in(diagnostic, tree, options))
      dangling.push_back(*std::move(one));
    else
      others.push_back(&diagnostic);
  }
  if (dangling.empty()) {
    Error error(told(*others.front(), tree, options));
    for (std::size_t i = 1; i < others.size(); ++i) error.note(told(*others[i], tree, options));
    const std::string help = help_for(*others.front(), options.format);
    return help.empty() ? error : std::move(error).help(help);
  }
  Error error = dangling_error(dangling, site);
  for (const Diagnostic* other : others) error.note(told(*other, tree, options));
  return error;
}

}  // namespace shipit
