// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <configs/ini.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace shipit {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view origin) : origin_(origin) {}

  // configparser's order of questions (Python's Lib/configparser.py, RawConfigParser._read).
  void read(std::string_view line) {
    ++number_;
    const std::string_view text = trim(line);
    if (text.empty() || text.front() == '#' || text.front() == ';') return;
    const auto indent = static_cast<std::size_t>(text.data() - line.data());
    if (after_key_ && indent > indent_) return;
    indent_ = indent;
    after_key_ = text.front() != '[';
    if (after_key_)
      read_key(text);
    else
      read_section(text);
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(std::string(origin_) + ":" + std::to_string(number_) + ": " + why);
  }

 private:
  void read_section(std::string_view text) {
    const std::size_t end = text.rfind(']');
    if (end == std::string_view::npos) fail("'[' begins a section, and its ']' is missing");
    if (end == 1) fail("a section without a name");
    section_ = text.substr(1, end - 1);
  }

  void read_key(std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::size_t end = equals != std::string_view::npos ? equals : text.find(':');
    if (end == std::string_view::npos) fail("neither a [section] nor 'key = value'");
    const std::string key(trim(text.substr(0, end)));
    if (key.empty()) fail("a value without a key");
    if (!section_) fail(quote(key) + " stands before the first [section]");
    const auto [earlier, added] = keys_.emplace(std::pair(*section_, key), number_);
    if (!added)
      fail(quote(key) + " is already set in line " + std::to_string(earlier->second) +
           ", in the same section");
  }

  std::string_view origin_;
  std::size_t number_ = 0;
  std::size_t indent_ = 0;  // of the section or key read last
  bool after_key_ = false;
  std::optional<std::string> section_;
  std::map<std::pair<std::string, std::string>, std::size_t> keys_;  // to their lines
};

}  // namespace

void check_ini(std::string_view text, std::string_view origin) {
  if (text.starts_with("\xef\xbb\xbf"))
    throw Error(std::string(origin) + ":1: the file begins with a byte order mark");
  Reader reader(origin);
  for (const std::string& line : lines(text)) reader.read(line);
}

}  // namespace shipit
