// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/lock.hpp>
#include <base/memory.hpp>
#include <base/number.hpp>
#include <base/running_program.hpp>
#include <base/text.hpp>
#include <bundle/debug_tree.hpp>
#include <bundle/stage.hpp>
#include <cli/cache_place.hpp>
#include <cli/package_bundled.hpp>
#include <cli/package_configs.hpp>
#include <cli/package_contents.hpp>
#include <cli/package_hooks.hpp>
#include <cli/package_mark.hpp>
#include <cli/package_plan.hpp>
#include <cli/package_release.hpp>
#include <cli/package_relocatable.hpp>
#include <cli/package_state.hpp>
#include <cli/package_version.hpp>
#include <cli/progress_line.hpp>
#include <cli/verbs.hpp>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <release/artifact_record.hpp>
#include <release/publish.hpp>
#include <release/sbom.hpp>
#include <release/tree_json.hpp>
#include <version/derive.hpp>

namespace shipit {
namespace {

struct PackageOptions {
  std::string plan;
  std::string output;
  std::string config;
  bool cpack = false;
  std::string threads = "0";
};

// "secrets-k3vaq2w2m7ra.ini", as the assets would name it, is "secrets.ini".
std::string undigested(const std::string& name) {
  constexpr std::size_t digits = 12;
  const std::size_t dot = name.find('.');
  const std::size_t dash = name.rfind('-', dot);
  if (dash == std::string::npos || dot == std::string::npos || dot - dash - 1 != digits)
    return name;
  return name.substr(0, dash) + name.substr(dot);
}

// A secret that some rule of the project's brought along must not leave the house, wherever it
// would lie.
void refuse_secrets(const PackagePlan& plan, const StagedTree& tree) {
  for (const auto& [environment, configs] : plan.environments)
    for (const std::string& secret : configs.secrets)
      for (const Entry& entry : tree.entries())
        if (undigested(std::string(name_of(entry.path))) == name_of(secret))
          throw Error("the secret " + quote(name_of(secret)) + " of environment " +
                      quote(environment) + " would be packaged as " + quote(entry.path))
              .note("it is " + entry.origin.text())
              .help("take it out of what is installed: a secret lives on the server only");
}

ProjectFacts project_facts(const PackagePlan& plan) {
  return {.licence = plan.license,
          .copyright = plan.copyright,
          .supplier = plan.debs.front().control.maintainer};
}

// Before any work; what fails in spite of it is an Error of publish().
void check_output(const Path& output) {
  const std::string place = "the release would go into " + quote(output.native());
  if (!std::filesystem::exists(output)) return;
  if (!std::filesystem::is_directory(output))
    throw Error(place + ", which is not a folder")
        .help("move it out of the way, or choose another folder with cpack -B");
  if (access(output.c_str(), W_OK) != 0)
    throw Error(place + ", which you may not write")
        .help("make it writable, or choose another folder with cpack -B");
}

unsigned read_threads(const std::string& text) {
  constexpr unsigned most = 1024;
  const auto threads = parse_number<unsigned>(text);
  if (!threads || *threads > most)
    throw Error("packaging cannot use " + quote(text) + " threads", Blame::usage)
        .help("give a number of threads in --threads or CPACK_THREADS; 0 is one a core");
  return *threads;
}

// One packaging of a plan.
struct PackagingRun {
  const PackagePlan& plan;
  const std::string& given;  // the program, and the text of the plan
  const std::string& config;
  const Path& output;
  Path folder;  // for what is being made; it ends with this
  CachePlace cache;
  unsigned threads;
  ProgressLine progress{};
  bool has_warned = false;

