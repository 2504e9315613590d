// SPDX-License-Identifier: Apache-2.0
#include <assets/glob.hpp>

namespace shipit {
namespace {

// The place to go back to when what follows a star did not fit.
struct Retry {
  std::size_t glob = std::string_view::npos;
  std::size_t path = 0;
};

// Goes over both once, and back to the last star, or to the last "**" when that can't stretch.
bool fits_whole(std::string_view path, std::string_view glob) {
  Retry star;
  Retry stars;
  std::size_t p = 0;
  for (std::size_t g = 0; p < path.size() || g < glob.size();) {
    if (glob.substr(g) == "**" || glob.substr(g).starts_with("**/")) {
      if (glob.size() - g == 2) return true;
      g += 3;
      stars = {g, p};
      star = {};
    } else if (g < glob.size() && glob[g] == '*') {
      star = {++g, p};
    } else if (g < glob.size() && p < path.size() &&
               (glob[g] == path[p] || (glob[g] == '?' && path[p] != '/'))) {
      ++g;
      ++p;
    } else if (star.glob != std::string_view::npos && star.path < path.size() &&
               path[star.path] != '/') {
      g = star.glob;
      p = ++star.path;
    } else if (stars.glob != std::string_view::npos &&
               path.find('/', stars.path) != std::string_view::npos) {
      g = stars.glob;
      p = stars.path = path.find('/', stars.path) + 1;
      star = {};
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

bool fits(std::string_view path, std::string_view glob) {
  if (glob.find('/') == std::string_view::npos && glob != "**")
    path.remove_prefix(path.rfind('/') + 1);
  return fits_whole(path, glob);
}

}  // namespace shipit
