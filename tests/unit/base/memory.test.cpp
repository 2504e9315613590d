// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <base/memory.hpp>
#include <catch2/catch.hpp>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <new>
#include <string>
#include <thread>

using namespace shipit;

namespace {

// Of smaps in proc(5).
struct Mapping {
  std::string name;
  std::string flags;  // VmFlags, each between blanks
};

Mapping mapping_of(const char* byte) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(byte);
  std::ifstream mappings("/proc/self/smaps");
  Mapping mapping;
  bool is_in = false;
  for (std::string line; std::getline(mappings, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    const char* const last = line.data() + line.size();
    const auto [dash, not_hex] = std::from_chars(line.data(), last, begin, 16);
    const bool is_range = not_hex == std::errc() && dash != last && *dash == '-' &&
                          std::from_chars(dash + 1, last, end, 16).ec == std::errc();
    if (is_range) is_in = begin <= wanted && wanted < end;
    if (is_range) mapping.name = line.substr(line.rfind(' ') + 1);
    if (!is_in || !line.starts_with("VmFlags:")) continue;
    mapping.flags = line + " ";
    return mapping;
  }
  return {};
}

bool has_huge_pages() {
  const auto some = std::make_unique_for_overwrite<char[]>(std::size_t{1} << 20);
  return mapping_of(some.get()).flags.find(" hg ") != std::string::npos;
}

template <typename Asked>
bool in_thread(const Asked& asked) {
  bool answer = false;
  std::thread([&] {
    join_expecting_memory();
    answer = asked();
  }).join();
  return answer;
}

// The sanitizers' heap is not glibc's.
bool can_be_tested() {
#ifdef __SANITIZE_ADDRESS__
  WARN("skipped: the address sanitizer has a heap of its own");
  return false;
#else
  if (std::filesystem::exists("/sys/kernel/mm/transparent_hugepage")) return true;
  WARN("skipped: this kernel has no transparent huge pages");
  return false;
#endif
}

}  // namespace

TEST_CASE("memory: every thread's heap is of huge pages") {
  if (!can_be_tested()) return;
  CHECK_FALSE(in_thread(has_huge_pages));
  expect_much_memory(Heaps::by_thread);
  CHECK(has_huge_pages());
  CHECK(in_thread(has_huge_pages));
}

TEST_CASE("memory: threads share one heap of huge pages") {
  if (!can_be_tested()) return;
  expect_much_memory(Heaps::one);
  CHECK(has_huge_pages());
  CHECK(in_thread([] {
    const auto some = std::make_unique_for_overwrite<char[]>(std::size_t{1} << 20);
    return mapping_of(some.get()).name == "[heap]";
  }));
}

TEST_CASE("memory: where there are no addresses to be had, all goes on") {
  rlimit usual{};
  REQUIRE(getrlimit(RLIMIT_AS, &usual) == 0);
  const rlimit little{.rlim_cur = 1, .rlim_max = usual.rlim_max};
  REQUIRE(setrlimit(RLIMIT_AS, &little) == 0);
  expect_much_memory(Heaps::by_thread);
  join_expecting_memory();
  const bool is_none = new (std::nothrow) char[std::size_t{24} << 20] == nullptr;
  REQUIRE(setrlimit(RLIMIT_AS, &usual) == 0);
  CHECK(is_none);
}
