// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <release/environment.hpp>
#include <release/hosts_file.hpp>

namespace shipit {
namespace {

std::string section_name(std::string_view line, const std::string& place) {
  if (!line.ends_with(']') || !is_environment_name(line.substr(1, line.size() - 2)))
    throw Error(place + ": " + quote(line) + " names no environment")
        .help("write [production] in a line of its own");
  return std::string(line.substr(1, line.size() - 2));
}

}  // namespace

HostsFile parse_hosts_file(std::string_view text, std::string_view origin) {
  HostsFile file;
  std::vector<Host>* section = nullptr;
  std::size_t number = 0;
  for (const std::string& whole : lines(text)) {
    const std::string place = std::string(origin) + ":" + std::to_string(++number);
    const std::string_view line = trim(std::string_view(whole).substr(0, whole.find('#')));
    if (line.empty()) continue;
    // A host may begin with the bracket of an address, too, and then has a colon.
    if (line.front() == '[' && line.find(':') == std::string_view::npos) {
      const auto [place_of, added] = file.try_emplace(section_name(line, place));
      if (!added)
        throw Error(place + ": the environment " + quote(place_of->first) + " is there twice")
            .help("put its hosts under one heading");
      section = &place_of->second;
      continue;
    }
    const Host host = parse_host(line, place);
    if (section == nullptr)
      throw Error(place + ": " + quote(line) + " belongs to no environment")
          .help("write [production] in a line above it");
    if (std::ranges::find(*section, host) != section->end())
      throw Error(place + ": the host " + quote(line) + " is there twice")
          .help("remove one of the lines");
    section->push_back(host);
  }
  return file;
}

const std::vector<Host>& hosts_of(const HostsFile& file, const std::string& environment,
                                  const std::map<std::string, Environment>& environments,
                                  std::string_view origin) {
  const auto found = file.find(environment);
  if (found != file.end() && !found->second.empty()) return found->second;
  Error error(quote(origin) + " has no hosts for " + quote(environment));
  std::vector<std::string> names;
  std::vector<std::string> unknown;
  for (const auto& [name, hosts] : file) {
    if (!hosts.empty()) names.push_back(name);
    if (!environments.contains(name)) unknown.push_back(name);
  }
  if (!names.empty()) error.note("it has some for " + join(names, ", "));
  const auto meant = found == file.end() ? nearest(environment, unknown) : std::nullopt;
  throw std::move(error).help(meant ? "write [" + environment + "] for [" + *meant + "]"
                              : found == file.end()
                                  ? "write [" + environment + "] and below it a host a line"
                                  : "write below [" + environment + "] a host a line");
}

void require_known(const HostsFile& file, const std::map<std::string, Environment>& environments,
                   std::string_view origin) {
  if (file.empty())
    throw Error(quote(origin) + " has no hosts")
        .help("write [production] in a line of its own, and below it a host a line");
  std::vector<std::string> known;
  for (const auto& [name, environment] : environments) known.push_back(name);
  for (const auto& [name, hosts] : file) {
    if (!environments.contains(name)) {
      const std::optional<std::string> meant = nearest(name, known);
      throw Error(quote(origin) + " has [" + name + "], and the release has no such environment")
          .help(meant ? "did you mean [" + *meant + "]?" : "there are " + join(known, ", "));
    }
    hosts_of(file, name, environments, origin);
  }
}

}  // namespace shipit
