// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/idle_globs.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

// shipit_add_assets() says these of MINIFY for everyone.
bool is_general(std::string_view glob) { return glob == "**" || glob == "*.min.*"; }

class Idle {
 public:
  Idle(const AssetOptions& options, const std::vector<std::string_view>& paths)
      : of_(options.name.empty() ? "" : " of " + options.name), paths_(paths) {}

  template <typename Choice>
  void add(const std::string& keyword, const std::vector<GlobRule<Choice>>& rules) {
    for (const GlobRule<Choice>& rule : rules) {
      if (is_general(rule.glob) || fits_any(rule.glob)) continue;
      const std::vector<std::string> known(paths_.begin(), paths_.end());
      const std::optional<std::string> near = nearest(rule.glob, known);
      warnings.push_back(keyword + " " + quote(rule.glob) + of_ + " fits no file" +
                         (near ? ", did you mean " + quote(*near) + "?" : ""));
    }
  }

  std::vector<std::string> warnings;

 private:
  bool fits_any(const std::string& glob) const {
    return std::any_of(paths_.begin(), paths_.end(),
                       [&](std::string_view path) { return fits(path, glob); });
  }

  std::string of_;
  const std::vector<std::string_view>& paths_;
};

}  // namespace

std::vector<std::string> idle_globs(const AssetOptions& options,
                                    const std::vector<std::string_view>& paths) {
  Idle idle(options, paths);
  idle.add("NAMES", options.names);
  idle.add("MINIFY", options.minify);
  idle.add("INTEGRITY", options.integrity);
  idle.add("MISSING", options.missing);
  idle.add("UNUSED", options.unused);
  return std::move(idle.warnings);
}

}  // namespace shipit
