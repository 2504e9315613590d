// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/text.hpp>
#include <inspect/report.hpp>
#include <release/deploy_json.hpp>

namespace shipit {
namespace {

void set_text(Json& json, const std::string& key, const std::string& bytes) {
  if (is_utf8(bytes))
    json[key] = bytes;
  else
    json[key + "Hex"] = to_hex(bytes);
}

const char* word_of(MemberKind kind) {
  switch (kind) {
    case MemberKind::file:
      return "file";
    case MemberKind::folder:
      return "folder";
    case MemberKind::symlink:
      return "symlink";
    case MemberKind::hard_link:
      return "hard link";
    case MemberKind::other:
      break;
  }
  return "other";
}

Json to_json(const InspectedEntry& entry) {
  Json json{{"kind", word_of(entry.kind)}, {"mode", entry.mode}};
  set_text(json, "path", entry.path);
  if (entry.kind == MemberKind::file) {
    json["size"] = entry.size;
    json["sha256"] = entry.sha256;
    json["conffile"] = entry.conffile;
  }
  if (entry.kind == MemberKind::symlink) set_text(json, "target", entry.target);
  return json;
}

Json to_json(const InspectedPackage& one) {
  Json json{{"name", one.name}, {"isThere", one.is_there}};
  if (one.components) {
    json["components"] = *one.components;
    return json;
  }
  json["files"] = one.files;
  json["bytes"] = one.bytes;
  return json;
}

Json to_json(const InspectedBom& bom) {
  return Json{
      {"format", bom.format}, {"time", bom.time}, {"purl", bom.purl}, {"licence", bom.licence}};
}

Json to_json(const std::vector<InspectedEntry>& entries) {
  Json array = Json::array();
  for (const InspectedEntry& entry : entries) array.push_back(to_json(entry));
  return array;
}

Json texts(const std::vector<std::string>& items) {
  Json array = Json::array();
  for (const std::string& item : items)
    array.push_back(is_utf8(item) ? Json(item) : Json{{"hex", to_hex(item)}});
  return array;
}

}  // namespace

Json to_json(const Inspected& found) {
  Json json{{"kind", found.kind}, {"packedSize", found.packed}};
  set_text(json, "file", found.origin);
  set_text(json, "name", found.name);
  set_text(json, "version", found.version);
  json[found.bom ? "components" : "depends"] = texts(found.depends);
  if (found.bom) json["bom"] = to_json(*found.bom);
  json["controlFiles"] = texts(found.control_files);
  json["control"] = Json::object();
  for (const auto& [name, value] : found.fields)
    if (is_utf8(name)) set_text(json["control"], name, value);
  if (found.release) json["deploy"] = deploy_json(*found.release);
  json["packages"] = Json::array();
  for (const InspectedPackage& one : found.packages) json["packages"].push_back(to_json(one));
  if (!found.knows_contents) return json;
  json["entries"] = Json::array();
  for (const auto& [path, entry] : found.entries) json["entries"].push_back(to_json(entry));
  return json;
}

Json to_json(const Difference& found) {
  Json json{
      {"added", to_json(found.added)},
      {"removed", to_json(found.removed)},
      {"changed", Json::array()},
      {"contentsKnown", found.knows_contents},
      {"depends", {{"added", texts(found.new_depends)}, {"removed", texts(found.old_depends)}}}};
  json["version"] = Json::object();
  set_text(json["version"], "before", found.version.first);
  set_text(json["version"], "after", found.version.second);
  for (const auto& [before, after] : found.changed)
    json["changed"].push_back({{"before", to_json(before)}, {"after", to_json(after)}});
  return json;
}

}  // namespace shipit
