// SPDX-License-Identifier: Apache-2.0
// Whatever a deploy.json says: it is refused, or is written and read as the same again, and nothing
// in it is an option, a second line or a way out of the release for the deploy step.
#include <base/error.hpp>
#include <base/text.hpp>
#include <cstdint>
#include <deploy/request.hpp>
#include <release/deploy_json.hpp>
#include <release/read_release.hpp>

#include "require.hpp"

using namespace shipit;

namespace {

// Lines of a request, none of which says another thing than was meant.
void check_request(const DeployPlan& plan) {
  std::string text;
  try {
    text = to_text({.verb = "deploy", .who = "fuzz"}, plan);
  } catch (const Error&) {
    return;
  }
  for (const std::string& line : lines(text)) {
    if (line.empty() || line == "end") continue;
    const std::size_t blank = line.find(' ');
    require(blank != std::string::npos, "a line is a key and a value");
    const bool is_argument = line.starts_with("argument ");             // "--to head"
    const bool has_blanks = is_argument || line.starts_with("needs ");  // "libc6 (>= 2.34)"
    require(has_blanks || line.find(' ', blank + 1) == std::string::npos, "a value has no blank");
    require(line.substr(0, blank) != "verb" || line == "verb deploy", "the verb stays");
    require(is_argument || line[blank + 1] != '-', "no value is an option");
  }
}

void check(const Release& release) {
  const Json json = deploy_json(release);
  require(deploy_json(read_release(to_text(json), "again")) == json,
          "it is read as it was written");
  for (const auto& [name, environment] : release.environments) {
    for (const std::string& secret : environment.required_secrets)
      require(is_secret_path(secret), "secrets lie below etc");
    if (const auto& hook = environment.install.pre_switch)
      require(is_hook_program(hook->program), "a hook lies in the release");
    try {
      check_request(plan_deploy(release, {.environment = name, .hosts = {{.name = "h1"}}}));
    } catch (const Error&) {
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    check(read_release(std::string(reinterpret_cast<const char*>(data), size), "deploy.json"));
  } catch (const Error&) {
  }
  return 0;
}
