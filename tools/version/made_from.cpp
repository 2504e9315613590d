// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <charconv>
#include <version/made_from.hpp>

namespace shipit {
namespace {

// Behind the state stand this line, whether it was dirty, and the hints.
constexpr const char* kResult = "\nresult\n";

}  // namespace

MadeFrom read_made_from(const Path& file) {
  if (!std::filesystem::is_regular_file(file)) return {};
  const std::string text = read_file(file);
  const std::size_t end = text.rfind(kResult);
  if (end == std::string::npos) return {};
  const std::vector<std::string> result = lines(text.substr(end + std::string(kResult).size()));
  if (result.size() != 5) return {};
  MadeFrom made{.state = text.substr(0, end),
                .dirty = result[0] == "dirty",
                .hints = {.unchanged_tree = {},
                          .commit = result[1],
                          .described = result[2],
                          .distance = 0,
                          .chosen = result[4]}};
  const std::string& count = result[3];
  std::from_chars(count.data(), count.data() + count.size(), made.hints.distance);
  return made;
}

void write_made_from(const Path& file, const MadeFrom& made) {
  write_file(file, made.state + kResult + (made.dirty ? "dirty\n" : "clean\n") + made.hints.commit +
                       "\n" + made.hints.described + "\n" + std::to_string(made.hints.distance) +
                       "\n" + made.hints.chosen + "\n");
}

}  // namespace shipit
