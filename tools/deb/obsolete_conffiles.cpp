// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <bundle/links.hpp>
#include <deb/obsolete_conffiles.hpp>

namespace shipit {
namespace {

void check(const std::string& path, const StagedTree& root) {
  const Path whole(path);
  bool plain = path.starts_with('/') && !path.ends_with('/') && whole == whole.lexically_normal();
  for (const char c : path)
    plain =
        plain && (is_alnum(c) || std::string_view("/._+@:=,~-").find(c) != std::string_view::npos);
  if (!plain)
    throw Error("shipit_package() got OBSOLETE_CONFFILES " + quote(path))
        .help("give the absolute path of a file, like '/etc/hello/old.conf', in plain letters");
  if (root.find(path.substr(1)) != nullptr)
    throw Error("the file " + quote(path) + " of OBSOLETE_CONFFILES is in the package")
        .help("take it out of what is installed, or out of OBSOLETE_CONFFILES");
}

}  // namespace

void remove_conffiles(const std::vector<std::string>& paths, const StagedTree& root,
                      ScriptParts& scripts) {
  std::string part;
  for (const std::string& path : paths) {
    check(path, root);
    part += "dpkg-maintscript-helper rm_conffile " + path + " -- \"$@\"\n";
  }
  if (part.empty()) return;
  // By these lines lintian tells it from calls that somebody wrote by hand (its check "scripts").
  part = "\n# Automatically added by shipit\n" + part + "# End automatically added section\n";
  for (std::string* text :
       {&scripts.preinst, &scripts.before_postinst, &scripts.prerm, &scripts.postrm})
    *text = part + *text;
}

}  // namespace shipit
