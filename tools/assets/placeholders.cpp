// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/esbuild.hpp>
#include <assets/placeholders.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <map>
#include <optional>

namespace shipit {
namespace {

// What follows the placeholder in a name, and the asset.
struct Ending {
  std::string_view tail;
  std::size_t target;
};

using Endings = std::multimap<std::string, Ending, std::less<>>;

struct Match {
  std::size_t begin;
  std::size_t end;
  std::size_t target;
};

class PlaceholderFinder {
 public:
  PlaceholderFinder(std::string_view bundle, const std::string& public_path,
                    const std::vector<WrittenName>& names)
      : bundle_(bundle), public_path_(public_path) {
    for (const WrittenName& name : names) {
      const std::size_t end = name.written.find(name_placeholder) + name_placeholder.size();
      longest_ = std::max(longest_, public_path.size() + end);
      endings_.emplace(public_path + name.written.substr(0, end),
                       Ending{std::string_view(name.written).substr(end), name.target});
    }
  }

  // The name around the placeholder at `at`: the longest, for the end of one may be another.
  Match match(std::size_t at) const {
    const std::size_t end = at + name_placeholder.size();
    std::optional<Match> found;
    for (std::size_t begin = bundle_.rfind(public_path_, at);
         begin != std::string_view::npos && end - begin <= longest_;
         begin = begin == 0 ? std::string_view::npos : bundle_.rfind(public_path_, begin - 1)) {
      if (const Ending* ending = ending_at(begin, end))
        found = Match{begin, end + ending->tail.size(), ending->target};
    }
    if (found) return *found;
    throw Error("esbuild's output names a file that ShipIt does not know", Blame::shipit)
        .note("near " + quote(bundle_.substr(at > 60 ? at - 60 : 0, at > 60 ? 90 : at + 30)));
  }

 private:
  const Ending* ending_at(std::size_t begin, std::size_t end) const {
    const auto [first, last] = endings_.equal_range(bundle_.substr(begin, end - begin));
    const Ending* best = nullptr;
    for (auto it = first; it != last; ++it)
      if (bundle_.substr(end).starts_with(it->second.tail) &&
          (best == nullptr || best->tail.size() < it->second.tail.size()))
        best = &it->second;
    return best;
  }

  std::string_view bundle_;
  const std::string& public_path_;
  Endings endings_;
  std::size_t longest_ = 0;
};

}  // namespace

std::vector<Splice> placeholder_splices(std::string_view bundle, const Site& site,
                                        const std::vector<WrittenName>& names,
                                        const std::vector<Asset>& assets) {
  std::vector<Splice> splices;
  const PlaceholderFinder finder(bundle, site.public_path, names);
  for (std::size_t at = bundle.find(name_placeholder); at != std::string_view::npos;
       at = bundle.find(name_placeholder, at + 1)) {
    const Match match = finder.match(at);
    const std::string& path = assets[match.target].path;
    std::string plain(bundle.substr(match.begin, match.end - match.begin));
    plain.erase(at - 1 - match.begin, name_placeholder.size() + 1);
    if (plain == site.public_path + url_path(path))
      splices.push_back({at - 1, at + name_placeholder.size(), match.target, Splice::Form::digest});
    else
      splices.push_back({match.begin, match.end, match.target, Splice::Form::url});
    if (!site.queried.contains(match.target)) continue;
    const VersionQuery query =
        version_query(bundle.substr(match.end), Spelling::plain, site.version);
    const std::size_t end = match.end + query.offset;
    splices.push_back({end, end, match.target, Splice::Form::text, query.text});
  }
  return splices;
}

}  // namespace shipit
