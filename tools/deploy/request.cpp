// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deploy/request.hpp>

namespace shipit {
namespace {

bool is_word_byte(char c) {
  return is_alnum(c) || std::string_view("+._~@:-").find(c) != std::string_view::npos;
}

// As is_word() of the agent.
void add_word(std::string& text, const char* key, const std::string& value) {
  if (value.empty()) return;
  if (value.front() == '.' || value.front() == '-' ||
      !std::all_of(value.begin(), value.end(), is_word_byte))
    throw Error("the " + std::string(key) + " " + quote(value) + " can't be deployed")
        .help("use letters, digits and + . _ ~ @ : -");
  text += std::string(key) + " " + value + "\n";
}

// What the agent refuses is told by the agent, but nothing may add a line.
enum class Blanks { fine, refused };
void add_line(std::string& text, const char* key, const std::string& value,
              Blanks blanks = Blanks::refused) {
  const unsigned char least = blanks == Blanks::fine ? ' ' : ' ' + 1;
  const auto is_refused = [&](char c) { return static_cast<unsigned char>(c) < least; };
  if (std::any_of(value.begin(), value.end(), is_refused))
    throw Error("the " + std::string(key) + " " + quote(value) + " can't be deployed")
        .help("use no blanks and no control characters");
  text += std::string(key) + " " + value + "\n";
}

// As is_path() of the agent, below '/'. Any other path nginx tells of by itself.
bool is_host_path(std::string_view path) {
  const auto fits = [](char c) { return c == '/' || (c != ':' && is_word_byte(c)); };
  const std::string whole = std::string(path) + "/";
  const auto has = [&](const char* piece) { return whole.find(piece) != std::string::npos; };
  return path.size() > 1 && path.front() == '/' && std::ranges::all_of(path, fits) && !has("//") &&
         !has("/./") && !has("/../");
}

void add_number(std::string& text, const char* key, std::uint64_t value) {
  text += std::string(key) + " " + std::to_string(value) + "\n";
}

// What a host needs to know to have room for what is in the package, and to put that together from
// the one before.
void add_content(std::string& text, const DeployPlan& plan) {
  if (plan.artifact.uncompressed) add_number(text, "unpacked", plan.artifact.uncompressed->size);
  if (plan.list_size == 0) return;
  const bool is_deb = !plan.artifact.uncompressed;
  add_word(text, "content", is_deb ? plan.artifact.sha256 : plan.artifact.uncompressed->sha256);
  add_number(text, "list", plan.list_size);
}

void add_hook(std::string& text, const Hook& hook) {
  add_line(text, "hook", hook.program);
  for (const std::string& argument : hook.arguments)
    add_line(text, "argument", argument, Blanks::fine);
  add_number(text, "limit", hook.timeout_seconds);
}

void add_release(std::string& text, const DeployPlan& plan) {
  const Environment& settings = plan.settings;
  add_word(text, "version", plan.version);
  add_word(text, "environment", plan.environment);
  add_word(text, "format", plan.artifact.kind);
  add_word(text, "file", plan.artifact.name);
  add_number(text, "size", plan.artifact.size);
  add_word(text, "sha256", plan.artifact.sha256);
  add_content(text, plan);
  add_number(text, "sums", plan.sums_size);
  add_number(text, "signature", plan.signature_size);
  add_number(text, "document", plan.document_size);
  for (const std::string& unit : plan.units) add_word(text, "unit", unit);
  for (const std::string& secret : settings.required_secrets) add_line(text, "secret", secret);
  for (const std::string& relation : plan.needs) add_line(text, "needs", relation, Blanks::fine);
  for (const std::string& file : plan.certificates)
    if (is_host_path(file)) add_line(text, "certificate", file);
  for (const std::string& manifest : plan.assets) add_line(text, "assets", manifest);
  for (const std::string& url : plan.health_urls) add_line(text, "url", url);
  if (settings.install.pre_switch) add_hook(text, *settings.install.pre_switch);
  add_number(text, "answer", settings.health.timeout_seconds);
  add_number(text, "interval", settings.health.interval_seconds);
  add_number(text, "retries", settings.health.retries);
  add_number(text, "stable", settings.health.stable_seconds);
  add_number(text, "keep", settings.install.keep_releases);
}

}  // namespace

std::string to_text(const AgentRequest& request, const DeployPlan& plan) {
  std::string text;
  add_word(text, "verb", request.verb);
  add_word(text, "name", plan.name);
  add_line(text, "root", plan.settings.install.root);
  add_word(text, "who", request.who);
  if (request.verb == "deploy" || request.verb == "check") add_release(text, plan);
  if (request.verb == "rollback" || request.verb == "foresee")
    add_word(text, "environment", plan.environment);
  add_word(text, "to", request.to);
  add_word(text, "over", request.over);
  return text + "end\n";
}

std::string agent_word(std::string_view text) {
  std::string word;
  for (const char c : text) word += is_word_byte(c) ? c : '-';
  return word.empty() || word.front() == '-' || word.front() == '.' ? "x" + word : word;
}

}  // namespace shipit
