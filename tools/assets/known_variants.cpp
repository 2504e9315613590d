// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/known_variants.hpp>
#include <assets/packed.hpp>
#include <base/stamp.hpp>
#include <vector>

namespace shipit {
namespace {

constexpr std::string_view variants_magic = "shipit compressed forms 2";

Compressed compressed(Unpacker& from) {
  Compressed one{.size = from.number(), .sha256 = {}};
  if (one.size > 0) one.sha256 = from.text();
  return one;
}

template <typename Map>
std::vector<const typename Map::value_type*> in_order(const Map& map) {
  std::vector<const typename Map::value_type*> all;
  all.reserve(map.size());
  for (const auto& one : map) all.push_back(&one);
  std::sort(all.begin(), all.end(), [](auto* a, auto* b) { return a->first < b->first; });
  return all;
}

}  // namespace

KnownVariants::KnownVariants(std::string_view bytes) {
  Unpacker from(bytes);
  if (from.view() != variants_magic) return;
  for (std::uint64_t kinds = from.number(); kinds > 0 && from.is_good(); --kinds) {
    OfKind& known = known_[from.text()];
    for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count) {
      std::string content = from.text();
      known.insert_or_assign(std::move(content), compressed(from));
    }
  }
  if (!from.at_end()) known_.clear();
}

KnownVariants KnownVariants::read(const Path& file) {
  return stamp_of(file) ? KnownVariants(read_file(file)) : KnownVariants();
}

std::optional<Compressed> KnownVariants::find(const std::string& content,
                                              const Encoding& encoding) const {
  const auto known = known_.find(kind_of(encoding));
  if (known == known_.end()) return std::nullopt;
  const auto found = known->second.find(content);
  if (found == known->second.end()) return std::nullopt;
  return found->second;
}

void KnownVariants::add(const std::string& content, const Encoding& encoding,
                        Compressed compressed) {
  known_[kind_of(encoding)].insert_or_assign(content, std::move(compressed));
}

std::string KnownVariants::packed() const {
  Packer to;
  to.text(variants_magic);
  to.number(known_.size());
  for (const auto& [kind, known] : known_) {
    to.text(kind);
    to.number(known.size());
    for (const auto* const known_one : in_order(known)) {
      const auto& [content, one] = *known_one;
      to.text(content);
      to.number(one.size);
      if (one.size > 0) to.text(one.sha256);
    }
  }
  return to.sealed();
}

void KnownVariants::write(const Path& file) const { write_file(file, packed()); }

}  // namespace shipit
