// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <base/lock.hpp>
#include <scratch.hpp>
#include <thread>
#include <vector>

using namespace shipit;

TEST_CASE("lock: one holder at a time") {
  const Scratch scratch;
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  {
    std::vector<std::jthread> holders;
    for (int i = 0; i < 4; ++i)
      holders.emplace_back([&] {
        for (int round = 0; round < 50; ++round) {
          const FileLock lock(scratch / "folder/lock");
          if (++inside > most) most = inside.load();
          std::this_thread::yield();
          --inside;
        }
      });
  }
  CHECK(most == 1);
}

TEST_CASE("lock: a place that cannot be is named") {
  const Scratch scratch;
  scratch.write("file", "x");
  CHECK(refusal([&] { const FileLock lock(scratch / "file/lock"); }).find("file") !=
        std::string::npos);
}
