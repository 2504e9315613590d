// SPDX-License-Identifier: Apache-2.0
#include <deploy/stream.hpp>

namespace shipit {

void write_stream(const Asking& asking, const std::optional<Path>& package,
                  const std::function<void(std::string_view)>& sink) {
  sink(agent_greeting());
  sink(to_text(asking.request, asking.plan));
  for (const auto& piece : asking.uploads) {
    if (const auto* const text = std::get_if<std::string>(&piece))
      sink(*text);
    else
      read_file(std::get<Path>(piece), sink);
  }
  if (package) {
    sink("whole\n");
    read_file(*package, sink);
  }
}

}  // namespace shipit
