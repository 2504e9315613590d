// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <bundle/elf.hpp>
#include <bundle/links.hpp>
#include <deb/dependencies.hpp>
#include <deb/layout.hpp>
#include <deb/relations.hpp>
#include <optional>

namespace shipit {
namespace {

// Below it lies what will be on the host: dpkg-shlibdeps names files by their path there.
constexpr const char* root_folder = "debian/package/";

constexpr const char* control =
    "Source: package\nMaintainer: nobody <nobody@localhost>\n\n"
    "Package: package\nArchitecture: any\nDescription: package\n";

bool is_elf_entry(const Entry& entry) {
  if (entry.kind != EntryKind::file) return false;
  return entry.source.empty() ? is_elf(entry.content) : is_elf(entry.source, entry.size);
}

void make_link(const Path& target, const Path& place) {
  std::error_code code;
  std::filesystem::create_symlink(target, place, code);
  if (code) throw Error("cannot write " + quote(place.native()) + ": " + code.message());
}

// dpkg-shlibdeps finds a package's root by its DEBIAN folder, looks for libraries in it first, and
// asks no package of it for what it finds there.
void lay_out(const StagedTree& root, const Path& folder) {
  make_folders(folder / root_folder / "DEBIAN");
  write_file(folder / "debian/control", control);
  for (const Entry& entry : root.entries()) {
    const Path place = folder / root_folder / entry.path;
    if (entry.kind == EntryKind::folder) make_folders(place);
    if (entry.kind == EntryKind::symlink) make_link(entry.target, place);
    if (!is_elf_entry(entry)) continue;
    if (entry.source.empty())
      write_file(place, entry.content);
    else
      make_link(std::filesystem::absolute(entry.source), place);
  }
}

// The word between `before` and `after` in `text`.
std::optional<std::string> between(std::string_view text, std::string_view before,
                                   std::string_view after) {
  const std::size_t from = text.find(before);
  if (from == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(from + before.size());
  const std::size_t to = rest.find(after);
  if (to == std::string_view::npos) return std::nullopt;
  return std::string(rest.substr(0, to));
}

std::string on_host(const std::string& path) {
  const std::size_t at = path.find(root_folder);
  return at == std::string::npos ? path
                                 : path.substr(at + std::string_view(root_folder).size() - 1);
}

}  // namespace

std::vector<const Entry*> elf_files(const StagedTree& tree) {
  std::vector<const Entry*> files;
  for (const Entry& entry : tree.entries())
    if (is_elf_entry(entry)) files.push_back(&entry);
  return files;
}

std::optional<std::string> digest_of(const LibraryUse& use) {
  std::string text = use.own + "\n" + use.part.value_or("\n") + "\n";
  for (const Entry& entry : use.tree.entries()) {
    if (entry.kind == EntryKind::symlink) text += entry.path + "\n" + entry.target + "\n";
    if (!is_elf_entry(entry)) continue;
    if (entry.facts->sha256.empty()) return std::nullopt;
    text += entry.path + "\n" + to_hex(entry.facts->sha256) + "\n" + entry.package + "\n";
  }
  return sha256_hex(text);
}

std::vector<std::string> parse_substvars(std::string_view text) {
  constexpr std::string_view key = "shlibs:Depends=";
  std::vector<std::string> relations;
  for (const std::string& line : lines(text))
    if (line.starts_with(key))
      for (std::string& one : split_relations(std::string_view(line).substr(key.size())))
        relations.push_back(std::move(one));
  return united_relations(relations);
}

void fail_shlibdeps(std::string_view err) {
  if (const auto library = between(err, "cannot find library ", " needed by ")) {
    const auto file = between(err, *library + " needed by ", " (");
    throw Error("nothing provides the library " + quote(*library))
        .note(quote(on_host(file.value_or("a program"))) + " needs it")
        .help(
            "install the Debian package that has it, or install() it with a RUNPATH of "
            "$ORIGIN/… in what needs it");
  }
  if (const auto library = between(err, "no dependency information found for ", " (used by ")) {
    const auto file = between(err, *library + " (used by ", ")");
    throw Error("no Debian package has the library " + quote(on_host(*library)))
        .note(quote(on_host(file.value_or("a program"))) + " needs it")
        .help("build against Debian's own package of it, link it statically, or install() it too");
  }
  throw Error("dpkg-shlibdeps cannot tell what the package depends on")
      .note("it said:\n" + std::string(trim(err)))
      .help("give shipit_package() SHLIBDEPS OFF and name the DEPENDS yourself");
}

std::vector<std::string> shared_library_relations(const LibraryUse& use) {
  const StagedTree root = debian_root(use.tree);
  std::vector<const Entry*> files = elf_files(root);
  if (use.part) std::erase_if(files, [&](const Entry* file) { return file->package != *use.part; });
  if (files.empty()) return {};
  const TemporaryFolder folder(use.work);
  lay_out(root, folder.path());

  Command command{.words = {"dpkg-shlibdeps", "-O"},
                  .folder = folder.path(),
                  .extra = {{"LC_ALL", "C"}},
                  .without = {"LANGUAGE", "LD_LIBRARY_PATH"}};
  if (!use.own.empty()) command.words.push_back("-l/" + host_path(use.own));
  for (const Entry* file : files) command.words.push_back("-e" + (root_folder + file->path));
  const std::optional<Outcome> outcome = try_run(command);
  if (!outcome)
    throw Error("cannot tell which libraries the package depends on: no dpkg-shlibdeps here")
        .help(
            "apt install dpkg-dev, or give shipit_package() SHLIBDEPS OFF and name the DEPENDS "
            "yourself");
  if (outcome->status != 0) fail_shlibdeps(outcome->err);
  return parse_substvars(outcome->out);
}

}  // namespace shipit
