// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <atomic>
#include <base/stamped_file.hpp>
#include <fstream>
#include <scratch.hpp>
#include <thread>

using namespace shipit;

TEST_CASE("stamped file: only a regular file that is small is read with its stamp") {
  const Scratch scratch;
  write_file(scratch / "a", "1234");
  const std::optional<StampedFile> file = read_stamped_file((scratch / "a").native(), 4);
  REQUIRE(file);
  CHECK(file->bytes == "1234");
  CHECK(file->stamp == stamp_of(scratch / "a"));
  CHECK(file->steady);
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

TEST_CASE("stamped file: one that is written while it is read is not steady") {
  const Scratch scratch;
  const Path path = scratch / "big";
  write_file(path, std::string(std::size_t{1} << 26, 'a'));
  std::atomic<bool> begun{false};
  std::atomic<bool> enough{false};
  std::thread writer([&] {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    while (!enough) {
      file.seekp(0).put('b').flush();
      begun = true;
    }
  });
  while (!begun) std::this_thread::yield();
  const std::optional<StampedFile> file = read_stamped_file(path.native());
  enough = true;
  writer.join();
  REQUIRE(file);
  CHECK_FALSE(file->steady);
}
