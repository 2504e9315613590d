// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <bundle/debug_file.hpp>
#include <bundle/strip_rules.hpp>

namespace shipit {
namespace {

// The quoted strings of `text`, in order.
std::vector<std::string> quoted(std::string_view text) {
  std::vector<std::string> pieces = split(text, '"');
  std::vector<std::string> strings;
  for (std::size_t i = 1; i + 1 < pieces.size(); i += 2) strings.push_back(std::move(pieces[i]));
  return strings;
}

std::string_view up_to(std::string_view text, char end) { return text.substr(0, text.find(end)); }

// The paths that the foreach(file …) around `at` runs through.
std::vector<std::string> paths_of_loop(std::string_view script, std::size_t at) {
  const std::size_t loop = script.rfind("foreach(file", at);
  if (loop == std::string_view::npos) return {};
  return quoted(script.substr(loop, at - loop));
}

// "execute_process(COMMAND "/usr/bin/strip" -x "…")": options stand unquoted.
std::vector<std::string> words_of(std::string_view call) {
  std::vector<std::string> words;
  const std::vector<std::string> pieces = split(call, '"');
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    if (i % 2 == 1) {
      words.push_back(pieces[i]);
      continue;
    }
    for (const std::string& word : split(trim(pieces[i]), ' '))
      if (!word.empty()) words.push_back(word);
  }
  return words;
}

}  // namespace

std::vector<StripRule> read_strip_rules(std::string_view script, const std::string& prefix) {
  constexpr std::string_view condition = "if(CMAKE_INSTALL_DO_STRIP)";
  constexpr std::string_view opening = "execute_process(COMMAND ";
  constexpr std::string_view root = "$ENV{DESTDIR}";
  std::vector<StripRule> rules;
  for (std::size_t at = script.find(condition); at != std::string_view::npos;
       at = script.find(condition, at + 1)) {
    const std::string_view rest = trim(script.substr(at + condition.size()));
    if (!rest.starts_with(opening)) continue;  // somebody's own install(CODE)
    std::vector<std::string> words = words_of(up_to(rest.substr(opening.size()), '\n'));
    if (!words.empty() && words.back() == ")") words.pop_back();
    if (words.size() < 2) continue;
    const std::string file = words.back();
    words.pop_back();
    const std::vector<std::string> paths =
        file == "${file}" ? paths_of_loop(script, at) : std::vector<std::string>{file};
    for (const std::string& path : paths)
      if (path.starts_with(root))
        rules.push_back(
            {words, replace_all(path.substr(root.size()), "${CMAKE_INSTALL_PREFIX}", prefix)});
  }
  return rules;
}

void strip_file(const Stripping& stripping) {
  const StripRule& rule = stripping.rule;
  AtomicFile file(stripping.to);
  Command command{.words = rule.command, .extra = {{"LC_ALL", "C"}}};
  command.words.insert(command.words.end(),
                       {"-o", file.temporary().native(), stripping.from.native()});
  const Outcome outcome = run(command);
  if (outcome.status != 0)
    throw Error("cannot strip " + quote(rule.path))
        .note(rule.command.front() + " said:\n" + std::string(trim(outcome.err)))
        .help("set CMAKE_STRIP to the toolchain's own, or CPACK_STRIP_FILES to OFF");
  if (!stripping.debug.empty())
    name_debug({stripping.objcopy, rule.path}, file.temporary(), stripping.debug);
  file.commit();
}

}  // namespace shipit
