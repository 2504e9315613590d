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

}  // namespace

const PublishedAsset* Published::find(std::string_view path) const {
  const auto found = std::lower_bound(
      assets.begin(), assets.end(), path,
      [](const PublishedAsset& asset, std::string_view wanted) { return asset.path < wanted; });
  return found == assets.end() || found->path != path ? nullptr : &*found;
}

Published read_manifest(const Json& manifest, std::string_view origin) {
  if (const int schema = member<int>(manifest, "schema", origin); schema != 1)
    throw Error(quote(origin) + " has schema " + std::to_string(schema) +
                ", which this ShipIt does not know");
  Published all;
  all.public_path = member<std::string>(manifest, "publicPath", origin);
  const Json assets = member<Json>(manifest, "assets", origin);
  if (!assets.is_object()) fail_member("assets", origin, "is no object");
  for (const auto& [path, asset] : assets.items()) {
    PublishedAsset one;
    one.path = path;
    one.file = member<std::string>(asset, "file", origin);
    const auto query = member_or<std::string>(asset, "query", "", origin);
    one.url = all.public_path + url_path(one.file) + (query.empty() ? "" : "?" + query);
    one.integrity = member<std::string>(asset, "integrity", origin);
    one.type = member<std::string>(asset, "type", origin);
    if (!is_media_type(one.type))
      throw Error(quote(one.type) + " is no media type, but that of " + quote(path) + " in " +
                  quote(origin))
          .help("delete it and build again");
    one.is_entry = member_or<bool>(asset, "entry", false, origin);
    one.css = member_or<std::vector<std::string>>(asset, "css", {}, origin);
    one.preload = member_or<std::vector<std::string>>(asset, "preload", {}, origin);
    all.assets.push_back(std::move(one));
  }
  return all;
}

}  // namespace shipit
