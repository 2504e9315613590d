// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/groups.hpp>

namespace shipit {
namespace {

// R. Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own: a
// chain of references may be longer than the program's.
class Search {
 public:
  explicit Search(const std::vector<std::vector<std::size_t>>& needs)
      : needs_(needs), nodes_(needs.size()) {}

  std::vector<std::vector<std::size_t>> groups() {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].index == 0) visit(i);
    return std::move(groups_);
  }

 private:
  struct Node {
    std::size_t index = 0;  // 0: not seen
    std::size_t low = 0;
    std::size_t next_need = 0;
    bool is_open = false;
  };

  void enter(std::size_t node) {
    nodes_[node].index = nodes_[node].low = ++count_;
    nodes_[node].is_open = true;
    open_.push_back(node);
    path_.push_back(node);
  }

  void visit(std::size_t start) {
    enter(start);
    while (!path_.empty()) {
      const std::size_t at = path_.back();
      Node& node = nodes_[at];
      if (node.next_need < needs_[at].size()) {
        const std::size_t need = needs_[at][node.next_need++];
        if (nodes_[need].index == 0)
          enter(need);
        else if (nodes_[need].is_open)
          node.low = std::min(node.low, nodes_[need].index);
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) nodes_[path_.back()].low = std::min(nodes_[path_.back()].low, node.low);
      if (node.low == node.index) close(at);
    }
  }

  void close(std::size_t root) {
    std::vector<std::size_t> group;
    do {
      group.push_back(open_.back());
      nodes_[open_.back()].is_open = false;
      open_.pop_back();
    } while (group.back() != root);
    std::sort(group.begin(), group.end());
    groups_.push_back(std::move(group));
  }

  const std::vector<std::vector<std::size_t>>& needs_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> open_;
  std::vector<std::size_t> path_;
  std::size_t count_ = 0;
  std::vector<std::vector<std::size_t>> groups_;
};

}  // namespace

std::vector<std::vector<std::size_t>> groups_in_order(
    const std::vector<std::vector<std::size_t>>& needs) {
  return Search(needs).groups();
}

}  // namespace shipit
