// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>
#include <version/git.hpp>

namespace shipit {

// Texts that change whenever something in the repository may have changed. They cost a few stats
// and small reads, no git process, and are conservative: another text may still mean the same.

// Which commit HEAD is.
std::string head_state(const Checkout& checkout);

// Which tags there are, where they stand, and how far the history reaches.
std::string tags_state(const Checkout& checkout);

// What makes git see another history than that of the commits (git-replace(1)), as far as the tags'
// state doesn't tell of it.
std::string replacements_state(const Checkout& checkout);

// Head and tags.
std::string fingerprint(const Checkout& checkout);

// What changes, in itself or by its time, when one of these states does. Git replaces its files by
// renaming, so that their folders tell.
std::set<Path> repository_places(const Checkout& checkout);

// What to watch for a new, moved or removed tag, and for a HEAD that goes elsewhere (a switch, a
// reset, a merge; not a commit): files, and folders whose time changes with their entries.
std::vector<Path> tag_places(const Checkout& checkout);

// What to watch for the next commit on the branch that is checked out.
std::vector<Path> commit_places(const Checkout& checkout);

}  // namespace shipit
