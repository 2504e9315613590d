// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <base/text.hpp>
#include <memory>
#include <version/fingerprint.hpp>

namespace shipit {
namespace {

std::string content_of(const Path& path) {
  return std::filesystem::is_regular_file(path) ? read_file(path) : "absent\n";
}

// Enough to notice that git replaced or rewrote the file, or changed what the folder holds.
std::string identity_of(const Path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return "absent\n";
  return std::to_string(status.st_size) + " " + std::to_string(status.st_ino) + " " +
         std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec) +
         "\n";
}

struct Ref {
  std::string name;
  ino_t inode;
  bool is_folder;
};

std::vector<Ref> refs_in(const Path& folder) {
  std::vector<Ref> refs;
  const std::unique_ptr<DIR, int (*)(DIR*)> open(opendir(folder.c_str()), closedir);
  if (!open) return refs;
  while (const dirent* entry = readdir(open.get())) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    const bool is_folder =
        entry->d_type == DT_DIR ||
        (entry->d_type == DT_UNKNOWN && std::filesystem::is_directory(folder / name));
    refs.push_back({name, entry->d_ino, is_folder});
  }
  std::sort(refs.begin(), refs.end(), [](const Ref& a, const Ref& b) { return a.name < b.name; });
  return refs;
}

// Git never writes into a ref's file: a moved tag is a new file in a changed folder. So no file
// below needs a look of its own.
std::string refs_state(const Path& folder) {
  std::string text = quote(folder.native()) + " " + identity_of(folder);
  for (const Ref& ref : refs_in(folder))
    text += ref.is_folder ? refs_state(folder / ref.name)
                          : quote(ref.name) + " " + std::to_string(ref.inode) + "\n";
  return text;
}

void append_folders(std::vector<Path>& places, const Path& folder) {
  places.push_back(folder);
  for (const Ref& ref : refs_in(folder))
    if (ref.is_folder) append_folders(places, folder / ref.name);
}

void append_if_there(std::vector<Path>& places, const Path& path) {
  if (std::filesystem::exists(path)) places.push_back(path);
}

Path deepest_existing(Path path) {
  while (!std::filesystem::exists(path)) path = path.parent_path();
  return path;
}

// The files that HEAD names one after another, there or not: of its branch, and of what a branch
// that is a symbolic ref itself stands for. None when HEAD is detached.
std::vector<Path> branch_files(const Checkout& checkout) {
  constexpr std::string_view symbolic = "ref: ";
  constexpr std::size_t most = 5;  // as git
  std::vector<Path> files;
  std::string text = content_of(checkout.git / "HEAD");
  while (text.starts_with(symbolic) && files.size() < most) {
    files.push_back(checkout.common /
                    std::string(trim(std::string_view(text).substr(symbolic.size()))));
    text = content_of(files.back());
  }
  return files;
}

}  // namespace

std::string head_state(const Checkout& checkout) {
  std::string text = "head " + content_of(checkout.git / "HEAD");
  for (const Path& file : branch_files(checkout)) text += content_of(file);
  return text + "reftable " + content_of(checkout.git / "reftable" / "tables.list");
}

std::string tags_state(const Checkout& checkout) {
  return "packed " + identity_of(checkout.common / "packed-refs") + "shallow " +
         identity_of(checkout.common / "shallow") + "reftable " +
         content_of(checkout.common / "reftable" / "tables.list") + "tags " +
         refs_state(checkout.common / "refs" / "tags");
}

std::string replacements_state(const Checkout& checkout) {
  return "replaced " + refs_state(checkout.common / "refs" / "replace") + "grafts " +
         identity_of(checkout.common / "info" / "grafts");
}

std::string fingerprint(const Checkout& checkout) {
  return head_state(checkout) + tags_state(checkout);
}

std::set<Path> repository_places(const Checkout& checkout) {
  std::vector<Path> places{checkout.git, checkout.common};
  if (const Path tags = checkout.common / "refs" / "tags"; std::filesystem::is_directory(tags))
    append_folders(places, tags);
  for (const Path& folder : {checkout.git / "reftable", checkout.common / "reftable"})
    append_if_there(places, folder);
  for (const Path& file : branch_files(checkout)) {
    append_if_there(places, file);
    places.push_back(deepest_existing(file.parent_path()));
  }
  return {places.begin(), places.end()};
}

std::vector<Path> tag_places(const Checkout& checkout) {
  std::vector<Path> places;
  append_if_there(places, checkout.common / "packed-refs");
  append_if_there(places, checkout.common / "reftable" / "tables.list");
  append_if_there(places, checkout.git / "HEAD");
  append_if_there(places, checkout.git / "ORIG_HEAD");
  if (const Path tags = checkout.common / "refs" / "tags"; std::filesystem::is_directory(tags))
    append_folders(places, tags);
  return places;
}

std::vector<Path> commit_places(const Checkout& checkout) {
  std::vector<Path> places;  // without a branch HEAD changes itself, which is among the tag places
  for (const Path& file : branch_files(checkout)) places.push_back(deepest_existing(file));
  return places;
}

}  // namespace shipit
