// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <version/made_from.hpp>

namespace shipit {
namespace {

// Behind the state stand this line, whether it was dirty, and the two tags.
constexpr const char* kResult = "\nresult\n";

}  // namespace

MadeFrom read_made_from(const Path& file) {
  if (!std::filesystem::is_regular_file(file)) return {};
  const std::string text = read_file(file);
  const std::size_t end = text.rfind(kResult);
  if (end == std::string::npos) return {};
  const std::vector<std::string> result =
      split(text.substr(end + std::string(kResult).size()), '\n');
  if (result.size() != 4) return {};
  return {.state = text.substr(0, end),
          .dirty = result[0] == "dirty",
          .described = result[1],
          .chosen = result[2]};
}

void write_made_from(const Path& file, const MadeFrom& made) {
  write_file(file, made.state + kResult + (made.dirty ? "dirty\n" : "clean\n") + made.described +
                       "\n" + made.chosen + "\n");
}

}  // namespace shipit
