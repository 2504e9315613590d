// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <release/hook.hpp>

namespace shipit {
namespace {

bool holds_only(std::string_view text, std::string_view others) {
  return std::ranges::all_of(
      text, [&](char c) { return is_alnum(c) || others.find(c) != std::string_view::npos; });
}

}  // namespace

std::string_view to_text(HookHosts hosts) { return hosts == HookHosts::each ? "each" : "first"; }

std::optional<HookHosts> parse_hook_hosts(std::string_view word) {
  for (const HookHosts hosts : {HookHosts::first, HookHosts::each})
    if (word == to_text(hosts)) return hosts;
  return std::nullopt;
}

bool is_hook_program(std::string_view path) {
  const std::vector<std::string> names = split(path, '/');
  return std::ranges::all_of(names, [](const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.front() != '-' &&
           holds_only(name, "+._~@-");
  });
}

bool is_hook_argument(std::string_view text) {
  return !text.empty() && holds_only(text, "+,./:=@_~ -");
}

std::string to_text(const Hook& hook) {
  std::string text = hook.program;
  for (const std::string& argument : hook.arguments)
    text += argument.find(' ') == std::string::npos ? " " + argument : " " + quote(argument);
  return text + (hook.hosts == HookHosts::each ? " on each host" : " on the first host") +
         ", for up to " + std::to_string(hook.timeout_seconds) + " seconds";
}

}  // namespace shipit
