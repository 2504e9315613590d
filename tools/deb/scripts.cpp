// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <deb/scripts.hpp>

namespace shipit {
namespace {

constexpr const char* head = "#!/bin/sh\nset -e\n";

// deb-systemd-helper keeps the admin's choice: a unit that was disabled by hand stays disabled.
constexpr const char* enable = R"(
# A unit that removal masked is free again. One that the admin has disabled stays so: for it only
# the list of symlinks to forget at purge is brought up to date.
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    for unit in @ENABLED@; do
        deb-systemd-helper unmask "$unit" >/dev/null || true
        if deb-systemd-helper --quiet was-enabled "$unit"; then
            deb-systemd-helper enable "$unit" >/dev/null || true
        else
            deb-systemd-helper update-state "$unit" >/dev/null || true
        fi
    done
    ;;
esac
)";

// $2 is the version that was configured before: empty on the first installation.
constexpr const char* start = R"(
# Without a running systemd there is nothing to start.
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    if [ -d /run/systemd/system ]; then
        systemctl --system daemon-reload >/dev/null || true
        action=start
        if [ -n "$2" ]; then action=restart; fi
        deb-systemd-invoke "$action" @UNITS@ >/dev/null || true
    fi
    ;;
esac
)";

constexpr const char* reload = R"(
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    if [ -d /run/systemd/system ]; then
        systemctl --system daemon-reload >/dev/null || true
    fi
    ;;
esac
)";

// On upgrade nothing stops here: the new version's postinst restarts what runs.
constexpr const char* stop = R"(
if [ -z "${DPKG_ROOT:-}" ] && [ "$1" = remove ] && [ -d /run/systemd/system ]; then
    deb-systemd-invoke stop @UNITS@ >/dev/null || true
fi
)";

// The helper may be gone by the time of a purge.
constexpr const char* forget = R"(
case "$1" in
remove)
    if [ -d /run/systemd/system ]; then
        systemctl --system daemon-reload >/dev/null || true
    fi
    if command -v deb-systemd-helper >/dev/null; then
        deb-systemd-helper mask @ENABLED@ >/dev/null || true
    fi
    ;;
purge)
    if command -v deb-systemd-helper >/dev/null; then
        deb-systemd-helper purge @ENABLED@ >/dev/null || true
        deb-systemd-helper unmask @ENABLED@ >/dev/null || true
    fi
    ;;
esac
)";

constexpr const char* forget_reload = R"(
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
    systemctl --system daemon-reload >/dev/null || true
fi
)";

// Unit names become words of a shell script: systemd.unit(5) allows no others.
void check_name(const std::string& name) {
  for (const char c : name)
    if (!is_alnum(c) && std::string_view(":-_.@\\").find(c) == std::string_view::npos)
      throw Error("systemd does not allow a unit to be called " + quote(name))
          .help("use only letters, digits and '-', '_', '.', ':' in its name");
}

std::string words(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names)
    quoted.push_back(name.find('\\') == std::string::npos ? name : "'" + name + "'");
  return join(quoted, " ");
}

}  // namespace

Scripts service_scripts(const std::vector<Unit>& units) {
  if (units.empty()) return {};
  std::vector<std::string> all;
  std::vector<std::string> wanted;
  for (const Unit& unit : units) {
    check_name(unit.name);
    all.push_back(unit.name);
    if (unit.enabled) wanted.push_back(unit.name);
  }
  const auto filled = [&](const char* text) {
    return replace_all(replace_all(text, "@UNITS@", words(all)), "@ENABLED@", words(wanted));
  };
  // A unit without [Install] is started by whatever wants it, so it is only ever stopped.
  Scripts scripts;
  const std::string begin = head;
  scripts.postinst = wanted.empty() ? begin + reload : begin + filled(enable) + filled(start);
  scripts.prerm = begin + filled(stop);
  scripts.postrm = wanted.empty() ? begin + forget_reload : begin + filled(forget);
  return scripts;
}

}  // namespace shipit
