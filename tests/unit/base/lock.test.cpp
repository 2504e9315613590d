// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <base/lock.hpp>
#include <scratch.hpp>
#include <thread>
#include <vector>

using namespace shipit;

namespace {

// How many of four threads ever hold it at once.
template <typename Lock>
int most_holders(const Path& path) {
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  {
    std::vector<std::jthread> holders;
    for (int i = 0; i < 4; ++i)
      holders.emplace_back([&] {
        for (int round = 0; round < 50; ++round) {
          const Lock lock(path);
          if (++inside > most) most = inside.load();
          std::this_thread::yield();
          --inside;
        }
      });
  }
  return most;
}

}  // namespace

TEST_CASE("lock: one holder at a time") {
  const Scratch scratch;
  CHECK(most_holders<FileLock>(scratch / "folder/lock") == 1);
  make_folders(scratch / "bare");
  CHECK(most_holders<FolderLock>(scratch / "bare") == 1);
  CHECK(std::filesystem::is_empty(scratch / "bare"));
}

TEST_CASE("lock: a place that cannot be is named") {
  const Scratch scratch;
  scratch.write("file", "x");
  CHECK(refusal([&] { const FileLock lock(scratch / "file/lock"); }).find("file") !=
        std::string::npos);
  CHECK(refusal([&] { const FolderLock lock(scratch / "gone"); }).find("cannot lock") == 0);
}
