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
    for (const char* program : {"deb-systemd-helper", "deb-systemd-invoke", "systemctl"}) {
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

const Scripts both = service_scripts({{"a.service", true}, {"b.service", false}});

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
  const Scripts scripts = service_scripts({{"b.service", false}});
  const Host host(true);
  CHECK(host.calls(scripts.postinst, "configure ''") ==
        std::vector<std::string>{"systemctl --system daemon-reload"});
  CHECK(host.calls(scripts.prerm, "remove") ==
        std::vector<std::string>{"deb-systemd-invoke stop b.service"});
  CHECK(host.calls(scripts.postrm, "purge").empty());
}

TEST_CASE("scripts: a unit's name can't become shell code") {
  CHECK(refusal([] {
          service_scripts({{"a';rm -rf.service", true}});
        }) ==
        "systemd does not allow a unit to be called 'a';rm -rf.service'\n"
        "use only letters, digits and '-', '_', '.', ':' in its name");
}
