// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/published.hpp>
#include <base/error.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

// "text/css", or "text/html; charset=utf-8" without the latter: RFC 6838, section 4.2.
bool is_media_type(std::string_view text) {
  constexpr std::string_view marks = "!#&-^_.+/";
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && slash != 0 && slash + 1 != text.size() &&
         text.find('/', slash + 1) == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_alnum(c) || marks.find(c) != std::string_view::npos;
         });
}

PublishedAsset read_asset(const Json& asset, const std::string& public_path,
                          std::string_view origin) {
  PublishedAsset one{
      .file = member<std::string>(asset, "file", origin),
      .url = {},
      .type = member<std::string>(asset, "type", origin),
      .size = member<std::uint64_t>(asset, "size", origin),
      .sha256 = member<std::string>(asset, "sha256", origin),
      .integrity = member<std::string>(asset, "integrity", origin),
      .references = member_or<std::vector<std::string>>(asset, "references", {}, origin),
      .encodings = encodings_in(asset, origin),
      .role = member_or<bool>(asset, "entry", false, origin) ? PublishedAsset::Role::entry
                                                             : PublishedAsset::Role::other,
      .css = member_or<std::vector<std::string>>(asset, "css", {}, origin),
      .preload = member_or<std::vector<std::string>>(asset, "preload", {}, origin)};
  const auto query = member_or<std::string>(asset, "query", "", origin);
  one.url = public_path + url_path(one.file) + (query.empty() ? "" : "?" + query);
  return one;
}

}  // namespace

void check_schema(const Json& document, std::string_view origin) {
  if (const int schema = member<int>(document, "schema", origin); schema != 1)
    throw Error(quote(origin) + " has schema " + std::to_string(schema) +
                ", which this ShipIt does not know")
        .help("use the ShipIt that made it, or a newer one");
}

std::map<std::string, std::uint64_t> encodings_in(const Json& entry, std::string_view origin) {
  std::map<std::string, std::uint64_t> encodings;
  const Json all = member_or<Json>(entry, "encodings", Json::object(), origin);
  for (const auto& [name, value] : all.items()) {
    if (name != "br" && name != "gz" && name != "zst")
      throw Error(quote(origin) + " has the encoding " + quote(name) +
                  ", which this ShipIt does not know")
          .help("use the ShipIt that made it, or a newer one");
    encodings["." + name] = member<std::uint64_t>(all, name.c_str(), origin);
  }
  return encodings;
}

Published read_manifest(const Json& manifest, std::string_view origin) {
  check_schema(manifest, origin);
  Published all;
  all.public_path = member<std::string>(manifest, "publicPath", origin);
  const Json assets = member<Json>(manifest, "assets", origin);
  if (!assets.is_object()) fail_member("assets", origin, "is no object");
  for (const auto& [path, asset] : assets.items()) {
    const PublishedAsset& one = all.assets[path] = read_asset(asset, all.public_path, origin);
    if (!is_media_type(one.type))
      throw Error(quote(one.type) + " is no media type, but that of " + quote(path) + " in " +
                  quote(origin))
          .help("delete it and build again");
  }
  return all;
}

}  // namespace shipit
