// SPDX-License-Identifier: Apache-2.0
#include <assets/scan.hpp>
#include <base/error.hpp>
#include <base/walk.hpp>
#include <cli/watch_list.hpp>
#include <thread>

namespace shipit {
namespace {

bool is_folder(const Path& path) {
  std::error_code gone;
  return std::filesystem::is_directory(path, gone);
}

Path canonical_or_same(const Path& path) {
  std::error_code gone;
  const Path found = std::filesystem::weakly_canonical(path, gone);
  return gone ? path : found;
}

// The folder itself, or the nearest one above that is there.
Path nearest_folder(Path path) {
  while (!is_folder(path) && path.has_relative_path()) path = path.parent_path();
  return path;
}

// As walk(), of a tree in which things come and go. What is new is told by the folder it is in, and
// so it is enough to begin again; nothing when that never ends.
std::vector<Found> walk_patiently(const Path& root,
                                  const std::function<bool(const std::string&)>& enter) {
  constexpr int most_times = 20;
  constexpr std::chrono::milliseconds moment{5};
  for (int i = 0; i < most_times && is_folder(root); ++i) {
    try {
      return walk(root, enter);
    } catch (const Error&) {
    } catch (const std::filesystem::filesystem_error&) {
    }
    std::this_thread::sleep_for(moment);
  }
  return {};
}

std::string name_in(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool is_build_folder(const Path& folder) {
  std::error_code gone;
  return std::filesystem::exists(folder / "CMakeCache.txt", gone);
}

}  // namespace

void WatchList::look(const std::optional<AssetOptions>& options, const std::set<Path>& needs,
                     Last last) {
  if (options) {
    named_root_ = std::filesystem::absolute(options->root).lexically_normal();
    root_ = canonical_or_same(named_root_);
  }
  needs_ = needs;
  folders_ = {plan_.parent_path()};
  project_.clear();
  if (!root_.empty()) add_root();
  if (options && last == Last::failed) add_project(*options);
  for (const Path& need : needs_) folders_.insert(nearest_folder(need.parent_path()));
  root_was_there_ = is_folder(root_);
}

void WatchList::add_root() {
  folders_.insert(nearest_folder(root_));
  folders_.insert(nearest_folder(named_root_.parent_path()));
  for (const Found& found : walk_patiently(root_, is_published))
    if (found.kind == FileKind::folder && is_published(found.path))
      folders_.insert(root_ / found.path);
}

void WatchList::add_project(const AssetOptions& options) {
  constexpr std::size_t most_folders = 5000;
  const Path top = canonical_or_same(options.from);
  const auto enter = [&](const std::string& path) {
    const std::string name = name_in(path);
    const std::string within = name_in(path.substr(0, path.size() - name.size() - (name != path)));
    if (within == "node_modules") return name.starts_with('@');  // holds packages, too
    return !name.starts_with('.') && !within.starts_with('@') && !is_build_folder(top / path);
  };
  if (!options.from.empty() && is_folder(top) && !is_build_folder(top)) {
    project_.insert(top);
    for (const Found& found : walk_patiently(top, enter)) {
      if (project_.size() >= most_folders) break;
      if (found.kind == FileKind::folder) project_.insert(top / found.path);
    }
  }
  for (const Concat& concat : options.concats)
    for (const Path& file : concat.files)
      project_.insert(nearest_folder(canonical_or_same(file).parent_path()));
  if (!options.esbuild.empty())
    project_.insert(nearest_folder(std::filesystem::absolute(options.esbuild).parent_path()));
  project_.erase(plan_.parent_path());
  folders_.insert(project_.begin(), project_.end());
}

bool WatchList::matters(const Path& path) const {
  if (path == plan_ || path == named_root_ || needs_.contains(path)) return true;
  if (is_folder(root_) != root_was_there_) return true;
  if (project_.contains(path) || project_.contains(path.parent_path())) return true;
  return is_inside(path, root_) && is_published(path.lexically_relative(root_).string());
}

}  // namespace shipit
