// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bundle/cuts.hpp>
#include <catch2/catch.hpp>
#include <noise.hpp>
#include <set>
#include <string>

using namespace shipit;

namespace {

struct File {
  std::string path;
  std::uint64_t size;
};

std::vector<File> some_files(int count) {
  std::vector<File> files;
  for (int i = 0; i < count; ++i)
    files.push_back({"share/" + std::to_string(i), static_cast<std::uint64_t>(i * 7919 % 30'000)});
  return files;
}

std::vector<Group> grouped(const std::vector<File>& files, const CutRule& rule) {
  std::vector<CutFile> cuts;
  for (const File& file : files) cuts.push_back({file.path, file.size});
  return group_files(cuts, rule);
}

// The groups by what they hold.
std::set<std::string> contents(const std::vector<File>& files, const CutRule& rule) {
  std::set<std::string> texts;
  for (const Group& group : grouped(files, rule)) {
    std::string text;
    for (std::size_t i = group.first; i < group.end; ++i)
      text += files[i].path + " " + std::to_string(files[i].size) + "\n";
    texts.insert(text);
  }
  return texts;
}

std::size_t renewed(const std::set<std::string>& before, const std::set<std::string>& after) {
  return static_cast<std::size_t>(std::count_if(
      after.begin(), after.end(), [&](const std::string& text) { return !before.contains(text); }));
}

std::vector<std::string> pieces(const std::string& content, std::size_t at_once) {
  Chunker chunker({.least = 2000, .usual = 4000, .most = 16000});
  std::vector<std::string> all{""};
  for (std::size_t from = 0; from < content.size(); from += at_once) {
    std::string_view bytes = std::string_view(content).substr(from, at_once);
    while (!bytes.empty()) {
      const Chunker::Step step = chunker.take(bytes);
      all.back() += bytes.substr(0, step.taken);
      if (step.ended) all.emplace_back();
      bytes.remove_prefix(step.taken);
    }
  }
  if (all.back().empty()) all.pop_back();
  return all;
}

constexpr CutRule small{.least = 200'000, .usual = 400'000, .most = 800'000};

}  // namespace

TEST_CASE("cuts: groups cover all files once, within the rule's bounds") {
  const std::vector<File> files = some_files(2000);
  std::size_t next = 0;
  const std::vector<Group> groups = grouped(files, small);
  for (const Group& group : groups) {
    CHECK(group.first == next);
    CHECK(group.end > group.first);
    CHECK_FALSE(group.cut_within);
    std::uint64_t bytes = 0;
    for (std::size_t i = group.first; i < group.end; ++i) bytes += files[i].size + 512;
    CHECK(bytes <= small.most);
    if (group.end != files.size()) CHECK(bytes >= small.least);
    next = group.end;
  }
  CHECK(next == files.size());
  CHECK(groups.size() > 50);  // 31 MB in frames of 400 kB
  CHECK(groups.size() < 110);
  CHECK(grouped({}, small).empty());
}

TEST_CASE("cuts: a file that comes, goes or grows renews the groups around it only") {
  std::vector<File> files = some_files(2000);
  const std::set<std::string> before = contents(files, small);
  files[1000].size += 20'000;
  CHECK(renewed(before, contents(files, small)) <= 3);
  files.insert(files.begin() + 300, {"share/new", 90'000});
  CHECK(renewed(before, contents(files, small)) <= 6);
  files.erase(files.begin() + 1700);
  CHECK(renewed(before, contents(files, small)) <= 9);
}

TEST_CASE("cuts: a file too big for a frame is a group of its own") {
  const std::vector<File> files{{"a", 10}, {"big", 900'000}, {"c", 10}};
  CHECK(grouped(files, small) == std::vector<Group>{{0, 1}, {1, 2, true}, {2, 3}});
}

TEST_CASE("cuts: pieces depend on the content, not on how it comes") {
  const std::string content = noise(300'000, 1);
  const std::vector<std::string> whole = pieces(content, content.size());
  CHECK(whole == pieces(content, 777));
  std::string joined;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i + 1 < whole.size()) CHECK(whole[i].size() >= 2000);
    CHECK(whole[i].size() <= 16000);
    joined += whole[i];
  }
  CHECK(joined == content);
  CHECK(whole.size() > 50);
  CHECK(whole.size() < 120);
}

TEST_CASE("cuts: an insertion into a big file renews the pieces around it only") {
  const std::string content = noise(300'000, 1);
  const std::vector<std::string> before = pieces(content, content.size());
  const std::set<std::string> known(before.begin(), before.end());
  const std::string other = content.substr(0, 5000) + "inserted" + content.substr(5000);
  const std::vector<std::string> after = pieces(other, other.size());
  CHECK(renewed(known, {after.begin(), after.end()}) <= 4);
}

TEST_CASE("cuts: a content without a place to cut is cut at the most") {
  for (const std::string& piece : pieces(std::string(100'000, '\0'), 5000))
    CHECK(piece.size() <= 16000);
}
