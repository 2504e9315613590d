// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/inventory.hpp>
#include <base/error.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// What all files that fit a glob may have together as they are sent. Source maps count only where
// the glob ends in ".map".
struct Budget {
  std::string glob;
  std::uint64_t limit = 0;  // bytes
  std::string suffix;       // ".br", ".gz" or ".zst"; empty: uncompressed
};

// "js/app.js", "90K", "br", …: a glob, its limit (digits, with B, K or M; K is 1024), and raw, gz,
// br or zst; raw where none is said.
std::vector<Budget> budgets_of(const std::vector<std::string>& words);

// How many bytes each source has in each bundle, by logical path of the bundle.
using InputSizes = std::map<std::string, std::map<std::string, std::uint64_t>>;

// What was built, now or the last time.
struct Measured {
  Inventory inventory;
  InputSizes inputs;
};

// Warnings about budgets in an encoding that this build does not make, which are not checked unless
// the files would do uncompressed. An Error that tells by how much every broken budget is, and what
// has grown since `last`, or when there is no file for a budget.
std::vector<std::string> check_budgets(const std::vector<Budget>& budgets, const Measured& now,
                                       const std::optional<Measured>& last);

}  // namespace shipit
