// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/asset.hpp>
#include <string>
#include <vector>

namespace shipit {

// The digits of a digest in a name.
inline constexpr std::size_t digest_length = 12;

// How many bytes will stand where a splice that leads to `target` is.
std::size_t length_of(const Splice& splice, const Asset& target, const std::string& public_path);

// Gives every asset of a list that is sorted by path its digest, its file and its final content,
// and its fingerprint unless it has one. A digest is that of the final
// bytes, so whatever an asset refers to, at any depth, has a say in its name; assets that refer to
// one another in a circle share a digest of the group, told apart by their paths. An Error when two
// assets come out with one name.
void name_assets(std::vector<Asset>& assets, const std::string& public_path);

}  // namespace shipit
