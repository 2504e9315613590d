// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <deb/nginx_sites.hpp>
#include <set>

namespace shipit {
namespace {

constexpr std::string_view folder = "etc/nginx/sites-available";
// The first line that packaging/nginx/site.in has.
constexpr std::string_view mark = "# shipit_add_nginx_site(";

constexpr const char* enable_site = R"(
# The site of this host's environment, if nginx takes it. An admin who disables it is not overruled.
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    if [ -z "${DPKG_ROOT:-}" ] && [ -d /etc/nginx/sites-enabled ] && command -v nginx >/dev/null; then
        made=
        for name in @SITES@; do
            site=/etc/nginx/sites-available/$name
            link=/etc/nginx/sites-enabled/$name
            if [ -e "$link" ] || [ -L "$link" ]; then
                continue
            elif [ -L "$site.was-enabled" ]; then
                mv "$site.was-enabled" "$link"
                made="$made $link"
            elif [ -z "${2:-}" ]; then
                [ ! -f "$site.${SHIPIT_ENVIRONMENT:-production}" ] || site=$site.${SHIPIT_ENVIRONMENT:-production}
                [ -f "$site" ] || continue
                ln -s "$site" "$link"
                made="$made $link"
            fi
        done
        if nginx -t -q; then
            if systemctl --quiet is-active nginx.service 2>/dev/null; then
                invoke-rc.d nginx reload || true
            fi
        elif [ -n "$made" ]; then
            rm -f $made
            echo "nginx does not take these sites, so they are not enabled:$made" >&2
        else
            echo "nginx does not take its configuration, and goes on with the one before" >&2
        fi
    fi
    ;;
esac
)";

constexpr const char* disable = R"(
[ -n "${DPKG_ROOT:-}" ] || case "$1" in
remove)
    for name in @SITES@; do
        site=/etc/nginx/sites-available/$name
        link=/etc/nginx/sites-enabled/$name
        case $(readlink "$link" || true) in
        "$site" | "$site".*) mv "$link" "$site.was-enabled" ;;
        esac
    done
    if command -v nginx >/dev/null && systemctl --quiet is-active nginx.service 2>/dev/null &&
        nginx -t -q; then
        invoke-rc.d nginx reload || true
    fi
    ;;
purge)
    for name in @SITES@; do
        rm -f "/etc/nginx/sites-available/$name.was-enabled"
    done
    ;;
esac
)";

std::string first_line_of(const Entry& entry) {
  std::string text;
  read_entry(entry, [&](std::string_view bytes) { text += bytes; });
  return text.substr(0, text.find('\n'));
}

// Names become words of a shell script.
bool is_site_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_alnum(c) || std::string_view("._-").find(c) != std::string_view::npos;
  });
}

}  // namespace

std::map<std::string, std::string> nginx_site_files(const StagedTree& tree) {
  std::map<std::string, std::string> names;
  for (const Entry& entry : tree.entries()) {
    if (entry.kind != EntryKind::file || parent_of(entry.path) != folder) continue;
    const std::string line = first_line_of(entry);
    if (!line.starts_with(mark)) continue;
    const std::string name = line.substr(mark.size(), line.find(')') - mark.size());
    if (is_site_name(name)) names[entry.path] = name;
  }
  return names;
}

std::vector<std::string> nginx_sites_in(const StagedTree& tree) {
  std::set<std::string> names;
  for (const auto& [path, name] : nginx_site_files(tree)) names.insert(name);
  return {names.begin(), names.end()};
}

std::vector<std::string> nginx_certificates(std::string_view site) {
  std::vector<std::string> files;
  for (const std::string& line : lines(site)) {
    std::string_view rest = trim(line);
    for (const std::string_view word : {"ssl_certificate \"/", "ssl_certificate_key \"/"}) {
      if (!rest.starts_with(word) || !rest.ends_with("\";")) continue;
      rest.remove_prefix(word.size() - 1);
      rest.remove_suffix(2);
      const bool plain = rest.find_first_of("$\\\"") == std::string_view::npos;
      if (plain && std::ranges::find(files, rest) == files.end()) files.emplace_back(rest);
      break;
    }
  }
  return files;
}

ScriptParts nginx_script_parts(const std::vector<std::string>& sites) {
  if (sites.empty()) return {};
  ScriptParts parts;
  parts.postinst = replace_all(enable_site, "@SITES@", join(sites, " "));
  parts.postrm = replace_all(disable, "@SITES@", join(sites, " "));
  return parts;
}

}  // namespace shipit
