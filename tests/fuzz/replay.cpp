// SPDX-License-Identifier: Apache-2.0
// Feeds a fuzz program's one function with the files of folders and with beginnings of them, so
// that it sees texts that stop anywhere: for builds without libFuzzer.
#include <base/files.hpp>
#include <base/walk.hpp>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t longest = 4000;  // as ./dev fuzz has it
constexpr std::size_t step = 11;       // from one beginning to the next

void feed(const std::string& text) {
  // A copy of exactly that size, so that a sanitizer sees a read behind the end.
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::size_t feed_folder(const shipit::Path& folder) {
  std::size_t files = 0;
  for (const shipit::Found& found : shipit::walk(folder)) {
    if (found.kind != shipit::FileKind::regular) continue;
    const std::string text = shipit::read_file(folder / found.path).substr(0, longest);
    for (std::size_t size = 0; size < text.size(); size += step) feed(text.substr(0, size));
    feed(text);
    ++files;
  }
  return files;
}

}  // namespace

int main(int count, char** words) {
  std::size_t files = 0;
  for (int i = 1; i < count; ++i) files += feed_folder(words[i]);
  std::printf("%zu files\n", files);
  return files > 0 ? 0 : 1;
}
