// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <release/release.hpp>
#include <string>
#include <vector>

namespace shipit {

// A release that lies in a folder already, as its deploy.json says.
struct PublishedRelease {
  std::string file;                              // deploy.json, or '<stem>.deploy.json'
  std::string stem;                              // archive_stem() of it
  std::map<std::string, std::string> artifacts;  // digests in hexadecimal, by name

  bool operator==(const PublishedRelease&) const = default;
};

// What a folder holds besides: the last release of this name and target, which the new one takes
// the place of, and those for other systems, architectures or build types, which it doesn't.
struct Neighbours {
  std::vector<PublishedRelease> before;
  std::vector<PublishedRelease> others;
};

// Files that are no deploy.json are passed over; so are names that are not plain ones, for anybody
// may have edited the file. Only artifacts that are there count.
Neighbours neighbours(const Path& output, const Release& release);

// Under which name the description of `other` stays when deploy.json becomes another's.
std::string kept_name(const PublishedRelease& other);

}  // namespace shipit
