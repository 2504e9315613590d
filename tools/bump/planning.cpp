// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/history.hpp>
#include <bump/planning.hpp>
#include <bump/release_notes.hpp>
#include <bump/version_file.hpp>
#include <bump/version_tags.hpp>
#include <version/derive.hpp>

namespace shipit {
namespace {

// The version of the last tag; nullopt: there is none yet.
std::optional<Version> present_version(const ReleaseSettings& settings) {
  const Version version = derive_version({.source = settings.source,
                                          .tag_prefix = settings.tag_prefix,
                                          .override_ = {},
                                          .fallback = "0.0.0"});
  if (version.source != VersionSource::git) return {};
  return version;
}

// In the style of the tags that there are: 'v1.0.32' after 'v1.0.31'.
std::string tag_of(const ReleaseSettings& settings, const std::optional<Version>& present,
                   const VersionNumber& next) {
  if (!settings.tag_prefix.empty()) return settings.tag_prefix + to_text(next);
  return (present && present->tag.starts_with('v') ? "v" : "") + to_text(next);
}

void check_tag(const BumpPlan& plan) {
  const Path& top = plan.standing.checkout.top;
  if (run_git(top, {"check-ref-format", "refs/tags/" + plan.tag}).status != 0)
    throw Error(quote(plan.tag) + " cannot be the name of a tag").help("change TAG_PREFIX");
  if (run_git(top, {"rev-parse", "--verify", "--quiet", "refs/tags/" + plan.tag}).status == 0)
    throw Error("the tag " + quote(plan.tag) + " exists here already")
        .help("if it was never pushed, remove it with git tag --delete " + plan.tag +
              "; else bump to a higher version");
}

// A release made of the last pre-release's very commit is no repetition.
void refuse_unchanged(const Version& present, const VersionNumber& next) {
  if (present.distance > 0) return;
  if (!present.number.prerelease.empty() && next.prerelease.empty()) return;
  throw Error("nothing has changed since " + present.tag + ": HEAD has that tag")
      .help("commit something first, or release it again with --allow-unchanged");
}

void check_path(const std::string& path) {
  const Path normal = Path(path).lexically_normal();
  if (!path.empty() && normal.is_relative() && *normal.begin() != ".." && normal == Path(path))
    return;
  throw Error("the version file " + quote(path) + " is no path from the top of the checkout")
      .help("write it like 'VERSION' or 'web/package.json', without '..'");
}

PlannedFile plan_file(const Checkout& checkout, const std::string& path,
                      const VersionChange& change) {
  check_path(path);
  const Path& top = checkout.top;
  const std::string listed =
      ask_git({.folder = top, .words = {"ls-tree", "-z", "HEAD", "--", ":(literal)" + path}},
              "look for " + quote(path));
  // "<mode> <type> <object>\t<path>"
  const std::vector<std::string> fields = split(listed.substr(0, listed.find('\t')), ' ');
  if (fields.size() != 3)
    throw Error("the version file " + quote(path) + " is not in the commit")
        .help("add and commit it, or take it out of the files of the release");
  if (fields[1] != "blob" || !fields[0].starts_with("100"))
    throw Error("the version file " + quote(path) + " is not a plain file")
        .help("name the file itself, not a symbolic link or a folder");
  const Outcome blob = run_git(top, {"cat-file", "blob", fields[2]});
  if (blob.status != 0) fail_git(top, blob);
  EditedFile edited = edit_version({.path = path, .content = blob.out}, change);
  return {.path = path,
          .mode = fields[0],
          .content = edited.content == blob.out ? "" : std::move(edited.content),
          .from = std::move(edited.from),
          .to = std::move(edited.to)};
}

void plan_files(BumpPlan& plan) {
  if (plan.settings.making == Making::tag_only) return;
  for (const std::string& path : plan.settings.files) {
    PlannedFile file = plan_file(plan.standing.checkout, path, {plan.from, plan.to});
    if (!file.content.empty()) plan.files.push_back(std::move(file));
  }
}

// A tag alone must not bring commits along that are on no branch of the remote's.
void refuse_unpushed(const BumpPlan& plan) {
  if (plan.settings.making != Making::tag_only || !pushes_branch(plan)) return;
  throw Error(quote(plan.standing.branch) + " has commits that are not on " +
              quote(plan.remote.name + "/" + plan.remote.branch))
      .note("a release of the tag alone would bring them along, on no branch")
      .help("push them first: git push " + plan.remote.name + " " + plan.standing.branch);
}

// A version on the remote that this clone has not heard of, and that the next one is not above.
std::optional<Error> find_higher(const BumpPlan& plan) {
  const std::vector<std::string> known = lines(
      ask_git({.folder = plan.standing.checkout.top, .words = {"tag", "--list"}}, "list the tags"));
  for (const std::string& tag : plan.seen.tags) {
    const std::optional<VersionNumber> number = number_in_tag(tag, plan.settings.tag_prefix);
    if (!number || compare(*number, plan.to) < 0) continue;
    if (std::find(known.begin(), known.end(), tag) != known.end()) continue;
    return Error(quote(plan.remote.name) + " has a version " + quote(tag) +
                 " that is not known here, and " + to_text(plan.to) + " is not above it")
        .help("get it with git fetch --tags " + plan.remote.name + ", and bump again");
  }
  return {};
}

bool is_configured(const Path& top, const char* key) {
  return trim(run_git(top, {"config", "--type=bool", "--get", key}).out) == "true";
}

void plan_signatures(BumpPlan& plan) {
  const Path& top = plan.standing.checkout.top;
  const bool always = plan.settings.signing == Signing::always;
  plan.sign_tag = always || is_configured(top, "tag.gpgSign");
  plan.sign_commit = always || is_configured(top, "commit.gpgSign");
}

}  // namespace

Planned plan_bump(const BumpRequest& request) {
  Planned planned;
  BumpPlan& plan = planned.plan;
  plan.settings = request.settings;
  plan.standing = read_standing(request.settings.source, request.settings.branches);
  const Checkout& checkout = plan.standing.checkout;
  const std::optional<Version> present = present_version(plan.settings);
  if (present) plan.from = present->number;
  plan.to = next_version(plan.from, request.next);
  if (present && request.unchanged == Unchanged::refuse) refuse_unchanged(*present, plan.to);
  plan.tag = tag_of(plan.settings, present, plan.to);
  check_tag(plan);
  plan_files(plan);
  plan_signatures(plan);

  const std::optional<VersionTag> before =
      predecessor(version_tags(checkout, plan.settings.tag_prefix), plan.to);
  plan.changelog = read_changelog(checkout, {.since = before ? before->name : ""});
  plan.tag_message = release_notes(plan, request.notes);

  plan.remote = find_remote(plan.standing, plan.settings.remote);
  plan.seen = ask_remote(plan.remote, checkout, plan.tag);
  planned.overtaken = find_overtaken({plan.remote, plan.standing, plan.tag}, plan.seen);
  if (!planned.overtaken) planned.overtaken = find_higher(plan);
  if (!planned.overtaken) refuse_unpushed(plan);
  return planned;
}

}  // namespace shipit
