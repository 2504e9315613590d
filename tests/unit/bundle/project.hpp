// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/stage.hpp>
#include <scratch.hpp>

namespace shipit {
inline StagedTree stage(const StageRequest& request) {
  return stage(request, stage_inputs(request));
}
}  // namespace shipit

// A project without languages, configured in <scratch>/b, whose install rules are `rules`.
class Project {
 public:
  explicit Project(const std::string& rules) {
    scratch_.write("src/a.ini", "a");
    scratch_.write("src/b.ini", "b");
    scratch_.write("src/same.ini", "a");
    scratch_.write("src/web/css/x.css", "x");
    set_rules(rules);
  }

  void set_rules(const std::string& rules) const {
    scratch_.write("src/CMakeLists.txt",
                   "cmake_minimum_required(VERSION 3.25)\n"
                   "project(hello LANGUAGES NONE)\n" +
                       rules);
    configure();
  }

  void configure() const {
    const shipit::Outcome outcome = shipit::run(
        {.words = {CMAKE_PROGRAM, "-S", source().native(), "-B", build().native(), "-Wno-dev"}});
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
  }
  // CMake answers a query that was there before it configures.
  void ask_file_api() const {
    scratch_.write("b/.cmake/api/v1/query/client-shipit/codemodel-v2", "");
    configure();
  }
  shipit::StageRequest request() const {
    return {.cmake = CMAKE_PROGRAM,
            .script = STAGE_SCRIPT,
            .build = build(),
            .stage = scratch_ / "stage",
            .config = "Release"};
  }
  shipit::StagedTree stage(const std::string& prefix = "/usr") const {
    shipit::StageRequest wanted = request();
    wanted.prefix = prefix;
    return shipit::stage(wanted);
  }
  std::string refused() const {
    return refusal([&] { stage(); });
  }
  shipit::Path source() const { return scratch_ / "src"; }
  shipit::Path build() const { return scratch_ / "b"; }
  const Scratch& scratch() const { return scratch_; }

 private:
  Scratch scratch_;
};
