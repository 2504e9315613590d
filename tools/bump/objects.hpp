// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bump/plan.hpp>
#include <map>
#include <string>

namespace shipit {

// A folder for git objects beside those of the checkout: git reads both and writes into this one.
// What is not adopted is gone at the end. A killed run leaves it to git gc, which knows the name.
class Quarantine {
 public:
  explicit Quarantine(const Checkout& checkout);

  const Path& folder() const { return folder_.path(); }
  // What makes git use it.
  const std::map<std::string, std::string>& variables() const { return variables_; }

  // Moves the objects to those of the checkout; each is there whole or not at all.
  void adopt() const;

 private:
  Path objects_;
  ClearedFolder folder_;
  std::map<std::string, std::string> variables_;
};

struct MadeObjects {
  std::string commit;  // of the release: a new one, or HEAD when no file changes
  std::string tag;     // the annotated tag
};

// Makes the commit and the tag of the plan in the quarantine. No ref, index or file of the checkout
// is touched. An Error with git's words, when it can't sign, say.
MadeObjects make_objects(const BumpPlan& plan, const Quarantine& quarantine);

}  // namespace shipit
