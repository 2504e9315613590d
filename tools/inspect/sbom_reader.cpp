// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/json.hpp>
#include <inspect/sbom_reader.hpp>
#include <release/document_part.hpp>

namespace shipit {
namespace {

constexpr std::uintmax_t largest_sbom = 64U << 20U;

// "@fontsource/inter"
std::string name_in(const DocumentPart& component) {
  const std::string group = component.text_or("group", "");
  return (group.empty() ? "" : group + "/") + component.text("name");
}

std::string places_in(const DocumentPart& component) {
  std::string text;
  if (!component.has("evidence") || !component.at("evidence").has("occurrences")) return text;
  for (const DocumentPart& place : component.at("evidence").items("occurrences"))
    text += (text.empty() ? ", in " : " and ") + place.text("location");
  return text;
}

std::string component_in(const DocumentPart& component) {
  if (component.has("purl")) return component.text("purl");
  const std::string version = component.text_or("version", "");
  return name_in(component) + (version.empty() ? "" : " " + version) + places_in(component);
}

std::string licence_in(const DocumentPart& component) {
  std::string text;
  if (!component.has("licenses")) return text;
  for (const DocumentPart& choice : component.items("licenses")) {
    const bool is_one = choice.has("license");
    const DocumentPart licence = is_one ? choice.at("license") : choice;
    const char* key = !is_one ? "expression" : licence.has("id") ? "id" : "name";
    text += (text.empty() ? "" : ", ") + licence.text(key);
  }
  return text;
}

void read_metadata(const DocumentPart& metadata, Inspected& found) {
  found.bom->time = metadata.text_or("timestamp", "");
  if (!metadata.has("component")) return;
  const DocumentPart component = metadata.at("component");
  found.name = name_in(component);
  found.version = component.text_or("version", "");
  found.bom->purl = component.text_or("purl", "");
  found.bom->licence = licence_in(component);
}

}  // namespace

std::optional<Inspected> read_sbom(std::string_view text, const std::string& origin) {
  const Json json = parse_json(text, origin);
  if (!json.is_object() || !json.contains("bomFormat")) return std::nullopt;
  const DocumentPart document(json, origin);
  Inspected found{.origin = origin, .kind = "bill of materials", .name = "(nameless)"};
  found.packed = text.size();
  found.bom = {.format = document.text("bomFormat") + " " + document.text("specVersion"),
               .time = {},
               .purl = {},
               .licence = {}};
  if (document.has("metadata")) read_metadata(document.at("metadata"), found);
  if (document.has("components"))
    for (const DocumentPart& component : document.items("components"))
      found.depends.push_back(component_in(component));
  std::ranges::sort(found.depends);
  return found;
}

std::optional<Inspected> read_sbom(const Path& file) {
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(file, ignored);
  if (!ignored && size > largest_sbom) return std::nullopt;
  return read_sbom(read_file(file), file.native());
}

}  // namespace shipit
