// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/json.hpp>
#include <base/sealed.hpp>
#include <release/artifact_record.hpp>

namespace shipit {
namespace {

Json to_json(const Stamp& stamp) {
  return Json::array({stamp.size, stamp.mtime, stamp.ctime, stamp.inode});
}

Stamp read_stamp(const Json& json) {
  return {.size = json.at(0).get<std::uint64_t>(),
          .mtime = json.at(1).get<std::int64_t>(),
          .ctime = json.at(2).get<std::int64_t>(),
          .inode = json.at(3).get<std::uint64_t>()};
}

Json to_json(const RecordedArtifact& one) {
  const Artifact& artifact = one.artifact;
  Json json{{"key", one.key},
            {"kind", artifact.kind},
            {"size", artifact.size},
            {"sha256", artifact.sha256},
            {"stamp", to_json(one.stamp)},
            {"mediaType", artifact.media_type}};
  if (const std::optional<Uncompressed>& held = artifact.uncompressed)
    json["uncompressed"] = Json::array({held->size, held->sha256, held->window_log});
  return json;
}

// Every archive has it.
std::optional<Uncompressed> uncompressed_from(const Json& json) {
  if (json.at("kind") != "archive") return std::nullopt;
  const Json& held = json.at("uncompressed");
  return Uncompressed{.size = held.at(0).get<std::uint64_t>(),
                      .sha256 = held.at(1).get<std::string>(),
                      .window_log = held.at(2).get<unsigned>()};
}

RecordedArtifact recorded_from(const std::string& name, const Json& json) {
  return {.key = json.at("key").get<std::string>(),
          .artifact = {.name = name,
                       .kind = json.at("kind").get<std::string>(),
                       .media_type = json.at("mediaType").get<std::string>(),
                       .size = json.at("size").get<std::uint64_t>(),
                       .sha256 = json.at("sha256").get<std::string>(),
                       .origin = ArtifactOrigin::published,
                       .uncompressed = uncompressed_from(json)},
          .stamp = read_stamp(json.at("stamp"))};
}

}  // namespace

ArtifactRecord read_artifact_record(const Path& file, const Path& output) {
  ArtifactRecord record;
  const std::optional<std::string> text = read_sealed(file);
  if (!text) return record;
  try {
    const Json all = parse_json(*text, file.native());
    for (const auto& [name, json] : all.items()) {
      RecordedArtifact one = recorded_from(name, json);
      if (stamp_of(output / name) == one.stamp) record.emplace(name, std::move(one));
    }
  } catch (const Error&) {
    return {};
  } catch (const Json::exception&) {
    return {};
  }
  return record;
}

void write_artifact_record(const Path& file, const Path& output, const Release& release,
                           const std::map<std::string, std::string>& keys) {
  Json record = Json::object();
  for (const Artifact& artifact : release.artifacts) {
    const std::optional<Stamp> stamp = stamp_of(output / artifact.name);
    const auto key = keys.find(artifact.name);
    if (stamp && key != keys.end())
      record[artifact.name] = to_json(RecordedArtifact{key->second, artifact, *stamp});
  }
  write_sealed(file, to_text(record));
}

}  // namespace shipit