  Path kept(const char* name) const { return plan.build_folder / "shipit" / name; }
  Path stage() const { return kept("stage"); }
  // What is known of the published artifacts.
  Path record() const { return kept("artifacts.index"); }
  Path mark() const { return kept("packaged.mark"); }
};

StageRequest stage_request(const PackagingRun& run) {
  const PackagePlan& plan = run.plan;
  return {.cmake = plan.cmake,
          .script = plan.stage_script,
          .build = plan.build_folder,
          .stage = run.stage(),
          .config = run.config,
          .strip = plan.strip ? Strip::yes : Strip::no,
          .objcopy = wants_dbgsym(plan) ? plan.objcopy : "",
          .prefix = "/usr",
          .components = plan.components,
          .packages = packages_of(plan)};
}

// What a packaging begins with.
struct Inputs {
  StageInputs staged;
  std::string digest;  // of all that decides what is made; empty where that can't be told
};

std::string state_or_nothing(const PackagingRun& run) {
  try {
    return package_state(run.plan, run.config);
  } catch (const std::exception&) {
    return "";  // packaging will come upon it, and tell it in its order
  }
}

Inputs look_at_inputs(const PackagingRun& run) {
  auto state = std::async(std::launch::async, [&run] { return state_or_nothing(run); });
  Inputs inputs{.staged = stage_inputs(stage_request(run)), .digest = {}};
  const std::string around = state.get();
  if (around.empty() || !inputs.staged.sources) return inputs;
  inputs.digest = sha256_hex(run.given + "\n" + run.config + "\n" + run.output.native() + "\n" +
                             inputs.staged.rules + "\n" + *inputs.staged.sources + "\n" + around);
  return inputs;
}

// Where both are wrong, the version is what is told: the rest may be what comes of it.
template <typename Make>
auto version_first(const Make& make, const std::function<void()>& version) {
  try {
    return make();
  } catch (const Error&) {
    version();
    throw;
  }
}

StagedTree staged_tree(const PackagingRun& run, const StageInputs& inputs, const GitAnswers& git) {
  StageRequest request = stage_request(run);
  request.before_rules = [&git] { git.version.get(); };
  StagedTree tree = stage(request, inputs);
  refuse_secrets(run.plan, tree);
  check_configs(run.plan, tree);
  check_bundled(run.plan, tree);
  return tree;
}

// Adds the packages to `release`; the result are the keys of what they are made of, by their names.
std::map<std::string, std::string> pack_release(PackagingRun& run, const StagedTree& tree,
                                                Release& release) {
  const PackagePlan& plan = run.plan;
  RelocatableCheck check(plan, tree);
  const StagedTree debug = debug_files(tree);
  LibraryRelations libraries(run.kept("libraries.index"));
  ValueStore cache(run.cache.folder, run.cache.bound);
  PlannedPackages planned = planned_packages(
      {plan, tree, debug, run.folder, release.build_time, libraries, cache}, release);
  run.progress.begin("packing");
  const auto packing = [&](const StagedTree& files, RelocatableCheck* checked) {
    return PackingRequest{.tree = files,
                          .output = run.output,
                          .record = run.record(),
                          .cache = cache,
                          .progress = run.progress.teller(),
                          .threads = run.threads,
                          .check = checked};
  };
  const std::size_t known = known_facts(tree);
  Packed packed = pack(std::move(planned.packages), packing(tree, &check));
  if (!planned.debug.empty()) packed.add(pack(std::move(planned.debug), packing(debug, nullptr)));
  if (packed.made && known_facts(tree) != known) remember_facts(run.stage(), tree);
  run.has_warned = check.has_warned();
  check.remember();
  libraries.remember();
  release.artifacts = std::move(packed.artifacts);
  return std::move(packed.keys);
}

void print(const Path& output, const std::vector<std::string>& names) {
  for (const std::string& name : names) std::cout << (output / name).string() << "\n";
}

void make_release(PackagingRun& run, const Inputs& inputs) {
  const PackagePlan& plan = run.plan;
  const GitAnswers git = ask_git(plan);  // of what PRE_PACKAGE did to the checkout, too
  // It may ask for a passphrase.
  if (plan.version_rules.shallow == Shallow::fetch) git.version.wait();
  run.progress.begin("running the install rules");
  const StagedTree tree = version_first([&] { return staged_tree(run, inputs.staged, git); },
                                        [&] { git.version.get(); });
  Release release = described_release(plan, git.version.get(), {tree, run.config});
  release.previous_tag = git.previous.get();
  const std::map<std::string, std::string> keys = pack_release(run, tree, release);
  add_digests(tree, release);
  add_tree(run.folder, tree, release);
  if (plan.sbom) add_sbom(run.folder, project_facts(plan), release);
  publish(release, run.folder, run.output, [&](const PublishedNames& names) {
    write_artifact_record(run.record(), run.output, release, keys);
    if (!inputs.digest.empty() && !run.has_warned)
      keep_release(run.mark(), {.inputs = inputs.digest, .names = names}, run.output);
    print(run.output, names);
  });
}

void package(PackagingRun& run) {
  const PackagePlan& plan = run.plan;
  if (!plan.pre_package.empty()) {
    const Version version = packaged_version(plan);
    run.progress.begin("running PRE_PACKAGE");
    run_pre_package(plan, version);
  }
  const Inputs inputs =
      version_first([&] { return look_at_inputs(run); }, [&] { packaged_version(plan); });
  // What a killed run left in the folder is to go.
  if (!inputs.digest.empty() && !std::filesystem::exists(run.folder))
    if (const auto names = kept_release(run.mark(), inputs.digest, run.output))
      return print(run.output, *names);
  const ClearedFolder work(run.folder);
  make_release(run, inputs);
}

void make_package(const PackageOptions& options) {
  expect_much_memory(Heaps::one);
  // Neither is newer than what there is of them in this run.
  const std::string given = running_program() + read_file(options.plan);
  const PackagePlan plan = read_package_plan(options.plan);
  if (options.cpack) {
    std::cout << cpack_lines(plan);
    return;
  }
  if (options.output.empty()) throw Error("--output is required", Blame::usage);
  const Path output = options.output;
  const unsigned threads = read_threads(options.threads);
  check_output(output);
  const FileLock lock(plan.build_folder / "shipit" / "package.lock");  // the stage is one for all
  // One name for each build folder, so that what a killed run left behind goes with the next.
  const std::string folder = ".shipit-" + sha256_hex(plan.build_folder.native()).substr(0, 12);
  PackagingRun run{.plan = plan,
                   .given = given,
                   .config = options.config,
                   .output = output,
                   .folder = output.parent_path() / folder,
                   .cache = cache_place(),
                   .threads = threads};
  package(run);
}

}  // namespace

Action package_verb(Options& options) {
  const auto given = std::make_shared<PackageOptions>();
  options.required("--plan", given->plan, "what to package, as ShipItPackage.cmake wrote it");
  options.optional("--output", given->output, "the folder of the release");
  options.text("--config", given->config, "the build type, for generators with several");
  options.flag("--cpack", given->cpack,
               "package nothing: print the version for CPack's generators");
  options.optional("--threads", given->threads, "how many compress at once; 0: one a core");
  return [given] { make_package(*given); };
}

}  // namespace shipit
