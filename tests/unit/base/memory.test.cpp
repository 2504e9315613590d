// SPDX-License-Identifier: Apache-2.0
#include <base/memory.hpp>
#include <catch2/catch.hpp>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

using namespace shipit;

namespace {

// What proc(5) tells of the mapping that has this byte: smaps, VmFlags.
std::string flags_of(const char* byte) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(byte);
  std::ifstream mappings("/proc/self/smaps");
  bool is_in = false;
  for (std::string line; std::getline(mappings, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    const char* const last = line.data() + line.size();
    const auto [dash, not_hex] = std::from_chars(line.data(), last, begin, 16);
    const bool is_range = not_hex == std::errc() && dash != last && *dash == '-' &&
                          std::from_chars(dash + 1, last, end, 16).ec == std::errc();
    if (is_range) is_in = begin <= wanted && wanted < end;
    if (is_in && line.starts_with("VmFlags:")) return line + " ";
  }
  return {};
}

bool has_huge_pages() {
  const auto some = std::make_unique_for_overwrite<char[]>(std::size_t{1} << 20);
  return flags_of(some.get()).find(" hg ") != std::string::npos;
}

bool has_huge_pages_in_thread() {
  bool has = false;
  std::thread([&] {
    join_expecting_memory();
    has = has_huge_pages();
  }).join();
  return has;
}

}  // namespace

TEST_CASE("where much memory is expected, every thread's heap is of huge pages") {
  if (!std::filesystem::exists("/sys/kernel/mm/transparent_hugepage")) {
    WARN("skipped: this kernel has no transparent huge pages");
    return;
  }
  const Heaps heaps = GENERATE(Heaps::by_thread, Heaps::one);
  expect_much_memory(heaps);
  CHECK(has_huge_pages());
  CHECK(has_huge_pages_in_thread());
}
