// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/number.hpp>
#include <base/text.hpp>
#include <release/document_artifact.hpp>
#include <release/tree_json.hpp>

namespace shipit {
namespace {

// JSON has no bytes that are no text.
void set_text(Json& json, const std::string& key, const std::string& bytes) {
  if (is_utf8(bytes))
    json[key] = bytes;
  else
    json[key + "Hex"] = to_hex(bytes);
}

Json to_json(const Entry& entry) {
  Json json = Json::object();
  set_text(json, "path", entry.path);
  switch (entry.kind) {
    case EntryKind::folder:
      json["kind"] = "folder";
      break;
    case EntryKind::symlink:
      json["kind"] = "symlink";
      set_text(json, "target", entry.target);
      return json;
    case EntryKind::file:
      json["kind"] = "file";
      json["size"] = entry.size;
      json["digest"] = {{"sha256", sha256_of(entry)}};
      break;
  }
  json["mode"] = octal(entry.mode, 4);
  return json;
}

}  // namespace

Json tree_json(const Release& release, const StagedTree& tree) {
  Json entries = Json::array();
  for (const Entry& entry : tree.entries()) entries.push_back(to_json(entry));
  return Json{{"$schema", "urn:shipit:schema:tree:1"},
              {"schemaVersion", 1},
              {"name", release.name},
              {"version", semver(release.version)},
              {"entries", std::move(entries)}};
}

std::string tree_name(const Release& release) { return archive_stem(release) + ".tree.json"; }

void add_tree(const Path& folder, const StagedTree& tree, Release& release) {
  Artifact described{
      .name = tree_name(release), .kind = "tree", .media_type = "application/json", .sha256 = {}};
  add_document(folder, tree_json(release, tree), std::move(described), release);
}

}  // namespace shipit
