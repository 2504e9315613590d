// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <deb/scripts.hpp>
#include <scratch.hpp>

using namespace shipit;
using Catch::Contains;

namespace {

// Runs a script in a world where every program that it may call writes down its words. A running
// systemd is a folder that the script is told to look for.
class Host {
 public:
  explicit Host(bool systemd) : systemd_(systemd) {
    for (const char* program : {"deb-systemd-helper", "deb-systemd-invoke", "systemctl",
                                "systemd-sysusers", "systemd-tmpfiles"}) {
      const Path path = scratch_ / "bin" / program;
      write_file(path, "#!/bin/sh\necho \"${0##*/} $*\" >&3\n", 0755);
    }
    make_folders(scratch_ / "systemd");
  }

  std::vector<std::string> calls(const std::string& script, const std::string& words) const {
    scratch_.write("script", replace_all(script, "/run/systemd/system",
                                         (scratch_ / (systemd_ ? "systemd" : "none")).native()));
    const Outcome outcome =
        run({.words = {"sh", "-c", "sh script " + words + " 3>calls"},
             .folder = scratch_.path(),
             .extra = {{"PATH", (scratch_ / "bin").native() + ":/usr/bin:/bin"}},
             .without = {"DPKG_ROOT"}});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(outcome.out.empty());
    return lines(read_file(scratch_ / "calls"));
  }

 private:
  Scratch scratch_;
  bool systemd_;
};

const Scripts both = service_scripts({.units = {{"a.service", true}, {"b.service", false}}});

}  // namespace

TEST_CASE("scripts: none without units") {
  const Scripts none = service_scripts({});
  CHECK((none.postinst + none.prerm + none.postrm).empty());
}

TEST_CASE("scripts: installing enables and starts, upgrading restarts") {
  const Host host(true);
  CHECK(host.calls(both.postinst, "configure ''") ==
        std::vector<std::string>{"deb-systemd-helper unmask a.service",
                                 "deb-systemd-helper --quiet was-enabled a.service",
                                 "deb-systemd-helper enable a.service",
                                 "systemctl --system daemon-reload",
                                 "deb-systemd-invoke start a.service b.service"});
  CHECK(host.calls(both.postinst, "configure 1.0").back() ==
        "deb-systemd-invoke restart a.service b.service");
  CHECK(host.calls(both.postinst, "triggered x").empty());
  CHECK(host.calls(both.prerm, "upgrade 2.0").empty());
}

TEST_CASE("scripts: removal stops, purging forgets") {
  const Host host(true);
  CHECK(host.calls(both.prerm, "remove") ==
        std::vector<std::string>{"deb-systemd-invoke stop a.service b.service"});
  CHECK(host.calls(both.postrm, "remove") ==
        std::vector<std::string>{"systemctl --system daemon-reload",
                                 "deb-systemd-helper mask a.service"});
  CHECK(host.calls(both.postrm, "purge") ==
        std::vector<std::string>{"deb-systemd-helper purge a.service",
                                 "deb-systemd-helper unmask a.service"});
}

TEST_CASE("scripts: without a running systemd nothing is started or stopped") {
  const Host chroot(false);
  CHECK(chroot.calls(both.postinst, "configure ''").back() ==
        "deb-systemd-helper enable a.service");
  CHECK(chroot.calls(both.prerm, "remove").empty());
  CHECK(chroot.calls(both.postrm, "remove") ==
        std::vector<std::string>{"deb-systemd-helper mask a.service"});
}

TEST_CASE("scripts: units that nothing enables") {
  const Scripts scripts = service_scripts({.units = {{"b.service", false}}});
  const Host host(true);
  CHECK(host.calls(scripts.postinst, "configure ''") ==
        std::vector<std::string>{"systemctl --system daemon-reload"});
  CHECK(host.calls(scripts.prerm, "remove") ==
        std::vector<std::string>{"deb-systemd-invoke stop b.service"});
  CHECK(host.calls(scripts.postrm, "purge").empty());
}

