// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <optional>
#include <string>
#include <vector>

namespace shipit {

struct LibraryUse {
  const StagedTree& tree;
  Path work;
  // A folder of the tree, or empty, in which the tree's programs find libraries though no RUNPATH
  // of theirs says so: what an RPATH of others lets them find.
  std::string own{};
  std::optional<std::string> part{};  // only by the files of this package of the tree
};

// The Debian packages that the ELF programs and libraries of a staged tree need on the host, by the
// real dpkg-shlibdeps: relations like 'libc6 (>= 2.36)', sorted. Libraries of the tree itself need
// nothing. Works in a folder of its own below `work`, which must be outside of any packaged tree.
// Without ELF files nothing is run. Errors: a library that nothing provides, with the file that
// wants it; a library that no Debian package owns; no dpkg-shlibdeps here.
std::vector<std::string> shared_library_relations(const LibraryUse& use);

// A digest of all in the tree that they depend on; nullopt when not all facts are known.
std::optional<std::string> digest_of(const LibraryUse& use);

// The files of `tree` that begin as ELF does, sorted.
std::vector<const Entry*> elf_files(const StagedTree& tree);

// What dpkg-shlibdeps wrote, 'shlibs:Depends=libc6 (>= 2.36), …', as relations.
std::vector<std::string> parse_substvars(std::string_view text);

// The Error that dpkg-shlibdeps's complaint `err` means (its English messages).
[[noreturn]] void fail_shlibdeps(std::string_view err);

}  // namespace shipit
