// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <deb/scripts.hpp>
#include <utility>

namespace shipit {
namespace {

// deb-systemd-helper keeps the admin's choice: a unit that was disabled by hand stays disabled.
constexpr const char* enable_unit = R"(
# A unit that removal masked is free again. One that the admin has disabled stays so: for it only
# the list of symlinks to forget at purge is brought up to date.
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
@EACH@    ;;
esac
)";

constexpr const char* enable_one =
    R"(    deb-systemd-helper unmask @UNIT@ >/dev/null || true
    if deb-systemd-helper --quiet was-enabled @UNIT@; then
        deb-systemd-helper enable @UNIT@ >/dev/null || true
    else
        deb-systemd-helper update-state @UNIT@ >/dev/null || true
    fi
)";

constexpr const char* make_users = R"(
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    systemd-sysusers ${DPKG_ROOT:+--root="$DPKG_ROOT"} @CONFIGS@
    ;;
esac
)";

// What isn't possible in a container (a device, an attribute) is no reason to fail.
constexpr const char* make_folders_now = R"(
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    systemd-tmpfiles ${DPKG_ROOT:+--root="$DPKG_ROOT"} --create @CONFIGS@ || true
    ;;
esac
)";

// $2 is the version that was configured before: empty on the first installation.
constexpr const char* start = R"(
# Without a running systemd there is nothing to start.
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    if [ -z "${DPKG_ROOT:-}" ] && [ -d /run/systemd/system ]; then
        systemctl --system daemon-reload >/dev/null || true
        if [ -z "${2:-}" ]; then
            deb-systemd-invoke start @UNITS@ >/dev/null || true
        else
            @RESTART@
        fi
    fi
    ;;
esac
)";

constexpr const char* restart = "deb-systemd-invoke restart @OTHERS@ >/dev/null || true";
constexpr const char* keep_sockets =
    "# A socket stays open: what comes in meanwhile waits for the new program.\n            "
    "deb-systemd-invoke start @SOCKETS@ >/dev/null || true";

constexpr const char* reload = R"(
case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
    if [ -z "${DPKG_ROOT:-}" ] && [ -d /run/systemd/system ]; then
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

constexpr const char* clear = R"(
if [ "$1" = purge ]; then
    rm -rf @FOLDERS@
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

ScriptParts system_script_parts(const SystemParts& parts) {
  std::vector<std::string> all;
  std::vector<std::string> wanted;
  std::vector<std::string> sockets;
  std::vector<std::string> others;
  std::vector<std::string> folders;
  std::string each;
  for (const Unit& unit : parts.units) {
    check_name(unit.name);
    all.push_back(unit.name);
    if (unit.enabled) wanted.push_back(unit.name);
    (unit.name.ends_with(".socket") ? sockets : others).push_back(unit.name);
    for (const std::string& folder : unit.folders)
      folders.push_back("\"${DPKG_ROOT:-}" + folder + "\"");
    if (unit.enabled) each += replace_all(enable_one, "@UNIT@", words({unit.name}));
  }
  const auto filled = [&](const char* text) {
    std::vector<std::string> again;
    if (!others.empty()) again.emplace_back(restart);
    if (!sockets.empty()) again.emplace_back(keep_sockets);
    std::string whole = replace_all(text, "@RESTART@", join(again, "\n            "));
    whole = replace_all(replace_all(whole, "@EACH@", each), "@FOLDERS@", join(folders, " "));
    for (const auto& [word, names] :
         {std::pair{"@UNITS@", &all}, std::pair{"@ENABLED@", &wanted},
          std::pair{"@SOCKETS@", &sockets}, std::pair{"@OTHERS@", &others}})
      whole = replace_all(whole, word, words(*names));
    return whole;
  };
  ScriptParts scripts;
  if (!parts.users.empty())
    scripts.before_postinst += replace_all(make_users, "@CONFIGS@", join(parts.users, " "));
  if (!parts.folders.empty())
    scripts.before_postinst += replace_all(make_folders_now, "@CONFIGS@", join(parts.folders, " "));
  if (parts.units.empty()) return scripts;
  // A unit without [Install] is started by whatever wants it, so it is only ever stopped.
  scripts.postinst = wanted.empty() ? std::string(reload) : filled(enable_unit) + filled(start);
  scripts.prerm = filled(stop);
  scripts.postrm = wanted.empty() ? std::string(forget_reload) : filled(forget);
  if (!folders.empty()) scripts.postrm += filled(clear);
  return scripts;
}

Scripts service_scripts(const SystemParts& parts) {
  return merged_scripts(system_script_parts(parts), {});
}

}  // namespace shipit
