// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/content_facts.hpp>
#include <assets/packed.hpp>

namespace shipit {
namespace {

std::string key_of(char language, std::string_view sha256) {
  return std::string(1, language).append(sha256);
}

}  // namespace

ContentFacts::ContentFacts(std::string packed) : bytes_(std::move(packed)) {
  Unpacker from = Unpacker::of_part(bytes_);
  const std::uint64_t count = from.number();
  if (!from.is_good()) return;
  known_.reserve(std::min<std::uint64_t>(count, bytes_.size()));
  for (std::uint64_t i = 0; i < count && from.is_good(); ++i) {
    const std::string_view key = from.view();
    known_.emplace(key, from.view());
  }
  if (!from.at_end()) known_.clear();
}

std::optional<SourceFacts> ContentFacts::find(Language language, std::string_view sha256) const {
  const auto found = known_.find(key_of(digit_of(language), sha256));
  if (found == known_.end()) return std::nullopt;
  return unpacked_facts(found->second);
}

std::string packed_facts(const KnownList<KnownSource>& sources) {
  Packer to;
  to.number(sources.size());
  for (const auto& [key, source] : sources) {
    to.text(key_of(key.front(), source.facts.print.sha256));
    to.text(packed(source.facts));
  }
  return to.bytes();
}

}  // namespace shipit
