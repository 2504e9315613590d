// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <assets/glob.hpp>
#include <assets/references.hpp>
#include <base/error.hpp>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shipit {

// What can be referred to.
struct Site {
  std::string root;         // the root's folder as the user knows it
  std::string public_path;  // where it is served
  std::unordered_map<std::string_view, std::size_t> assets;  // by logical path, kept elsewhere
  std::set<std::size_t> queried;                             // those of Naming::query
  std::string version;                                       // what is asked for then
  std::set<std::size_t> esm;                                 // scripts that were bundled as modules
  std::map<std::string, std::string> gone;  // sources that live on in a bundle: "it is part of …"
};

// What is done about a reference that leads nowhere.
enum class Missing { error, warn, ignore };

// A reference that leads to no file.
struct Dangling {
  std::string where;  // file:line
  std::string value;  // as it is written
  Place place;        // inside: nothing is there; outside: it leaves the root
  std::string path;   // inside: the logical path that was looked for
};

// The Error that tells of all of them at once; there is at least one.
Error dangling_error(const std::vector<Dangling>& all, const Site& site);

// Whether a page says the integrity of its scripts and sheets where it doesn't yet. One that it
// says is always put right: that of other bytes would break the page.
enum class Integrity { on, off };

// A file of the root that refers to others.
struct LinkedText {
  std::string path;   // logical path
  std::string shown;  // the file as the user knows it; only of one with references
  std::string bytes;  // unless `file` is where they are
  std::vector<Reference> references;
  std::optional<std::string> base;  // of a page: <base href>
  Integrity integrity = Integrity::off;
  Path file{};
};

// Where the relative references of a page at `path` lead from; nothing when its base is elsewhere.
std::optional<Origin> origin_of(const std::string& path, const std::optional<std::string>& base,
                                const std::string& public_path);

struct Links {
  std::vector<Splice> splices;          // sorted
  std::vector<std::size_t> references;  // sorted, each once
  std::string map;                      // logical path of the source map that is named, if one is
  // Which of Site::esm a <script> without type=module loads, and where it says so, "file:line".
  std::vector<std::pair<std::size_t, std::string>> classic{};
};

enum class Report { misses, nothing };

// Finds the assets that references lead to, and keeps those that lead nowhere and must not.
class Linker {
 public:
  // `rules`: for the files that have the references; error is for those that fit none.
  explicit Linker(const Site& site, std::vector<GlobRule<Missing>> rules = {})
      : site_(site), rules_(std::move(rules)) {}

  Links link(const LinkedText& text, Report report = Report::misses);

  // The references that esbuild left as they were in a bundle of style sheets: bare strings, and
  // the URLs it was told to leave. They are written for the folders of their own sheets, `sources`,
  // and get whole URLs. An Error when one text means different files in different sheets.
  Links link_left_over(const std::vector<Reference>& references,
                       const std::vector<const LinkedText*>& sources);

  const std::vector<Dangling>& dangling() const { return dangling_; }

  // A warning for each rule that let references pass, sorted by its glob.
  std::vector<std::string> warnings() const;

 private:
  struct Passed {
    std::size_t count = 0;
    Dangling first{};
  };

  void miss(const LinkedText& text, const Reference& reference, const Target& target);
  std::optional<std::size_t> asset_at(const Target& target) const;
  Splice splice_for(const Reference& reference, const Target& target, std::size_t asset) const;
  std::optional<std::size_t> meaning(const std::string& value,
                                     const std::vector<const LinkedText*>& sources);

  const Site& site_;
  std::vector<GlobRule<Missing>> rules_;
  std::vector<Dangling> dangling_;
  std::map<std::string, Passed> let_pass_;  // by glob
  std::set<std::string> missed_;
};

}  // namespace shipit
