// SPDX-License-Identifier: Apache-2.0
#include <release/hook_json.hpp>

namespace shipit {
namespace {

constexpr const char* before_switch = "pre-switch";
constexpr unsigned longest_hook = 24 * 60 * 60;

Hook read_hook(const DocumentPart& part) {
  if (part.text("when") != before_switch)
    part.at("when").fail("is none that this ShipIt knows: it may run 'pre-switch'");
  const auto hosts = parse_hook_hosts(part.text("hosts"));
  if (!hosts) part.at("hosts").fail("is neither 'first' nor 'each'");
  Hook hook{.program = part.text("program"),
            .timeout_seconds = part.number("timeoutSeconds", {1, longest_hook}),
            .hosts = *hosts};
  if (!is_hook_program(hook.program)) part.at("program").fail("is no program of the release");
  for (const DocumentPart& argument : part.items("arguments")) {
    hook.arguments.push_back(argument.text());
    if (!is_hook_argument(hook.arguments.back()))
      argument.fail("is no plain argument of a program");
  }
  return hook;
}

}  // namespace

Json hooks_json(const std::optional<Hook>& pre_switch) {
  if (!pre_switch) return Json::array();
  return Json::array({Json{{"when", before_switch},
                           {"program", pre_switch->program},
                           {"arguments", pre_switch->arguments},
                           {"timeoutSeconds", pre_switch->timeout_seconds},
                           {"hosts", to_text(pre_switch->hosts)}}});
}

std::optional<Hook> read_hooks(const DocumentPart& install) {
  if (!install.has("hooks")) return std::nullopt;
  std::optional<Hook> hook;
  for (const DocumentPart& part : install.items("hooks")) {
    if (hook) part.fail("is a second one, and this ShipIt runs one");
    hook = read_hook(part);
  }
  return hook;
}

}  // namespace shipit
