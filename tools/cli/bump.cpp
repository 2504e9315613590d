// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>
#include <base/number.hpp>

#include <base/error.hpp>
#include <base/text.hpp>
#include <bump/bump.hpp>
#include <bump/hooks.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>

namespace shipit {
namespace {

struct BumpOptions {
  std::string word;
  std::string pre;
  std::string remote;
  std::string tag_prefix;
  std::vector<std::string> files;
  std::string plan;
  std::string retry = "0";
  bool sign = false;
  bool tag_only = false;
  bool dry_run = false;
  bool yes = false;
  bool json = false;
  bool allow_unchanged = false;
  bool built_in = false;
};

unsigned retries_of(const BumpOptions& options) {
  const auto retries = parse_number<unsigned>(options.retry);
  if (!retries || *retries > 100)
    throw Error("--retry got " + quote(options.retry), Blame::usage)
        .help("give a number from 0 to 100");
  return *retries;
}

// Where the project's own words on releases are, and where it lies without any.
ReleaseSettings declared_settings(const BumpOptions& options) {
  const Path here = std::filesystem::current_path();
  std::optional<Path> file;
  if (!options.plan.empty()) file = options.plan;
  if (!file) file = declaration_around(here);
  if (file) return read_release_settings(*file);
  const Path top = top_of_checkout(here);
  file = find_declaration(top);
  if (!file) return {.source = top};
  std::cerr << "shipit bump: as " << quote(shown(*file, top)) << " declares\n";
  return read_release_settings(*file);
}

BumpRequest request_of(const BumpOptions& options) {
  if (options.word.empty())
    throw Error("bump what?", Blame::usage)
        .help("say major, minor, patch, or a version like 1.2.3");
  const NextRequest next{.word = options.word, .pre = options.pre};
  next_version({}, next);  // a slip of the pen is told before anything is looked at
  BumpRequest request{.settings = declared_settings(options), .next = next};
  ReleaseSettings& settings = request.settings;
  settings.files.insert(settings.files.end(), options.files.begin(), options.files.end());
  if (!options.remote.empty()) settings.remote = options.remote;
  if (!options.tag_prefix.empty()) settings.tag_prefix = options.tag_prefix;
  if (options.sign) settings.signing = Signing::always;
  if (options.tag_only) settings.making = Making::tag_only;
  if (options.allow_unchanged) request.unchanged = Unchanged::release_again;
  if (options.built_in) request.notes = Notes::built_in;
  return request;
}

void print_json(const BumpPlan& plan, const char* outcome, const MadeObjects& made) {
  Json json = to_json(plan);
  json["outcome"] = outcome;
  json["commit"] = made.commit;
  json["tagObject"] = made.tag;
  std::cout << to_text(json);
}

// Nothing is done without a yes, from the command line or from a person.
void confirm(const BumpOptions& options, const BumpPlan& plan) {
  if (options.yes) return;
  const std::string help = "say --yes to release, --dry-run to see the plan only";
  if (options.json || isatty(STDIN_FILENO) == 0)
    throw Error("nothing was released: nobody is there to agree to the plan").help(help);
  std::cout << "release " << plan.tag << "? [y/N] " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  answer = to_lower(trim(answer));
  if (answer != "y" && answer != "yes") throw Error("nothing was released").help(help);
}

void report_release(const BumpOptions& options, const BumpPlan& plan, const Released& released) {
  if (options.json)
    print_json(plan, "released", released.made);
  else
    std::cout << "released " << plan.tag << "\n" << std::flush;
  run_post_push(plan, released.made.commit);
  if (released.left_behind) throw Error(*released.left_behind);
}

// One try; the Error of someone else having been faster.
std::optional<Error> try_to_release(const BumpOptions& options, const Planned& planned) {
  if (planned.overtaken) return planned.overtaken;
  const BumpPlan& plan = planned.plan;
  if (!options.json) std::cout << to_text(plan) << std::flush;
  if (options.json && (options.dry_run || !options.yes)) print_json(plan, "planned", {});
  if (options.dry_run) return {};
  confirm(options, plan);
  const std::variant<Released, Error> outcome = carry_out(plan);
  if (const Error* faster = std::get_if<Error>(&outcome)) return *faster;
  report_release(options, plan, std::get<Released>(outcome));
  return {};
}

void bump(const BumpOptions& options) {
  const unsigned retries = options.dry_run ? 0 : retries_of(options);
  const BumpRequest request = request_of(options);
  for (unsigned tries = 0;; ++tries) {
    const Planned planned = plan_bump(request);
    const std::optional<Error> faster = try_to_release(options, planned);
    if (!faster) return;
    if (tries == retries) throw Error(*faster);
    std::cerr << "shipit bump: " << faster->message() << "; trying again\n";
    catch_up(planned.plan);
  }
}

}  // namespace

Action bump_verb(Options& options) {
  const auto given = std::make_shared<BumpOptions>();
  options.word("what", given->word, "major, minor, patch, or a version");
  options.word("--pre", given->pre, "make a pre-release: rc gives 1.2.0-rc.1, then 1.2.0-rc.2");
  options.several("--file", given->files, "a file that states the version, to be rewritten");
  options.text("--tag-prefix", given->tag_prefix, "what stands before the number in tags");
  options.word("--remote", given->remote, "where to push (default: what the branch follows)");
  options.flag("--sign", given->sign, "sign tag and commit, whatever git's configuration says");
  options.flag("--tag-only", given->tag_only, "rewrite no file: the tag goes on HEAD");
  options.flag("--allow-unchanged", given->allow_unchanged, "even if HEAD is a release already");
  options.flag("--built-in-changelog", given->built_in, "don't ask git-cliff, cliff.toml or not");
  options.word("--retry", given->retry, "when others are faster: fetch and try so often again");
  options.word("--plan", given->plan, "a release.json of shipit_add_release() (default: found)");
  options.flag("--dry-run", given->dry_run, "show the plan, do nothing");
  options.flag("--yes", given->yes, "don't ask");
  options.flag("--json", given->json, "print plan or outcome as JSON");
  return [given] { bump(*given); };
}

}  // namespace shipit
