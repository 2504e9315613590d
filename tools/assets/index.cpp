// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <assets/index.hpp>
#include <assets/packed.hpp>
#include <base/parallel.hpp>

namespace shipit {
namespace {

// A way to write and one to read for each type, side by side: they must agree.

template <typename Choice>
Choice choice(Unpacker& from, Choice last) {
  const std::uint64_t number = from.number();
  return number <= static_cast<std::uint64_t>(last) ? static_cast<Choice>(number) : Choice{};
}

void pack(Packer& to, const Stamp& stamp) {
  to.number(stamp.size);
  to.number(static_cast<std::uint64_t>(stamp.mtime));
  to.number(static_cast<std::uint64_t>(stamp.ctime));
  to.number(stamp.inode);
}

Stamp stamp(Unpacker& from) {
  Stamp stamp;
  stamp.size = from.number();
  stamp.mtime = static_cast<std::int64_t>(from.number());
  stamp.ctime = static_cast<std::int64_t>(from.number());
  stamp.inode = from.number();
  return stamp;
}

// Members are taken apart by name, so that nobody adds one that is not written.
void pack(Packer& to, const Reference& reference) {
  const auto& [value, offsets, need, spelling, begin, end, seal] = reference;
  to.text(value);
  std::size_t last = 0;
  for (const std::size_t at : offsets) {
    to.number(at - last);
    last = at;
  }
  to.number(static_cast<std::uint64_t>(need));
  to.number(static_cast<std::uint64_t>(spelling));
  to.number(begin);
  to.number(end);
  to.number(seal ? 1 : 0);
  if (seal) to.number(seal->begin);
  if (seal) to.number(seal->end);
}

Reference reference(Unpacker& from) {
  Reference reference;
  reference.value = from.text();
  std::size_t last = 0;
  for (std::size_t i = 0; i <= reference.value.size(); ++i)
    reference.at.push_back(last += from.number());
  reference.need = choice(from, Need::map);
  reference.spelling = choice(from, Spelling::markup);
  reference.begin = from.number();
  reference.end = from.number();
  if (from.number() == 0) return reference;
  reference.seal.emplace();
  reference.seal->begin = from.number();
  reference.seal->end = from.number();
  return reference;
}

void pack(Packer& to, const SourceFacts& facts) {
  const auto& [print, page, plainness, map_is_last] = facts;
  const auto& [size, sha256, sha384] = print;
  const auto& [references, base, manifests] = page;
  to.number(size);
  to.text(sha256);
  to.text(sha384);
  to.number(base ? 1 : 0);
  to.text(base.value_or(""));
  to.number(manifests.size());
  for (const std::string& manifest : manifests) to.text(manifest);
  to.number(static_cast<std::uint64_t>(plainness));
  to.number(map_is_last ? 1 : 0);
  to.number(references.size());
  for (const Reference& reference : references) pack(to, reference);
}

SourceFacts facts(Unpacker& from) {
  SourceFacts facts;
  facts.print.size = from.number();
  facts.print.sha256 = from.text();
  facts.print.sha384 = from.text();
  const bool has_base = from.number() == 1;
  std::string base = from.text();
  if (has_base) facts.page.base = std::move(base);
  for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count)
    facts.page.manifests.push_back(from.text());
  facts.plainness = choice(from, Plainness::odd);
  facts.map_is_last = from.number() == 1;
  for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count)
    facts.page.references.push_back(reference(from));
  return facts;
}

void pack(Packer& to, const std::vector<std::string>& texts) {
  to.number(texts.size());
  PathPacker paths;
  for (const std::string& text : texts) paths.add(to, text);
}

std::vector<std::string> texts(Unpacker& from) {
  std::vector<std::string> texts;
  PathUnpacker paths;
  for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count)
    texts.push_back(paths.next(from));
  return texts;
}

