// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/options.hpp>
#include <iostream>

#ifndef SHIPIT_PROGRAM_VERSION
#define SHIPIT_PROGRAM_VERSION "unknown"
#endif

namespace shipit {

namespace {

// A variable that isn't set is what makes most of them.
void refuse_empty(CLI::Option& option, const std::string& name) {
  const auto refuse = [name](const std::string& value) {
    if (value.empty())
      throw Error(name + ": the value is empty", Blame::usage)
          .help(name.starts_with("--") ? "leave the option out or say one" : "say one");
    return std::string();
  };
  option.check(refuse, "");
}

}  // namespace

void Options::required(const std::string& name, std::string& value, const std::string& help) {
  refuse_empty(*app_.add_option(name, value, help)->required(), name);
}
void Options::optional(const std::string& name, std::string& value, const std::string& help) {
  refuse_empty(*app_.add_option(name, value, help)->capture_default_str(), name);
}
void Options::flag(const std::string& name, bool& value, const std::string& help) {
  app_.add_flag(name, value, help);
}
void Options::list(const std::string& name, std::vector<std::string>& values,
                   const std::string& help) {
  app_.add_option(name, values, help)->expected(0, -1);
}
void Options::several(const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  refuse_empty(*app_.add_option(name, values, help)->allow_extra_args(false), name);
}
void Options::word(const std::string& name, std::string& value, const std::string& help) {
  refuse_empty(*app_.add_option(name, value, help), name);
}
void Options::text(const std::string& name, std::string& value, const std::string& help) {
  app_.add_option(name, value, help);
}
void Options::verb(const Verb& verb) {
  CLI::App* sub = app_.add_subcommand(verb.name, verb.summary);
  Options options(*sub, actions_);
  actions_[sub] = verb.declare(options);
}

namespace {

int report(const std::string& who, const Error& error) {
  std::cerr << who << ": error: " << error.message() << "\n";
  for (const std::string& note : error.notes()) std::cerr << "  note: " << note << "\n";
  if (!error.help().empty()) std::cerr << "  help: " << error.help() << "\n";
  return error.exit_code();
}

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// The verb that the command line names, or a verb within that; `app` itself when there is none.
const CLI::App* chosen_in(const CLI::App& app) {
  const CLI::App* chosen = &app;
  while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
  return chosen;
}

// The program and its verbs, as they were typed.
std::string command_name(const CLI::App& app) {
  std::string name = app.get_name();
  for (const CLI::App* verb = &app; !verb->get_subcommands().empty();
       name += " " + verb->get_name())
    verb = verb->get_subcommands().front();
  return name;
}

// As CLI11 takes them. It reads `--name=` as a name whose value is the next word.
std::vector<std::string> words_reversed(int argc, const char* const* argv) {
  std::vector<std::string> words;
  bool may_name = true;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    may_name = may_name && word != "--";
    const bool is_empty = may_name && word.starts_with("--") && word.find('=') == word.size() - 1;
    if (is_empty) word.pop_back();
    words.push_back(std::move(word));
    if (is_empty) words.emplace_back();
  }
  return {words.rbegin(), words.rend()};
}

std::string or_meant(const std::string& word, const std::vector<std::string>& known) {
  const std::optional<std::string> meant = nearest(word, known);
  return meant ? ", did you mean " + quote(*meant) + "?" : "";
}

// What the verb `chosen` has no place for.
Error unplaced(const std::string& whole, const CLI::App& chosen, const std::string& who) {
  const std::string word = whole.starts_with("--") ? whole.substr(0, whole.find('=')) : whole;
  const auto refused = [&](const std::string& message, const std::vector<std::string>& known) {
    return Error(message + " " + quote(word) + or_meant(word, known), Blame::usage)
        .help("there are " + join(known, ", "));
  };
  if (word.starts_with('-')) return refused("unknown option", option_names(chosen));
  const std::vector<std::string> verbs = verb_names(chosen);
  if (verbs.empty())
    return Error(who + " has no use for " + quote(word), Blame::usage)
        .help("see " + who + " --help");
  return refused(chosen.get_parent() == nullptr ? "unknown verb" : who + " knows no", verbs);
}

// CLI11 says what it could not place, and misses what may be among that; ShipIt adds what may have
// been meant.
Error usage_error(const CLI::ParseError& error, const CLI::App& app) {
  const std::vector<std::string> rest = app.remaining(true);
  const bool is_missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if (!rest.empty() && (is_missing || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr))
    return unplaced(rest.front(), *chosen_in(app), command_name(app));
  return Error(std::string(trim(error.what())), Blame::usage)
      .help("see " + command_name(app) + " --help");
}

}  // namespace

int run_reporting(const std::string& who, const Action& action) {
  try {
    action();
    return 0;
  } catch (const Error& error) {
    return report(who, error);
  } catch (const std::filesystem::filesystem_error& error) {
    return report(
        who, Error("cannot use " + quote(error.path1().native()) + ": " + error.code().message()));
  } catch (const std::exception& error) {
    return report(who, Error(std::string("internal error: ") + error.what(), Blame::shipit)
                           .help("this is a bug in ShipIt: please report it with the command"));
  }
}

int run_program(const Program& program, int argc, const char* const* argv) {
  CLI::App app(program.summary, program.name);
  app.set_version_flag("--version", program.name + " " + SHIPIT_PROGRAM_VERSION);
  app.prefix_command(false);
  std::map<const CLI::App*, Action> actions;
  Options verbs(app, actions);
  for (const Verb& verb : program.verbs) verbs.verb(verb);

  try {
    app.parse(words_reversed(argc, argv));
  } catch (const Error& error) {
    return report(command_name(app), error);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return report(program.name, usage_error(error, app));
  }
  const CLI::App* chosen = chosen_in(app);
  if (chosen == &app) {
    std::cout << app.help();
    return static_cast<int>(Blame::usage);
  }
  return run_reporting(command_name(app), actions.at(chosen));
}

}  // namespace shipit
