// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/hash.hpp>
#include <base/stamp.hpp>
#include <base/value_store.hpp>
#include <base/walk.hpp>
#include <scratch.hpp>
#include <tick.hpp>

using namespace shipit;

namespace {

std::string key(int number) { return hash(HashKind::sha256, std::to_string(number)); }

Path file_of(const Path& folder, int number) {
  const std::string name = to_hex(key(number));
  return folder / "values" / name.substr(0, 2) / name.substr(2);
}

}  // namespace

TEST_CASE("value store: gives what was put, in another process too, and counts") {
  const Scratch scratch;
  ValueStore store(scratch / "a/cache", 1000);
  CHECK(store.get(key(1)) == std::nullopt);
  store.put(key(1), "one");
  store.put(key(2), "");
  CHECK(store.get(key(1)) == "one");
  CHECK(store.get(key(2)) == "");
  store.settle();
  ValueStore other(scratch / "a/cache", 1000);
  CHECK(other.get(key(1)) == "one");
  other.settle();
  CHECK(other.summary().hits == 3);
  CHECK(other.summary().misses == 1);
  CHECK(other.summary().entries == 2);
  CHECK(other.summary().bytes == 3 + 2 * 16);
  struct stat status {};
  REQUIRE(stat((scratch / "a/cache").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
}

TEST_CASE("value store: a damaged value is missing, and gone") {
  const Scratch scratch;
  ValueStore store(scratch / "cache", 1000);
  store.put(key(1), "one");
  const std::string whole = read_file(file_of(scratch / "cache", 1));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    write_file(file_of(scratch / "cache", 1), damaged);
    CHECK(store.get(key(1)) == std::nullopt);
    CHECK_FALSE(std::filesystem::exists(file_of(scratch / "cache", 1)));
    write_file(file_of(scratch / "cache", 1), whole.substr(0, i));
    CHECK(store.get(key(1)) == std::nullopt);
  }
  // A whole value under another's name is no better.
  store.put(key(1), "one");
  std::filesystem::create_directories(file_of(scratch / "cache", 2).parent_path());
  std::filesystem::rename(file_of(scratch / "cache", 1), file_of(scratch / "cache", 2));
  CHECK(store.get(key(2)) == std::nullopt);
}

TEST_CASE("value store: the least recently used go first, until the rest is within the bound") {
  const Scratch scratch;
  ValueStore store(scratch / "cache", 250);
  for (int i = 0; i < 4; ++i) {
    store.put(key(i), std::string(50, 'x'));  // 66 bytes each
    pass_a_tick();
  }
  CHECK(store.get(key(0)));
  store.settle();
  CHECK(store.summary().entries == 3);
  CHECK(store.get(key(0)));
  CHECK_FALSE(store.get(key(1)));
  CHECK(store.get(key(2)));
  CHECK(store.get(key(3)));
}

TEST_CASE("value store: what is used is young again, written down once a day") {
  const Scratch scratch;
  const auto age = [&](int number, std::chrono::hours hours) {
    const Path file = file_of(scratch / "cache", number);
    std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) - hours);
    return stamp_of(file);
  };
  ValueStore store(scratch / "cache", 1000);
  for (int i = 0; i < 3; ++i) store.put(key(i), "value");
  const auto first = age(0, std::chrono::hours(1));
  const auto today = age(1, std::chrono::hours(2));
  const auto last_week = age(2, std::chrono::hours(24 * 7));
  for (int i = 0; i < 3; ++i) REQUIRE(store.get(key(i)));
  CHECK(stamp_of(file_of(scratch / "cache", 0)) != first);
  CHECK(stamp_of(file_of(scratch / "cache", 1)) == today);
  CHECK(stamp_of(file_of(scratch / "cache", 2)) != last_week);
}

TEST_CASE("value store: what a killed process left goes after an hour") {
  const Scratch scratch;
  ValueStore store(scratch / "cache", 1000);
  store.put(key(1), "one");
  const Path value = file_of(scratch / "cache", 1);
  const Path left = value.parent_path() / ("." + value.filename().native() + ".AbC123");
  write_file(left, "half");
  store.get(key(1));
  store.settle();
  CHECK(std::filesystem::exists(left));
  std::filesystem::last_write_time(left,
                                   std::filesystem::last_write_time(left) - std::chrono::hours(2));
  const auto put_another = [&](int number) {
    store.put(key(number), "another");
    store.get(key(number));
    store.settle();
  };
  put_another(2);
  CHECK(std::filesystem::exists(left));  // nobody looks at all values more than once an hour
  const std::string counts = read_file(scratch / "cache/counts");
  const std::size_t time = counts.rfind(' ') + 1;
  const std::int64_t looked = std::stoll(counts.substr(time));
  write_file(scratch / "cache/counts",
             counts.substr(0, time) + std::to_string(looked - 3'700'000'000'000) + "\n");
  put_another(3);
  CHECK_FALSE(std::filesystem::exists(left));
  CHECK(store.get(key(1)) == "one");
}

TEST_CASE("value store: counts of before there was a sum are read, and the values looked at") {
  const Scratch scratch;
  ValueStore store(scratch / "cache", 150);
  for (int i = 0; i < 2; ++i) store.put(key(i), std::string(50, 'x'));
  scratch.write("cache/counts", "7 5\n");
  ValueStore other(scratch / "cache", 150);
  other.put(key(3), std::string(50, 'x'));
  REQUIRE(other.get(key(3)));
  other.settle();
  CHECK(other.summary().hits == 8);
  CHECK(other.summary().misses == 5);
  CHECK(other.summary().entries == 2);
}

TEST_CASE("value store: a folder that can't be used keeps nothing, and nothing fails") {
  const Scratch scratch;
  scratch.write("file", "in the way");
  ValueStore store(scratch / "file/cache", 1000);
  store.put(key(1), "one");
  CHECK(store.get(key(1)) == std::nullopt);
  store.settle();
  CHECK(store.summary().entries == 0);
  ValueStore off(scratch / "off", 0);
  off.put(key(1), "one");
  CHECK(off.get(key(1)) == std::nullopt);
  off.settle();
  CHECK_FALSE(std::filesystem::exists(scratch / "off"));
}

TEST_CASE("value store: clearing leaves alone what isn't the store's") {
  const Scratch scratch;
  scratch.write("cache/values/mine.txt", "precious");
  scratch.write("cache/values/ab/mine.txt", "precious");
  scratch.write("cache/notes", "precious");
  ValueStore store(scratch / "cache", 1000);
  store.put(key(1), "one");
  store.get(key(1));
  store.settle();
  store.clear();
  CHECK(store.summary().entries == 0);
  CHECK(store.summary().hits == 0);
  CHECK(std::filesystem::exists(scratch / "cache/values/mine.txt"));
  CHECK(std::filesystem::exists(scratch / "cache/values/ab/mine.txt"));
  CHECK(std::filesystem::exists(scratch / "cache/notes"));
}

TEST_CASE("value store: many at once, with a bound that keeps removing what others read") {
  const Scratch scratch;
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        ValueStore store(scratch / "cache", 2000);
        for (int i = 0; i < 60; ++i) {
          const std::string value(static_cast<std::size_t>(i % 20) * 10, 'a');
          const std::optional<std::string> found = store.get(key(i % 20));
          if (found && *found != value) ++wrong;
          if (!found) store.put(key(i % 20), value);
          if (i % 10 == 9) store.settle();
        }
      });
  }
  CHECK(wrong == 0);
  CHECK(ValueStore(scratch / "cache", 2000).summary().bytes <= 2000 + 4 * 20 * 232);
}
