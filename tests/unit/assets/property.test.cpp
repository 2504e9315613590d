// SPDX-License-Identifier: Apache-2.0
#include <assets/language.hpp>
#include <random>
#include <set>

#include "site.hpp"

using namespace shipit;
using test::Project;
using test::written_in;

namespace {

// A tree of files that refer to one another at random, circles and all.
class Tree {
 public:
  explicit Tree(unsigned seed) : random_(seed) {
    const std::vector<std::string> folders = {"", "css/", "js/deep/", "a b/\xc3\xa9/", "100%/#x/"};
    const std::vector<std::string> endings = {".css", ".js",          ".mjs", ".html",
                                              ".svg", ".webmanifest", ".png", ""};
    for (std::size_t i = 0; i < 24; ++i)
      paths_.push_back(folders[pick(folders.size())] + "f'" + std::to_string(i) +
                       endings[pick(endings.size())]);
    for (const std::string& path : paths_) {
      std::set<std::size_t>& needs = needs_.emplace_back();
      if (language_of(path) == Language::none) continue;
      for (std::size_t count = pick(4); count > 0; --count) needs.insert(pick(paths_.size()));
    }
    versions_.resize(paths_.size());
  }

  std::size_t pick(std::size_t count) { return random_() % count; }
  const std::vector<std::string>& paths() const { return paths_; }
  void change(std::size_t i) { ++versions_[i]; }

  void write(Project& project) const {
    for (std::size_t i = 0; i < paths_.size(); ++i) project.file("web/" + paths_[i], text(i));
  }

  bool is_digested(std::size_t i) const { return naming_of(paths_[i]) == Naming::digested; }

  // The files that get new bytes when `changed` does.
  std::set<std::size_t> dependants(std::size_t changed) const {
    std::set<std::size_t> found{changed};
    for (std::size_t before = 0; before != found.size();) {
      before = found.size();
      for (std::size_t i = 0; i < paths_.size(); ++i)
        for (const std::size_t need : needs_[i])
          if (found.contains(need) && is_digested(need)) found.insert(i);
    }
    return found;
  }

 private:
  std::string url(std::size_t from, std::size_t to) const {
    if ((from + to) % 3 == 0) return "/static/" + url_path(paths_[to]);
    std::string up = "./";
    for (const char c : paths_[from])
      if (c == '/') up += "../";
    return up + url_path(paths_[to]) + ((from + to) % 5 == 0 ? "?q=1#f" : "");
  }

  std::string text(std::size_t i) const {
    const std::string version = std::to_string(i) + "." + std::to_string(versions_[i]);
    const Language language = language_of(paths_[i]);
    std::string text;
    for (const std::size_t need : needs_[i]) {
      const std::string to = url(i, need);
      if (language == Language::css) text += "a{b:url(\"" + to + "\")}/*url(gone)*/";
      if (language == Language::js)
        text +=
            need % 2 == 0 ? "import \"" + to + "\"\n" : "new URL(\"" + to + "\",import.meta.url)\n";
      if (language == Language::html) text += "<img src=\"" + to + "\">";
      if (language == Language::svg) text += "<image href=\"" + to + "\"/>";
      if (language == Language::webmanifest) text += ",{\"src\":\"" + to + "\"}";
    }
    if (language == Language::css) return "/*" + version + "*/" + text;
    if (language == Language::js) return "//" + version + "\n" + text;
    if (language == Language::webmanifest)
      return "{\"icons\":[{\"v\":\"" + version + "\"}" + text + "]}";
    if (language == Language::svg) return "<svg id='v" + version + "'>" + text + "</svg>";
    return version + text;
  }

  std::mt19937 random_;
  std::vector<std::string> paths_;
  std::vector<std::set<std::size_t>> needs_;
  std::vector<unsigned> versions_;
};

// Every reference of what is published leads to a file that is published.
void check_references(const Project& project) {
  for (const auto& [path, file] : project.names()) {
    const std::string text = read_file(project.options.output / file);
    for (const Reference& reference : references_in(language_of(path), text).references) {
      INFO(file + " refers to " + reference.value);
      const Target target = resolve(reference.value, {folder_of(file), "/static/"});
      REQUIRE(target.place == Place::inside);
      CHECK(std::filesystem::is_regular_file(project.options.output / target.path));
    }
  }
}

void check_change(Tree& tree, Project& project, std::size_t changed) {
  const auto names = project.names();
  const auto before = written_in(project.options.output);
  tree.change(changed);
  tree.write(project);
  project.build();
  check_references(project);
  const auto after = written_in(project.options.output);
  const auto renamed = project.names();
  const std::set<std::size_t> expected = tree.dependants(changed);
  for (std::size_t i = 0; i < tree.paths().size(); ++i) {
    const std::string& path = tree.paths()[i];
    INFO(tree.paths()[changed] + " changed; " + path);
    const bool same = !expected.contains(i);
    CHECK((renamed.at(path) == names.at(path)) == (same || !tree.is_digested(i)));
    if (same) CHECK(after.at(renamed.at(path)) == before.at(names.at(path)));
  }
  CHECK(after.size() == tree.paths().size() + 1);  // and the manifest
}

}  // namespace

TEST_CASE("whatever file of whatever tree changes, what depends on it is renamed, and no more",
          "[assets]") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    Tree tree(seed);
    Project project;
    tree.write(project);
    project.build();
    check_references(project);
    for (int round = 0; round < 4; ++round)
      check_change(tree, project, tree.pick(tree.paths().size()));
  }
}
