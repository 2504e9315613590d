// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/scan.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/walk.hpp>
#include <iterator>
#include <system_error>

namespace shipit {
namespace {

class Scanner {
 public:
  Scanner(const Path& root, const Path& from) : from_(from) { tree_.root = root_of(root, from); }

  SourceTree tree() {
    folder(tree_.root, "");
    std::sort(tree_.files.begin(), tree_.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    std::sort(tree_.folders.begin(), tree_.folders.end());
    return std::move(tree_);
  }

 private:
  std::string name(const Path& path) const { return quote(shown(path, from_)); }
  std::string name_of(const std::string& logical) const { return name(tree_.root / logical); }

  // `prefix` is what the logical paths of the files in `path` begin with.
  void folder(const Path& path, const std::string& prefix) {
    inside_.push_back(path);
    tree_.folders.push_back(path);
    const auto enter = [&](const std::string& below) { return is_published(prefix + below); };
    for (const Found& found : walk(path, enter)) {
      const std::string logical = prefix + found.path;
      if (!is_published(logical)) continue;
      check_name(logical);
      if (found.kind == FileKind::folder)
        tree_.folders.push_back(path / found.path);
      else if (found.kind == FileKind::symlink)
        symlink(path / found.path, logical);
      else
        file(path.native() + "/" + found.path, logical, found.kind);
    }
    inside_.pop_back();
  }

  void file(std::string path, const std::string& logical, FileKind kind) {
    if (kind != FileKind::regular)
      throw Error(name_of(logical) + " is neither a file nor a folder")
          .help("move it out of " + name(tree_.root));
    tree_.files.push_back({logical, std::move(path)});
  }

  void symlink(const Path& link, const std::string& logical) {
    std::error_code error;
    const Path target = std::filesystem::canonical(link, error);
    if (error)
      throw Error("the symlink " + name_of(logical) + " leads to nothing")
          .help("mend it or remove it");
    if (!is_inside(target, tree_.root))
      throw Error("the symlink " + name_of(logical) + " leads out of " + name(tree_.root))
          .note("it leads to " + quote(target.native()))
          .help("copy what it leads to into " + name(tree_.root));
    if (!std::filesystem::is_directory(target))
      return file(target.native(), logical,
                  std::filesystem::is_regular_file(target) ? FileKind::regular : FileKind::other);
    for (const Path& open : inside_)
      if (is_inside(link.parent_path(), target) || is_inside(open, target))
        throw Error("the symlink " + name_of(logical) + " leads to a folder that holds it")
            .help("remove it");
    folder(target, logical + "/");
  }

  void check_name(const std::string& logical) const {
    const auto unfit = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(logical.begin(), logical.end(), unfit))
      throw Error("the name of " + name_of(logical) + " has a control character").help("rename it");
    if (logical.find('\\') != std::string::npos)
      throw Error("the name of " + name_of(logical) + " has a backslash")
          .note("browsers read a backslash in a URL as a slash")
          .help("rename it");
    if (!is_utf8(logical))
      throw Error("the name of " + name_of(logical) + " is not UTF-8").help("rename it");
  }

  SourceTree tree_;
  Path from_;
  std::vector<Path> inside_;  // the folders that are being read, for symlinks that turn in circles
};

// What editors, patch and merges leave beside the file that they change.
bool is_backup(std::string_view name) {
  constexpr std::string_view endings[] = {"~", ".bak", ".orig", ".rej", ".swo", ".swp"};
  return (name.starts_with('#') && name.ends_with('#')) ||
         std::any_of(std::begin(endings), std::end(endings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

bool is_published(const std::string& path) {
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  return path == ".well-known" ||
         (!name.starts_with('.') && name != "node_modules" && !is_backup(name));
}

std::string left_out_part(const std::string& path) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    std::string part = path.substr(0, end);
    if (!is_published(part)) return part;
  }
  return {};
}

bool is_inside(const Path& path, const Path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

Path root_of(const Path& root, const Path& from) {
  std::error_code error;
  Path real = std::filesystem::canonical(root, error);
  if (error || !std::filesystem::is_directory(real))
    throw Error("the assets' folder " + quote(shown(root, from)) + " is not there");
  return real;
}

bool SourceTree::is_linked(const SourceFile& file) const {
  const std::string& name = file.file;
  return name.size() != root.native().size() + 1 + file.path.size() ||
         !name.starts_with(root.native()) || !name.ends_with(file.path);
}

SourceTree scan(const Path& root, const Path& from) { return Scanner(root, from).tree(); }

}  // namespace shipit
