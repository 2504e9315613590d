// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/budget.hpp>
#include <assets/glob.hpp>
#include <base/text.hpp>
#include <charconv>
#include <set>

namespace shipit {
namespace {

constexpr std::size_t most_growers = 5;

std::optional<std::string> suffix_of(const std::string& word) {
  if (word == "raw") return "";
  if (word == "br" || word == "gz" || word == "zst") return "." + word;
  return std::nullopt;
}

std::uint64_t limit_of(const std::string& word) {
  std::uint64_t number = 0;
  const char* const end = word.data() + word.size();
  const auto [rest, problem] = std::from_chars(word.data(), end, number);
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  const int shift = unit == "M" ? 20 : unit == "K" ? 10 : unit == "B" || unit.empty() ? 0 : -1;
  if (problem != std::errc{} || shift < 0 || number > (std::uint64_t{1} << 40))
    throw Error("the budget " + quote(word) + " is not a size")
        .help("it is digits, with B, K or M (K is 1024): 90K");
  return number << shift;
}

std::uint64_t sent(const PublishedAsset& item, const std::string& suffix) {
  const auto encoded = item.encodings.find(suffix);
  return encoded == item.encodings.end() ? item.size : encoded->second;
}

struct Change {
  std::string name;
  std::uint64_t before = 0;
  std::uint64_t now = 0;
  std::uint64_t growth() const { return now - before; }
};

// Those that grew, most first.
std::vector<Change> growers(std::vector<Change> changes) {
  std::erase_if(changes, [](const Change& one) { return one.now <= one.before; });
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.growth() > b.growth(); });
  if (changes.size() > most_growers) changes.resize(most_growers);
  return changes;
}

std::string told(const Change& change) {
  if (change.before == 0) return quote(change.name) + " is new, with " + shown_size(change.now);
  return quote(change.name) + " has grown by " + shown_size(change.growth()) + ", from " +
         shown_size(change.before) + " to " + shown_size(change.now);
}

std::vector<std::string> covered_by(const Budget& budget, const Inventory& inventory) {
  std::vector<std::string> paths;
  for (const auto& [path, item] : inventory)
    if (fits(path, budget.glob) && (!is_source_map(path) || budget.glob.ends_with(".map")))
      paths.push_back(path);
  return paths;
}

std::vector<Change> inputs_of(const std::string& path, const Measured& now, const Measured& last) {
  const auto mine = now.inputs.find(path);
  const auto old = last.inputs.find(path);
  if (mine == now.inputs.end() || old == last.inputs.end()) return {};
  std::vector<Change> changes;
  for (const auto& [input, bytes] : mine->second) {
    const auto before = old->second.find(input);
    changes.push_back({input, before == old->second.end() ? 0 : before->second, bytes});
  }
  return growers(std::move(changes));
}

class Check {
 public:
  Check(const Measured& now, const std::optional<Measured>& last) : now_(now), last_(last) {
    for (const auto& [path, item] : now.inventory)
      for (const auto& [suffix, size] : item.encodings) made_.insert(suffix);
  }

  void check(const Budget& budget) {
    const std::vector<std::string> paths = covered_by(budget, now_.inventory);
    if (paths.empty()) fail_nothing(budget);
    std::uint64_t raw = 0;
    std::uint64_t size = 0;
    for (const std::string& path : paths) {
      raw += now_.inventory.at(path).size;
      size += sent(now_.inventory.at(path), budget.suffix);
    }
    if (size <= budget.limit) return;
    if (!budget.suffix.empty() && !made_.contains(budget.suffix)) {
      warnings_.push_back("the budget of " + quote(budget.glob) +
                          " is not checked, for this build " + "makes no " +
                          budget.suffix.substr(1));
      return;
    }
    break_of(budget, size, paths);
  }

  std::vector<std::string> finish() {
    if (error_)
      throw std::move(*error_).help(
          "take something out, load it later with import(), or raise the budget");
    return std::move(warnings_);
  }

 private:
  [[noreturn]] void fail_nothing(const Budget& budget) const {
    std::vector<std::string> known;
    for (const auto& [path, item] : now_.inventory) known.push_back(path);
    const std::optional<std::string> near = nearest(budget.glob, known);
    throw Error("no file fits the budget of " + quote(budget.glob))
        .help(near ? "did you mean " + quote(*near) + "?"
                   : "give the path that it is published by, without a digest, or a glob");
  }

  void break_of(const Budget& budget, std::uint64_t size, const std::vector<std::string>& paths) {
    const std::string encoding = budget.suffix.empty() ? "" : " in " + budget.suffix.substr(1);
    add(quote(budget.glob) + " has " + shown_size(size) + encoding + ", " +
        shown_size(size - budget.limit) + " over its budget of " + shown_size(budget.limit));
    if (!last_) return;
    std::vector<Change> changes;
    for (const std::string& path : paths) {
      const auto before = last_->inventory.find(path);
      changes.push_back({path,
                         before == last_->inventory.end() ? 0 : sent(before->second, budget.suffix),
                         sent(now_.inventory.at(path), budget.suffix)});
    }
    for (const Change& change : growers(std::move(changes))) {
      add(told(change) + (change.before == 0 ? "" : " since the last build"));
      for (const Change& input : inputs_of(change.name, now_, *last_))
        add("in it, uncompressed, " + told(input));
    }
  }

  void add(std::string line) {
    if (error_)
      error_->note(std::move(line));
    else
      error_ = Error(std::move(line));
  }

  const Measured& now_;
  const std::optional<Measured>& last_;
  std::set<std::string> made_;
  std::vector<std::string> warnings_;
  std::optional<Error> error_;
};

}  // namespace

std::vector<Budget> budgets_of(const std::vector<std::string>& words) {
  std::vector<Budget> budgets;
  for (std::size_t i = 0; i < words.size();) {
    if (i + 1 == words.size())
      throw Error("the budget of " + quote(words[i]) + " has no size")
          .help("say how much it may be: 90K");
    Budget budget{.glob = words[i], .limit = limit_of(words[i + 1]), .suffix = ""};
    i += 2;
    if (i < words.size())
      if (const std::optional<std::string> suffix = suffix_of(words[i])) {
        budget.suffix = *suffix;
        ++i;
      }
    budgets.push_back(std::move(budget));
  }
  return budgets;
}

std::vector<std::string> check_budgets(const std::vector<Budget>& budgets, const Measured& now,
                                       const std::optional<Measured>& last) {
  Check check(now, last);
  for (const Budget& budget : budgets) check.check(budget);
  return check.finish();
}

}  // namespace shipit
