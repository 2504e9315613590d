// SPDX-License-Identifier: Apache-2.0
#include <base/process.hpp>
#include <base/text.hpp>
#include <deb/nginx_sites.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

// Runs parts of scripts in a world whose nginx takes a configuration unless there is a file 'wrong'
// among the enabled sites, and whose other programs write down their words.
class NginxHost {
 public:
  NginxHost() {
    write_file(scratch_ / "bin/nginx", "#!/bin/sh\n! grep -qR wrong etc/nginx/sites-enabled/\n",
               0755);
    for (const char* program : {"systemctl", "invoke-rc.d"})
      write_file(scratch_ / "bin" / program, "#!/bin/sh\necho \"${0##*/} $*\" >>calls\n", 0755);
    make_folders(scratch_ / "etc/nginx/sites-enabled");
  }

  void add(const std::string& site, const std::string& text = "right") const {
    write_file(scratch_ / "etc/nginx/sites-available" / site, text);
  }

  // What the script wrote for people.
  std::string run_part(const std::string& part, const std::string& words,
                       const std::string& environment = "") const {
    const std::string top = scratch_.path().native();
    scratch_.write("script", "set -e\n" + replace_all(part, "/etc/nginx", top + "/etc/nginx"));
    scratch_.write("calls", "");
    const Outcome outcome =
        run({.words = {"sh", "-c", "sh script " + words},
             .folder = scratch_.path(),
             .extra = {{"PATH", top + "/bin:/usr/bin:/bin"}, {"SHIPIT_ENVIRONMENT", environment}},
             .without = {"DPKG_ROOT"}});
    CHECK(outcome.status == 0);
    return outcome.err;
  }

  // What a site in sites-enabled leads to, by its name; empty without.
  std::string enabled(const std::string& site) const {
    const Path link = scratch_ / "etc/nginx/sites-enabled" / site;
    return std::filesystem::is_symlink(link)
               ? std::filesystem::read_symlink(link).filename().native()
               : "";
  }
  bool was_reloaded() const {
    return read_file(scratch_ / "calls").find("invoke-rc.d nginx reload") != std::string::npos;
  }
  void disable(const std::string& site) const {
    std::filesystem::remove(scratch_ / "etc/nginx/sites-enabled" / site);
  }

 private:
  Scratch scratch_;
};

const ScriptParts parts = nginx_script_parts({"shop"});

}  // namespace

TEST_CASE("nginx: the first installation enables the site of the environment") {
  const NginxHost host;
  host.add("shop.production");
  host.add("shop.staging");
  CHECK(host.run_part(parts.postinst, "configure ''").empty());
  CHECK(host.enabled("shop") == "shop.production");
  CHECK(host.was_reloaded());
  const NginxHost staging;
  staging.add("shop.production");
  staging.add("shop.staging");
  staging.run_part(parts.postinst, "configure ''", "staging");
  CHECK(staging.enabled("shop") == "shop.staging");
  const NginxHost all;
  all.add("shop");
  all.run_part(parts.postinst, "configure ''");
  CHECK(all.enabled("shop") == "shop");
}

TEST_CASE("nginx: what the admin has disabled stays so, until a removal is taken back") {
  const NginxHost host;
  host.add("shop");
  host.run_part(parts.postinst, "configure ''");
  host.run_part(parts.postrm, "upgrade 2.0");
  CHECK(host.enabled("shop") == "shop");
  host.run_part(parts.postrm, "remove");
  CHECK(host.enabled("shop").empty());
  CHECK(host.was_reloaded());
  host.run_part(parts.postinst, "configure 1.0");
  CHECK(host.enabled("shop") == "shop");
  host.disable("shop");
  host.run_part(parts.postinst, "configure 1.0");
  CHECK(host.enabled("shop").empty());
}

TEST_CASE("nginx: a site that it refuses is not enabled, and nothing is reloaded") {
  const NginxHost host;
  host.add("shop", "wrong");
  CHECK(host.run_part(parts.postinst, "configure ''").find("so they are not enabled") !=
        std::string::npos);
  CHECK(host.enabled("shop").empty());
  CHECK_FALSE(host.was_reloaded());
  host.add("shop");
  host.run_part(parts.postinst, "configure ''");
  host.add("shop", "wrong");
  CHECK(host.run_part(parts.postinst, "configure 1.0").find("goes on with the one before") !=
        std::string::npos);
  CHECK(host.enabled("shop") == "shop");
  CHECK_FALSE(host.was_reloaded());
}

TEST_CASE("nginx: sites are known by their first line") {
  const std::string folder = "etc/nginx/sites-available/";
  const StagedTree tree(
      {made_file(folder + "b.production", "# shipit_add_nginx_site(b) made this.\n", ""),
       made_file(folder + "b.staging", "# shipit_add_nginx_site(b) made this.\n", ""),
       made_file(folder + "odd", "# shipit_add_nginx_site(a;b)\n", ""),
       made_file(folder + "own", "server {}\n", ""),
       made_file("etc/nginx/conf.d/a", "# shipit_add_nginx_site(a)\n", "")},
      "/usr");
  CHECK(nginx_sites_in(tree) == std::vector<std::string>{"b"});
  CHECK(nginx_script_parts({}).postinst.empty());
}

TEST_CASE("nginx: the certificates that a site names") {
  CHECK(nginx_certificates("server {\n  ssl_certificate \"/etc/a b.pem\";\n"
                           "  ssl_certificate_key \"/etc/a.key\";\n}\nserver {\n"
                           "  ssl_certificate_key \"/etc/a.key\";\n}\n") ==
        std::vector<std::string>{"/etc/a b.pem", "/etc/a.key"});
  CHECK(nginx_certificates("# ssl_certificate \"/etc/x\";\nssl_certificate \"/$host.pem\";\n"
                           "ssl_certificate \"data:x\";\nssl_certificates \"/y\";\n"
                           "ssl_certificate \"/z\n\";\n")
            .empty());
}
