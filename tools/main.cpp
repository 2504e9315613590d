// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>

int main(int argc, char** argv) {
  return shipit::run_program(
      {.name = "shipit",
       .summary = "Turns a checkout into something that a server can run.",
       .verbs =
           {{"version", "print the version of a checkout", shipit::version_verb},
            {"assets", "bundle and digest web assets", shipit::assets_verb},
            {"package", "make the release of a build tree", shipit::package_verb},
            {"changelog", "list what has changed since the last release", shipit::changelog_verb},
            {"bump", "release the next version: commit, tag and push", shipit::bump_verb},
            {"inspect", "show what is in a release or a package, or what has changed",
             shipit::inspect_verb},
            {"sign", "sign a release with an SSH key", shipit::sign_verb},
            {"verify", "hold a release to its checksums and its signature", shipit::verify_verb},
            {"deploy", "bring a release to its hosts, and see that it runs", shipit::deploy_verb},
            {"rollback", "bring hosts back to the release before", shipit::rollback_verb},
            {"status", "say what runs on the hosts", shipit::status_verb},
            {"list", "list the releases of the hosts", shipit::list_verb},
            {"repo", "keep a signed apt repository of releases", shipit::repo_verb},
            {"cache", "show or clear what packaging keeps", shipit::cache_verb}}},
      argc, argv);
}
