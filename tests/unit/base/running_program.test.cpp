// SPDX-License-Identifier: Apache-2.0
#include <base/running_program.hpp>
#include <base/stamp.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("running program: it and its libraries are told, with their stamps") {
  const std::string text = running_program();
  CHECK(running_program() == text);
  const auto itself = stamp_of(std::filesystem::canonical("/proc/self/exe"));
  CHECK(text.find("/proc/self/exe " + to_text(itself.value()) + "\n") != std::string::npos);
  const std::size_t library = text.find("/libzstd.so.1 ");
  REQUIRE(library != std::string::npos);
  const std::size_t line = text.rfind('\n', library) + 1;
  const Path file = text.substr(line, text.find(' ', library) - line);
  const std::string stamp = to_text(stamp_of(std::filesystem::canonical(file)).value());
  CHECK(text.substr(text.find(' ', library) + 1, stamp.size()) == stamp);
}
