// SPDX-License-Identifier: Apache-2.0
#include <cli/verbs.hpp>

int main(int argc, char** argv) {
  return shipit::run_program(
      {.name = "shipit-version",
       .summary = "Keeps generated version files up to date; runs at every build.",
       .verbs = {{"update", "ask for the version anew when it may have changed",
                  shipit::update_verb},
                 {"render", "make a file that carries the version", shipit::render_verb}}},
      argc, argv);
}
