// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/stamped_file.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("stamped file: only a regular file that is small is read with its stamp") {
  const Scratch scratch;
  write_file(scratch / "a", "1234");
  const std::optional<StampedFile> file = read_stamped_file((scratch / "a").native(), 4);
  REQUIRE(file);
  CHECK(file->bytes == "1234");
  CHECK(file->stamp == stamp_of(scratch / "a"));
  CHECK_FALSE(read_stamped_file((scratch / "a").native(), 3));
  CHECK_FALSE(read_stamped_file((scratch / "none").native(), 3));
  CHECK_FALSE(read_stamped_file(scratch.path().native(), 1 << 20));
  std::filesystem::create_symlink("a", scratch / "link");
  CHECK_FALSE(read_stamped_file((scratch / "link").native(), 4));
  REQUIRE(mkfifo((scratch / "pipe").c_str(), 0600) == 0);
  CHECK_FALSE(read_stamped_file((scratch / "pipe").native(), 4));
  CHECK(read_stamped_file((scratch / "a").native())->bytes == "1234");
  write_file(scratch / "empty", "");
  REQUIRE(read_stamped_file((scratch / "empty").native(), 4));
}
