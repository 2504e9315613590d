// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <deb/obsolete_conffiles.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

const StagedTree& root() {
  static const StagedTree root({made_file("etc/hello/new.conf", "", "")}, "/");
  return root;
}

std::string refused_conffile(const std::string& path) {
  return refusal([&] {
    ScriptParts parts;
    remove_conffiles({path}, root(), parts);
  });
}

}  // namespace

TEST_CASE("obsolete conffiles: each script calls dpkg's helper, before all else") {
  ScriptParts parts{.postinst = "after\n", .prerm = "stop\n"};
  remove_conffiles({"/etc/hello/old.conf", "/etc/hello/older.conf"}, root(), parts);
  const std::string part =
      "\n# Automatically added by shipit\n"
      "dpkg-maintscript-helper rm_conffile /etc/hello/old.conf -- \"$@\"\n"
      "dpkg-maintscript-helper rm_conffile /etc/hello/older.conf -- \"$@\"\n"
      "# End automatically added section\n";
  CHECK(parts.preinst == part);
  CHECK(parts.before_postinst == part);
  CHECK(parts.postinst == "after\n");
  CHECK(parts.prerm == part + "stop\n");
  CHECK(parts.postrm == part);
  CHECK(merged_scripts(parts, {}).preinst == "#!/bin/sh\nset -e\n" + part);

  ScriptParts none;
  remove_conffiles({}, root(), none);
  CHECK(none.preinst.empty());
}

TEST_CASE("obsolete conffiles: what is shipped, or is no plain path, is refused") {
  CHECK(refused_conffile("/etc/hello/new.conf") ==
        "the file '/etc/hello/new.conf' of OBSOLETE_CONFFILES is in the package\n"
        "take it out of what is installed, or out of OBSOLETE_CONFFILES");
  for (const std::string path :
       {"etc/hello/a", "/etc/../a", "/etc/hello/", "/etc/a b", "/etc/$(id)", "/etc/a\nb", ""})
    CHECK(refused_conffile(path) ==
          "shipit_package() got OBSOLETE_CONFFILES " + quote(path) +
              "\ngive the absolute path of a file, like '/etc/hello/old.conf', "
              "in plain letters");
}
