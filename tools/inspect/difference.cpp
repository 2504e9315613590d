// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <inspect/difference.hpp>
#include <iterator>

namespace shipit {
namespace {

// Whether a file is a conffile only a .deb says.
bool is_same(InspectedEntry a, InspectedEntry b) {
  a.conffile = b.conffile = false;
  return a == b;
}

void compare_entries(const Inspected& before, const Inspected& after, Difference& found) {
  for (const auto& [path, entry] : after.entries) {
    const auto old = before.entries.find(path);
    if (old == before.entries.end())
      found.added.push_back(entry);
    else if (!is_same(old->second, entry))
      found.changed.emplace_back(old->second, entry);
  }
  for (const auto& [path, entry] : before.entries)
    if (!after.entries.contains(path)) found.removed.push_back(entry);
}

}  // namespace

Difference difference(const Inspected& before, const Inspected& after) {
  if (before.bom.has_value() != after.bom.has_value())
    throw Error(quote((before.bom ? before : after).origin) + " is a bill of materials, and " +
                quote((before.bom ? after : before).origin) + " is none")
        .help("compare two bills of materials, or two releases or packages");
  Difference found{.version = {before.version, after.version}};
  std::ranges::set_difference(after.depends, before.depends, std::back_inserter(found.new_depends));
  std::ranges::set_difference(before.depends, after.depends, std::back_inserter(found.old_depends));
  found.knows_contents = before.knows_contents && after.knows_contents;
  if (found.knows_contents) compare_entries(before, after, found);
  return found;
}

}  // namespace shipit