void pack(Packer& to, const KeptBuild& last_build) {
  to.text(last_build.settings);
  to.number(last_build.sights.size());
  PathPacker paths;
  for (const auto& [path, sight] : last_build.sights) {
    paths.add(to, path);
    to.number(static_cast<std::uint64_t>(sight.kind));
    pack(to, sight.stamp);
  }
  to.text(last_build.manifest);
  pack(to, last_build.needs);
  to.number(last_build.files);
  pack(to, last_build.warnings);
}

KeptBuild last_build(Unpacker& from) {
  KeptBuild last_build;
  last_build.settings = from.text();
  PathUnpacker paths;
  for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count) {
    std::string path = paths.next(from);
    const Sight::Kind kind = choice(from, Sight::Kind::other);
    last_build.sights.emplace_back(std::move(path), Sight{kind, stamp(from)});
  }
  last_build.manifest = from.text();
  last_build.needs = texts(from);
  last_build.files = from.number();
  last_build.warnings = texts(from);
  return last_build;
}

constexpr std::string_view index_magic = "ShipIt assets index 3";

std::string packed(const KnownList<KnownSource>& sources) {
  Packer to;
  PathPacker paths;
  to.number(sources.size());
  for (const auto& [key, source] : sources) {
    paths.add(to, key);
    pack(to, source.stamp);
    pack(to, source.facts);
  }
  return to.bytes();
}

std::string packed(const KnownList<KnownOutput>& outputs) {
  Packer to;
  PathPacker paths;
  to.number(outputs.size());
  for (const auto& [path, output] : outputs) {
    paths.add(to, path);
    pack(to, output.stamp);
    to.text(output.identity);
  }
  return to.bytes();
}

// Whether it was whole.
bool unpack(Unpacker from, KnownList<KnownSource>& sources) {
  PathUnpacker paths;
  for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count) {
    std::string key = paths.next(from);
    const Stamp its = stamp(from);
    sources.emplace_back(std::move(key), KnownSource{its, facts(from)});
  }
  return from.at_end();
}

bool unpack(Unpacker from, KnownList<KnownOutput>& outputs) {
  PathUnpacker paths;
  for (std::uint64_t count = from.number(); count > 0 && from.is_good(); --count) {
    std::string path = paths.next(from);
    const Stamp its = stamp(from);
    outputs.emplace_back(std::move(path), KnownOutput{its, from.text()});
  }
  return from.at_end();
}

}  // namespace

std::string packed(const Index& index, std::string_view tool) {
  Packer to;
  to.text(index_magic);
  to.text(tool);
  to.number(index.last_build ? 1 : 0);
  if (index.last_build) pack(to, *index.last_build);
  std::array<std::string, 2> halves;
  for_each_index(halves.size(), [&](std::size_t i) {
    halves[i] = i == 0 ? packed(index.sources) : packed(index.outputs);
  });
  for (const std::string& half : halves) to.text(half);
  return to.sealed();
}

Index unpacked(std::string_view bytes, std::string_view tool) {
  Unpacker from(bytes);
  Index index;
  if (from.view() != index_magic || from.view() != tool) return {};
  if (from.number() == 1) index.last_build = last_build(from);
  const std::array<std::string_view, 2> halves = {from.view(), from.view()};
  std::array<bool, 2> whole{};
  for_each_index(halves.size(), [&](std::size_t i) {
    const Unpacker half = from.part(halves[i]);
    whole[i] = i == 0 ? unpack(half, index.sources) : unpack(half, index.outputs);
  });
  return from.at_end() && whole[0] && whole[1] ? std::move(index) : Index{};
}

std::string packed(const SourceFacts& facts) {
  Packer to;
  pack(to, facts);
  return to.bytes();
}

std::optional<SourceFacts> unpacked_facts(std::string_view bytes) {
  Unpacker from = Unpacker::of_part(bytes);
  SourceFacts read = facts(from);
  if (!from.at_end()) return std::nullopt;
  return read;
}

}  // namespace shipit
