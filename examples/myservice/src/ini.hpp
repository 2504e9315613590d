// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace myservice {

/// The settings of one INI file, each known by 'section.key'. Every complaint is a
/// std::runtime_error that begins with the file and, where there is one, the line.
class Ini {
 public:
  /// Reads a file: sections in brackets, 'key = value' lines, comments after '#' or ';'.
  static Ini load(const std::filesystem::path& file);

  /// Complains about the first setting that is not among these.
  void allow_only(std::initializer_list<std::string_view> names) const;

  /// The value of a setting, or the fallback if the file doesn't have it.
  std::string text(std::string_view name, std::string_view fallback) const;

  /// The same for a port; complains if the value isn't one.
  int port(std::string_view name, int fallback) const;

 private:
  struct Setting {
    std::string value;
    int line;
  };

  void read_line(std::string_view line, int number, std::string& section);
  [[noreturn]] void complain(int line, const std::string& message) const;

  std::string file_;
  std::map<std::string, Setting, std::less<>> settings_;
};

}  // namespace myservice
