// SPDX-License-Identifier: Apache-2.0
#include <assets/npm_packages.hpp>
#include <assets/surroundings.hpp>
#include <base/error.hpp>
#include <base/walk.hpp>

namespace shipit {
namespace {

namespace fs = std::filesystem;

// What can't be told: caught by surroundings_of().
struct Unsure {};

class SurroundingsLooker {
 public:
  explicit SurroundingsLooker(const EsbuildPlace& place) : place_(place) {}

  std::set<std::string> look(const Bundling& bundling) {
    program();
    parents_of(place_.tree.root);
    parents_of(place_.stage);
    for (const SourceFile& file : place_.tree.files) above(file.file);
    for (const Path& module : bundling.modules) add_module(module);
    for (const Emitted& emitted : bundling.emitted) add_module(emitted.source);
    return std::move(found_);
  }

 private:
  void program() {
    const Path real = fs::canonical(place_.esbuild);
    found_.insert(place_.esbuild.native());
    found_.insert(real.native());
    if (fs::file_size(real) < 4 || read_file(real, {0, 4}) !=
                                       "\x7f"
                                       "ELF")
      throw Unsure();
  }

  void above(const Path& file) {
    if (const Path folder = file.parent_path(); last_ != folder) {
      last_ = folder;
      parents_of(folder);
    }
  }

  void add_module(const Path& file) {
    found_.insert(file.native());
    above(file);
    if (const Path package = npm_folder_of(file.native()); !package.empty())
      add_package(package);
    else if (is_inside(file, place_.tree.root))
      for (Path at = file.parent_path(); is_inside(at, place_.tree.root); at = at.parent_path())
        found_.insert(at.native());
    else if (!place_.by_name.contains(file))
      throw Unsure();
  }

  // Whatever is in a package may have a say in what an import of it means.
  void add_package(const Path& package) {
    if (!found_.insert(package.native()).second) return;
    const auto enter = [](const std::string& below) {
      return Path(below).filename() != "node_modules";
    };
    for (const Found& one : walk(package, enter)) {
      if (one.kind == FileKind::symlink) throw Unsure();
      found_.insert((package / one.path).native());
    }
  }

  // What esbuild looks for in a folder and all above it.
  void parents_of(const Path& start) {
    for (Path folder = start; seen_.insert(folder.native()).second; folder = folder.parent_path()) {
      for (const char* name : {".pnp.cjs", ".pnp.js", ".pnp.data.json"}) {
        found_.insert((folder / name).native());
        if (fs::exists(folder / name)) throw Unsure();
      }
      found_.insert((folder / "package.json").native());
      for (const char* name : {"tsconfig.json", "jsconfig.json"}) config(folder / name);
      modules(folder / "node_modules");
    }
  }

  void config(const Path& file) {
    found_.insert(file.native());
    if (fs::is_symlink(file)) throw Unsure();
    if (!fs::exists(file)) return;
    const std::string text = read_file(file);
    for (const char* leads_on : {"extends", "paths", "baseUrl"})
      if (text.find(leads_on) != std::string::npos) throw Unsure();
  }

  // A package that comes into a nearer folder takes the place of one further away.
  void modules(const Path& folder) {
    found_.insert(folder.native());
    if (!fs::is_directory(folder)) return;
    for (const fs::directory_entry& one : fs::directory_iterator(folder))
      if (one.path().filename().native().starts_with('@')) found_.insert(one.path().native());
  }

  const EsbuildPlace& place_;
  Path last_;
  std::set<std::string> seen_;
  std::set<std::string> found_;
};

}  // namespace

std::optional<std::set<std::string>> surroundings_of(const EsbuildPlace& place,
                                                     const Bundling& bundling) {
  try {
    return SurroundingsLooker(place).look(bundling);
  } catch (const Unsure&) {
  } catch (const Error&) {
  } catch (const fs::filesystem_error&) {
  }
  return std::nullopt;
}

}  // namespace shipit
