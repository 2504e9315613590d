// SPDX-License-Identifier: Apache-2.0
#include "ini.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "text.hpp"

namespace myservice {

Ini Ini::load(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + ": cannot read this file");
  Ini ini;
  ini.file_ = file.string();
  std::string section;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) ini.read_line(line, number, section);
  if (in.bad()) throw std::runtime_error(file.string() + ": cannot read this file");
  return ini;
}

void Ini::read_line(std::string_view line, int number, std::string& section) {
  line = trim(line);
  if (line.empty() || line.front() == '#' || line.front() == ';') return;
  if (line.front() == '[') {
    if (line.back() != ']') complain(number, "this section has no closing ']'");
    section = trim(line.substr(1, line.size() - 2));
    return;
  }
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) complain(number, "expected 'key = value'");
  const std::string key(trim(line.substr(0, equals)));
  if (key.empty()) complain(number, "there is no key before '='");
  if (section.empty()) complain(number, "'" + key + "' stands before the first [section]");
  const Setting setting{std::string(trim(line.substr(equals + 1))), number};
  const auto [earlier, added] = settings_.emplace(section + "." + key, setting);
  if (!added) {
    complain(number,
             "'" + key + "' is already set in line " + std::to_string(earlier->second.line));
  }
}

void Ini::allow_only(std::initializer_list<std::string_view> names) const {
  for (const auto& [name, setting] : settings_) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const auto dot = name.rfind('.');
    complain(setting.line,
             "unknown key '" + name.substr(dot + 1) + "' in [" + name.substr(0, dot) + "]");
  }
}

std::string Ini::text(std::string_view name, std::string_view fallback) const {
  const auto found = settings_.find(name);
  return found == settings_.end() ? std::string(fallback) : found->second.value;
}

int Ini::port(std::string_view name, int fallback) const {
  const auto found = settings_.find(name);
  if (found == settings_.end()) return fallback;
  const auto port = parse_port(found->second.value);
  if (!port) complain(found->second.line, "'" + found->second.value + "' is not a port");
  return *port;
}

void Ini::complain(int line, const std::string& message) const {
  throw std::runtime_error(file_ + ":" + std::to_string(line) + ": " + message);
}

}  // namespace myservice
