// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>

int main(int argc, char** argv) {
  return shipit::run_program(
      {.name = "shipit-version",
       .summary = "Keeps generated version files up to date; runs at every build.",
       .verbs = {{"update", "make the files of a plan hold the version", shipit::update_verb}}},
      argc, argv);
}
