// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/digest.hpp>
#include <assets/render_nginx.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <map>

namespace shipit {
namespace {

constexpr std::string_view no_cache = "no-cache";
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";

// As nginx's configuration takes it, without regard to '$'.
std::string conf_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

// Whether each '$' begins a variable, $name or ${name}; nginx refuses the others when it starts.
bool has_only_variables(std::string_view text) {
  const auto is_name = [](char c) { return is_alnum(c) || c == '_'; };
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    std::string_view rest = text.substr(at + 1);
    const bool braced = rest.starts_with('{');
    if (braced) rest.remove_prefix(1);
    const std::string_view name(rest.begin(), std::find_if_not(rest.begin(), rest.end(), is_name));
    if (name.empty() || is_digit(name.front())) return false;
    if (braced && !rest.substr(name.size()).starts_with('}')) return false;
  }
  return true;
}

std::string checked_folder(const std::string& folder) {
  const bool absolute = folder.starts_with('/') || folder.starts_with('$');
  const bool odd = std::any_of(folder.begin(), folder.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  if (!absolute || odd)
    throw Error("nginx can't serve assets from " + quote(folder))
        .help("say where the server has them, as in /usr/share/myservice/static");
  if (!has_only_variables(folder))
    throw Error("nginx takes the '$' in " + quote(folder) + " for a variable without a name")
        .help("choose a folder without '$', or write a variable, as in $document_root/static");
  return folder.ends_with('/') ? folder : folder + "/";
}

// What the regular expression of digested names takes for one.
bool looks_digested(std::string_view file) {
  const std::string_view name = file.substr(file.rfind('/') + 1);
  for (std::size_t dash = name.find('-'); dash != std::string_view::npos;
       dash = name.find('-', dash + 1)) {
    const std::string_view digest = name.substr(dash + 1, digest_length);
    const std::string_view rest = name.substr(std::min(dash + 1 + digest_length, name.size()));
    if (digest.size() == digest_length && (rest.empty() || rest.starts_with('.')) &&
        digest.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string_view::npos)
      return true;
  }
  return false;
}

using Types = std::map<std::string, std::string>;  // by extension, without its dot

void add_type(Types& types, const std::string& extension, std::string_view type) {
  if (extension.size() > 1 &&
      extension.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-", 1) == std::string::npos)
    types[extension.substr(1)] = type;
}

// Debian's mime.types lacks some, and types { } replaces it.
Types types_of(const Published& published) {
  Types types{{"json", "application/json"}};  // manifest.json itself, and those of frameworks
  for (const auto& [path, asset] : published.assets)
    add_type(types, extension_of(asset.file), asset.type);
  return types;
}

// Of earlier releases as well, which may have had other kinds of files.
Types kept_types_of(const Published& published) {
  Types types;
  for (const MediaType& known : media_types())
    add_type(types, std::string(known.extension), known.type);
  for (const auto& [extension, type] : types_of(published)) types[extension] = type;
  return types;
}

std::string serving(const NginxSite& site, const Types& types) {
  std::map<std::string, std::string> extensions;
  for (const auto& [extension, type] : types) extensions[type] += " " + extension;
  std::string text = "  gzip_static on;\n";
  if (site.brotli == BrotliStatic::on) text += "  brotli_static on;\n";
  text += "  gzip_vary on;\n  types {\n";
  for (const auto& [type, all] : extensions) text += "    " + type + all + ";\n";
  return text + "  }\n  default_type application/octet-stream;\n" +
         "  charset utf-8;\n  charset_types text/plain text/csv text/markdown;\n";
}

// add_header lines are not inherited where there are others.
std::string headers(const NginxSite& site, std::string_view cache, std::string_view indent) {
  std::string text = std::string(indent) + "add_header Cache-Control \"" + std::string(cache) +
                     "\";\n" + std::string(indent) +
                     "add_header X-Content-Type-Options \"nosniff\";\n";
  if (!site.hsts.empty())
    text += std::string(indent) + "add_header Strict-Transport-Security \"max-age=" + site.hsts +
            "\";\n";
  return text;
}

// Names that stay, and only look as if they had a digest.
std::string exceptions_of(const Published& published, const NginxSite& site) {
  std::string text;
  for (const auto& [path, asset] : published.assets)
    if (asset.file == path && looks_digested(asset.file))
      text += "\n  location = " + conf_string(published.public_path + asset.file) + " {\n" +
              headers(site, no_cache, "    ") + "  }\n";
  return text;
}

std::string identifier(std::string name) {
  for (char& c : name)
    if (!is_alnum(c)) c = '_';
  return name;
}

std::string variable_of(const NginxSite& site, const std::string& path) {
  return "$" + identifier(site.name + "_" + path);
}

std::string preload_of(const PublishedAsset& asset) {
  const std::string url = "<" + replace_all(asset.url, "$", "%24") + ">; rel=";
  if (asset.type == "text/css") return url + "preload; as=style";
  if (asset.type == "font/woff2") return url + "preload; as=font; crossorigin";
  return url + "modulepreload";
}

std::string link_of(const Published& published, const std::string& path,
                    const PublishedAsset& entry) {
  std::vector<std::string> paths = entry.css;
  if (entry.type == "text/css") paths.push_back(path);
  paths.insert(paths.end(), entry.preload.begin(), entry.preload.end());
  std::vector<std::string> links;
  for (const std::string& one : paths)
    if (const auto asset = published.assets.find(one); asset != published.assets.end())
      links.push_back(preload_of(asset->second));
  return join(links, ", ");
}

std::string variables_of(const Published& published, const NginxSite& site) {
  std::string text;
  std::map<std::string, std::string> taken;
  for (const auto& [path, entry] : published.assets) {
    if (entry.role != PublishedAsset::Role::entry) continue;
    const std::string variable = variable_of(site, path);
    const auto [other, is_new] = taken.emplace(variable, path);
    if (!is_new)
      throw Error("nginx would know " + quote(other->second) + " and " + quote(path) +
                  " by one name, " + quote(variable))
          .help("rename one of them");
    text += "set " + variable + " " + conf_string(link_of(published, path, entry)) + ";\n";
  }
  return text.empty() ? text
                      : "\n# What a page with an entry point is to load at once:\n"
                        "# location = / { add_header Link " +
                            taken.begin()->first + "; }\n" + text;
}

std::string kept_place(const NginxSite& site) { return "@" + identifier(site.name) + "_kept"; }

// What pages of an earlier release ask for; what nobody has any more is 404 here.
std::string kept_location(const Published& published, const NginxSite& site) {
  if (site.kept.empty()) return "";
  return "\n# Of the releases before, whose pages are still open somewhere.\nlocation " +
         kept_place(site) + " {\n  root " + conf_string(checked_folder(site.kept)) + ";\n" +
         serving(site, kept_types_of(published)) + headers(site, for_ever, "  ") + "}\n";
}

}  // namespace

std::string render_nginx(const Published& published, const NginxSite& site) {
  const std::string digits = std::to_string(digest_length);
  std::string text = "# For the server { } of nginx. Made from the assets' manifest by shipit.\n";
  text += "location ^~ " + conf_string(published.public_path) + " {\n";
  text += "  alias " + conf_string(checked_folder(site.folder)) + ";\n";
  text += serving(site, types_of(published)) + headers(site, no_cache, "  ");
  text += exceptions_of(published, site);
  text += "\n  location ~ \"/\\.(?!well-known/)\" {\n    return 404;\n  }\n";
  text += "\n  location ~ \"-[a-z2-7]{" + digits + "}(\\.[^/]*)?$\" {\n";
  if (!site.kept.empty())
    text += "    error_page 404 = " + kept_place(site) + ";\n    log_not_found off;\n";
  text += headers(site, for_ever, "    ") + "  }\n}\n" + kept_location(published, site);
  return site.variables == PreloadVariables::on ? text + variables_of(published, site) : text;
}

}  // namespace shipit