TEST_CASE("scripts: a unit's name can't become shell code") {
  CHECK(refusal([] {
          service_scripts({.units = {{"a';rm -rf.service", true}}});
        }) ==
        "systemd does not allow a unit to be called 'a';rm -rf.service'\n"
        "use only letters, digits and '-', '_', '.', ':' in its name");
}

TEST_CASE("scripts: an upgrade leaves sockets open") {
  const Scripts scripts =
      service_scripts({.units = {{"a.service", true}, {"a.socket", true}, {"b.socket", true}}});
  const Host host(true);
  CHECK(host.calls(scripts.postinst, "configure ''").back() ==
        "deb-systemd-invoke start a.service a.socket b.socket");
  const std::vector<std::string> upgrade = host.calls(scripts.postinst, "configure 1.0");
  CHECK(std::vector<std::string>(upgrade.end() - 2, upgrade.end()) ==
        std::vector<std::string>{"deb-systemd-invoke restart a.service",
                                 "deb-systemd-invoke start a.socket b.socket"});
  CHECK(host.calls(scripts.prerm, "remove") ==
        std::vector<std::string>{"deb-systemd-invoke stop a.service a.socket b.socket"});
}

TEST_CASE("scripts: users and folders are made before anything starts") {
  const Scripts scripts = service_scripts(
      {.units = {{"a.service", true}}, .users = {"a.conf"}, .folders = {"a.conf", "b.conf"}});
  const Host chroot(false);
  const std::vector<std::string> calls = chroot.calls(scripts.postinst, "configure ''");
  CHECK(calls[0] == "systemd-sysusers a.conf");
  CHECK(calls[1] == "systemd-tmpfiles --create a.conf b.conf");
  CHECK(calls.size() == 5);
}

TEST_CASE("scripts: purging removes the folders of the units, removal does not") {
  const Scratch root;
  for (const char* folder : {"var/lib/private/a", "var/log/a", "var/lib/other"})
    make_folders(root / folder);
  std::filesystem::create_symlink("private/a", root / "var/lib/a");
  const Scripts scripts = service_scripts(
      {.units = {{"a.service", true, unit_folders("StateDirectory=a\nLogsDirectory=a\n")}}});
  root.write("postrm", scripts.postrm);
  const auto postrm = [&](const char* word) {
    const Outcome outcome = run({.words = {"sh", "postrm", word},
                                 .folder = root.path(),
                                 .extra = {{"DPKG_ROOT", root.path().native()}, {"PATH", "/bin"}}});
    CHECK(outcome.status == 0);
  };
  postrm("remove");
  CHECK(std::filesystem::exists(root / "var/lib/private/a"));
  postrm("purge");
  CHECK_FALSE(std::filesystem::exists(root / "var/lib/private/a"));
  CHECK_FALSE(std::filesystem::is_symlink(root / "var/lib/a"));
  CHECK_FALSE(std::filesystem::exists(root / "var/log/a"));
  CHECK(std::filesystem::exists(root / "var/lib/other"));
}

TEST_CASE("scripts: shellcheck has nothing to say") {
  const Scripts scripts = service_scripts(
      {.units = {{"a.service", true, {"/var/lib/a"}}, {"a.socket", true}, {"b.timer", false}},
       .users = {"a.conf"},
       .folders = {"a.conf"}});
  const Scratch scratch;
  for (const std::string& text : {scripts.postinst, scripts.prerm, scripts.postrm,
                                  service_scripts({.units = {{"a.service", true}}}).postinst}) {
    scratch.write("script", text);
    const auto outcome = try_run({.words = {"shellcheck", "script"}, .folder = scratch.path()});
    if (!outcome) {
      WARN("no shellcheck here");
      return;
    }
    CHECK(outcome->out == "");
  }
}
