// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/links.hpp>
#include <deque>
#include <vector>

namespace shipit {
namespace {

// As many as Linux follows (path_resolution(7)).
constexpr int most_links = 40;

using PathPieces = std::deque<std::string>;

PathPieces pieces_of(std::string_view path) {
  PathPieces pieces;
  for (std::string& piece : split(path, '/'))
    if (!piece.empty() && piece != ".") pieces.push_back(std::move(piece));
  return pieces;
}

std::string joined(const std::vector<std::string>& pieces) { return join(pieces, "/"); }

[[noreturn]] void fail(const Entry& link, const std::string& why) {
  Error error(quote(link.path) + " is a symlink to " + quote(link.target) + ", " + why);
  if (const std::string origin = link.origin.text(); !origin.empty()) error.note("it is " + origin);
  throw std::move(error).help(
      "point it at something that is installed too, or let the service make it on the host");
}

// Walks from the folder `at` along `way`, following the tree's own symlinks.
std::string destination(const StagedTree& tree, const Entry& link, PathPieces way,
                        std::string_view prefix) {
  std::vector<std::string> at;
  if (!link.target.starts_with('/'))
    for (std::string& piece : split(parent_of(link.path), '/'))
      if (!piece.empty()) at.push_back(std::move(piece));
  for (int followed = 0; !way.empty();) {
    const std::string piece = std::move(way.front());
    way.pop_front();
    if (piece == "..") {
      if (at.empty()) fail(link, "which is outside of the package");
      at.pop_back();
      continue;
    }
    at.push_back(piece);
    const Entry* met = tree.find(joined(at));
    if (met == nullptr || met->kind != EntryKind::symlink) continue;
    if (++followed > most_links) fail(link, "which leads round in circles");
    PathPieces further = pieces_of(met->target);
    if (met->target.starts_with('/')) {
      further = pieces_of(path_in_tree(met->target, prefix));
      at.clear();
    } else {
      at.pop_back();
    }
    way.insert(way.begin(), further.begin(), further.end());
  }
  return joined(at);
}

}  // namespace

std::string path_in_tree(std::string_view host_path, std::string_view prefix) {
  const PathPieces path = pieces_of(host_path);
  const PathPieces root = pieces_of(prefix);
  const bool below =
      path.size() >= root.size() && std::equal(root.begin(), root.end(), path.begin());
  const auto skipped = static_cast<std::ptrdiff_t>(below ? root.size() : 0);
  return joined({path.begin() + skipped, path.end()});
}

std::string host_path(std::string_view path) {
  constexpr std::array<std::string_view, 4> at_root{"etc", "opt", "srv", "var"};
  const std::string_view top = path.substr(0, path.find('/'));
  const bool stays = std::find(at_root.begin(), at_root.end(), top) != at_root.end();
  return (stays ? "" : "usr/") + std::string(path);
}

std::string relative_target(std::string_view link, std::string_view target) {
  const PathPieces from = pieces_of(parent_of(link));
  const PathPieces to = pieces_of(target);
  const auto [left, reached] = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  std::vector<std::string> pieces(static_cast<std::size_t>(from.end() - left), "..");
  pieces.insert(pieces.end(), reached, to.end());
  return pieces.empty() ? "." : joined(pieces);
}

std::string settled_target(const StagedTree& tree, const Entry& link, std::string_view prefix) {
  if (link.target.empty()) fail(link, "which is nothing");
  if (!link.target.starts_with('/')) {
    destination(tree, link, pieces_of(link.target), prefix);
    return link.target;
  }
  const std::string named = path_in_tree(link.target, prefix);
  const std::string reached = destination(tree, link, pieces_of(named), prefix);
  if (!reached.empty() && tree.find(reached) == nullptr) fail(link, "which the package lacks");
  return pieces_of(prefix).empty() ? link.target : relative_target(link.path, named);
}

}  // namespace shipit
