// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/error.hpp>
#include <bump/standing.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

// Where a release goes.
struct Remote {
  std::string name;      // 'origin'
  std::string url;       // where it pushes to; may hold a password, see shown_url()
  std::string branch;    // the branch's name there: 'main'
  std::string tracking;  // the ref here that follows it; empty: none does
};

// The remote `wished`, else the one that the branch follows, else 'origin', else the only one.
// An Error when there is none, or when it pushes to several places at once.
Remote find_remote(const Standing& standing, const std::string& wished);

// What the remote holds at the moment.
struct Seen {
  std::string tip;                  // the commit of the branch; empty: no such branch
  std::string tag;                  // the object of the tag; empty: no such tag
  std::vector<std::string> tags{};  // the names of all tags
};

// Asks the remote, in one round trip. Moves no ref.
Seen ask_remote(const Remote& remote, const Checkout& checkout, const std::string& tag);

// nullopt when `seen` leaves the way free. Otherwise the refusal: someone else has been there (the
// tag exists, the branch has commits that HEAD lacks). Trying again after a fetch may help.
struct Approach {
  const Remote& remote;
  const Standing& standing;
  std::string tag;  // the one to be made
};
std::optional<Error> find_overtaken(const Approach& approach, const Seen& seen);

// The URL without the user's password.
std::string shown_url(const std::string& url);

}  // namespace shipit
