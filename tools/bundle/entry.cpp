// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <bundle/entry.hpp>

namespace shipit {

Entry made_file(std::string path, std::string content, std::string origin) {
  Entry entry{.path = std::move(path), .mode = 0644, .origin = std::move(origin)};
  entry.size = content.size();
  entry.content = std::move(content);
  return entry;
}

std::string sha256_of(const Entry& file) {
  if (file.facts && !file.facts->sha256.empty()) return to_hex(file.facts->sha256);
  return file.source.empty() ? sha256_hex(file.content) : sha256_hex_of_file(file.source);
}

void fail_changed(const Entry& file) {
  throw Error(quote(file.source) + " changed while it was being packaged")
      .help("package again when nothing writes to it");
}

void read_entry(const Entry& file, const std::function<void(std::string_view)>& sink) {
  if (file.source.empty()) {
    sink(file.content);
    return;
  }
  std::uint64_t count = 0;
  read_file(file.source, [&](std::string_view bytes) {
    count += bytes.size();
    if (count <= file.size) sink(bytes);
  });
  if (count != file.size) fail_changed(file);
}

const std::string& text_of(const Entry& file) {
  if (file.source.empty()) return file.content;
  std::optional<std::string>& held = file.facts->held;
  if (!held) {
    std::string text;
    read_entry(file, [&](std::string_view bytes) { text += bytes; });
    held = std::move(text);
  }
  return *held;
}

}  // namespace shipit
