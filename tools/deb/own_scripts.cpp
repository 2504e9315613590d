// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <deb/own_scripts.hpp>

namespace shipit {
namespace {

constexpr std::string_view token = "\n#DEBHELPER#\n";

std::string first_line(std::string_view text) {
  return std::string(trim(text.substr(0, text.find('\n'))));
}

// The shell of a script by its first line: 'sh' or 'bash'; empty when it has another interpreter.
std::string shell_of(const std::string& text) {
  if (!text.starts_with("#!")) return "sh";
  std::string program = split(trim(first_line(text).substr(2)), ' ')[0];
  program = program.substr(program.rfind('/') + 1);
  if (program == "dash") return "sh";
  return program == "sh" || program == "bash" ? program : "";
}

// Without its first line, in a subshell.
std::string enclosed(const OwnScript& own) {
  std::string body = own.text;
  if (body.starts_with("#!")) body.erase(0, body.find('\n'));
  if (!body.ends_with('\n')) body += '\n';
  return "\n# The project's own part, " + quote(own.name) + ".\n(\n:\n" + body + ")\n";
}

void check_syntax(const OwnScript& own, const std::string& shell, const std::string& text) {
  const Outcome outcome = run({.words = {shell, "-n"}, .extra = {{"LC_ALL", "C"}}, .input = text});
  if (outcome.status == 0) return;
  Error error("the maintainer script " + quote(own.name) + " is not one that " + shell +
              " can read");
  add_words_of(shell, outcome, error);
  throw std::move(error).help("mend it; " + shell + " -n says where it breaks");
}

struct Parts {
  std::string before{};
  std::string after{};
};

std::string joined(const Parts& ours, const OwnScript& own) {
  const bool any = !ours.before.empty() || !ours.after.empty();
  if (own.text.empty()) return any ? "#!/bin/sh\nset -e\n" + ours.before + ours.after : "";
  const std::size_t at = own.text.find(token);
  if (at != std::string::npos)
    return std::string(own.text).replace(at, token.size() - 1, "\n" + ours.before + ours.after);
  const std::string shell = shell_of(own.text);
  if (shell.empty() && !any) return own.text;
  if (shell.empty())
    throw Error("the maintainer script " + quote(own.name) + " is no shell script, it begins " +
                quote(first_line(own.text)))
        .note("the package's units, users or folders need a part of the same script")
        .help("write it in sh; it may call another program that the package installs");
  return "#!/bin/" + shell + "\nset -e\n" + ours.before + enclosed(own) + ours.after;
}

}  // namespace

OwnScript read_own_script(const Path& file) {
  OwnScript own{.name = file.filename().native(), .text = read_file(file)};
  const std::string shell = shell_of(own.text);
  if (shell.empty()) return own;
  // By itself, and as it will stand among other parts: an open here-document would swallow them.
  check_syntax(own, shell, own.text);
  check_syntax(own, shell, enclosed(own));
  return own;
}

Scripts merged_scripts(const ScriptParts& ours, const OwnScripts& own) {
  return {.preinst = joined({.before = ours.preinst}, own.preinst),
          .postinst = joined({ours.before_postinst, ours.postinst}, own.postinst),
          .prerm = joined({.before = ours.prerm}, own.prerm),
          .postrm = joined({.before = ours.postrm}, own.postrm)};
}

}  // namespace shipit
