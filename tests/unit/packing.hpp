// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/value_store.hpp>
#include <bundle/archive.hpp>
#include <deb/deb.hpp>

// One package by itself, without a cache.
template <typename Packer, typename Request>
auto pack(const shipit::StagedTree& tree, Request request) {
  shipit::ValueStore none({}, 0);
  Packer packer(std::move(request));
  packer.begin();
  shipit::Pass(tree).run({&packer.output()}, {.cache = none});
  return packer.finish();
}

inline shipit::WrittenArchive write_archive(shipit::ArchiveRequest request) {
  return pack<shipit::Archive>(request.tree, std::move(request));
}

inline shipit::WrittenDeb write_deb(shipit::DebRequest request) {
  return pack<shipit::Deb>(request.tree, std::move(request));
}
