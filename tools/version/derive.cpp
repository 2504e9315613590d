// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <vector>
#include <version/archival.hpp>
#include <version/derive.hpp>
#include <version/tag.hpp>

namespace shipit {
namespace {

Version parse_given(const std::string& text, const std::string& what, VersionSource source) {
  std::optional<Version> version = parse_version(text);
  if (!version)
    throw Error(what + " " + quote(text) + " is not a version")
        .help("write it as Semantic Versioning does: 1.2.3 or 1.2.3-rc.1");
  version->source = source;
  return *std::move(version);
}

const Path& root_of(const VersionRules& rules) { return rules.root ? *rules.root : rules.source; }

// Whether what is known of one commit tells of this one. Its child, unless that is a version
// itself, is one commit further from the same tag: git need not search the history for it.
bool follows(const Description& head, const VersionRules& rules, const VersionHints& hints) {
  if (hints.commit.empty()) return false;
  return head.commit == hints.commit || (head.parents == std::vector<std::string>{hints.commit} &&
                                         highest_tag(head.tags, rules.tag_prefix).empty());
}

// Tags like "2024-snapshot" match the pattern without being versions; each is passed over.
Description describe_version(const Checkout& checkout, const VersionRules& rules,
                             const VersionHints& hints) {
  Description head = read_head(checkout);
  if (head.commit.empty()) return head;
  if (follows(head, rules, hints)) {
    head.tag = hints.described;
    if (!head.tag.empty()) head.distance = hints.distance + (head.commit == hints.commit ? 0 : 1);
    return head;
  }
  const std::vector<std::string> patterns = tag_patterns(rules.tag_prefix);
  std::vector<std::string> excluded;
  while (true) {
    Description description = head;
    describe(checkout, patterns, excluded, description);
    if (description.tag.empty() || number_of_tag(description.tag, rules.tag_prefix))
      return description;
    excluded.push_back(description.tag);
  }
}

std::string chosen_tag(const Checkout& checkout, const Description& description,
                       const VersionRules& rules, const VersionHints& hints) {
  if (description.tag == hints.described) return hints.chosen;
  std::vector<std::string> tags =
      description.distance == 0 ? description.tags : tags_beside(checkout, description.tag);
  tags.push_back(description.tag);
  return highest_tag(tags, rules.tag_prefix);
}

bool differs(const Checkout& checkout, const Description& description, const VersionRules& rules,
             const VersionHints& hints) {
  if (rules.dirty == Dirty::none) return false;
  if (rules.dirty == Dirty::tracked && hints.unchanged_tree == description.tree) return false;
  return !changed_files(checkout, rules.paths,
                        rules.dirty == Dirty::all ? Untracked::counted : Untracked::ignored)
              .empty();
}

// Asks the sources in their order, and remembers what there is to tell about it.
class Inquiry {
 public:
  Inquiry(const VersionRules& rules, const VersionHints& hints) : rules_(rules), hints_(hints) {}

  std::optional<Version> from_git() {
    check_tag_prefix(rules_.tag_prefix);
    const std::optional<Checkout> checkout = checkout_of(rules_);
    if (!checkout) return no_checkout();
    description_ = describe_version(*checkout, rules_, hints_);
    if (description_.tag.empty() && is_shallow(*checkout)) deepen(*checkout);
    if (!description_.commit.empty())
      known_.dirty = differs(*checkout, description_, rules_, hints_);
    next_.commit = description_.commit;
    if (!description_.tag.empty()) return tagged(*checkout);
    known_.commit = description_.commit;
    known_.epoch = description_.epoch;
    asked_.push_back("git: no commit here has a tag like " +
                     join(tag_patterns(rules_.tag_prefix), " or "));
    return {};
  }

  std::optional<Version> from_archive() {
    const Path file = rules_.source / ".git_archival.txt";
    if (!std::filesystem::is_regular_file(file)) return {};
    Archival archival = read_archival(read_file(file), rules_.tag_prefix);
    if (!archival.version) asked_.push_back(quote(file.native()) + ": " + archival.lack);
    if (!archival.version && archival.is_filled) warnings_.push_back(asked_.back());
    if (archival.version) archival.version->scheme = rules_.scheme;
    return std::move(archival.version);
  }

  std::optional<Version> from_file() {
    const Path file = rules_.source / "VERSION";
    if (!std::filesystem::is_regular_file(file)) return {};
    if (!known_.commit.empty() && !rules_.tag_prefix.empty())
      warnings_.push_back("no commit here has a tag like " +
                          join(tag_patterns(rules_.tag_prefix), " or ") + ": the version is " +
                          "that of " + quote(file.native()));
    const std::vector<std::string> text = lines(read_file(file));
    return with_commit(parse_given(text.empty() ? "" : std::string(trim(text[0])),
                                   "the first line of " + quote(file.native()),
                                   VersionSource::file));
  }

  std::optional<Version> from_fallback() const {
    if (!rules_.fallback) return {};
    return with_commit(parse_given(*rules_.fallback, "FALLBACK", VersionSource::fallback));
  }

  [[noreturn]] void give_up() const {
    Error error("there is no version for " + quote(rules_.source.native()));
    for (const std::string& line : asked_) error.note(line);
    throw std::move(error).help(
        cure_ +
        "tag a commit (git tag 0.1.0), or give FALLBACK to shipit_version(), or configure with "
        "-DSHIPIT_VERSION_OVERRIDE=1.2.3");
  }

  const VersionHints& next() const { return next_; }
  std::vector<std::string> warnings() && { return std::move(warnings_); }

 private:
  std::optional<Version> no_checkout() {
    asked_.push_back("git: " + quote(root_of(rules_).native()) +
                     " is not the top of a git checkout");
    if (rules_.root) return {};
    for (Path above = rules_.source.parent_path(); above != above.parent_path();
         above = above.parent_path())
      if (find_checkout(above))
        asked_.push_back("the checkout in " + quote(above.native()) +
                         " is asked only if shipit_version() is given ROOT");
    return {};
  }

  void deepen(const Checkout& checkout) {
    const std::string lack = "the clone in " + quote(checkout.top.native()) +
                             " is shallow, and no tag like " +
                             join(tag_patterns(rules_.tag_prefix), " or ") + " is in reach";
    const std::string way = "git fetch --unshallow --tags";
    if (rules_.shallow == Shallow::error)
      throw Error(lack).help("run " + way + ", or let SHALLOW FETCH do it");
    if (rules_.shallow == Shallow::warn) {
      warnings_.push_back(lack + ": run " + way + " for its version");
      asked_.push_back(lack);
      cure_ = "run " + way + "; if there is no tag yet, ";
      return;
    }
    fetch_history(checkout);
    description_ = describe_version(checkout, rules_, {});
  }

  Version tagged(const Checkout& checkout) {
    next_.described = description_.tag;
    next_.distance = description_.distance;
    description_.tag = next_.chosen = chosen_tag(checkout, description_, rules_, hints_);
    if (!rules_.paths.empty() && description_.distance > 0)
      count_only(checkout, rules_.paths, description_);
    Version version;
    version.number = number_of_tag(description_.tag, rules_.tag_prefix).value();
    version.distance = description_.distance;
    version.tag = description_.tag;
    version.commit = description_.commit;
    version.epoch = description_.epoch;
    version.dirty = known_.dirty;
    version.scheme = rules_.scheme;
    version.source = VersionSource::git;
    return version;
  }

  // A number from elsewhere still belongs to the commit that is checked out.
  Version with_commit(Version version) const {
    if (version.commit.empty()) {
      version.commit = known_.commit;
      version.epoch = known_.epoch;
    }
    version.dirty = version.dirty || known_.dirty;
    return version;
  }

  const VersionRules& rules_;
  const VersionHints& hints_;
  Description description_{};
  Version known_{};  // what git knows about a commit without a version
  VersionHints next_{};
  std::vector<std::string> asked_{};
  std::string cure_{};  // what the help begins with
  std::vector<std::string> warnings_{};
};

}  // namespace

std::optional<Checkout> checkout_of(const VersionRules& rules) {
  std::optional<Checkout> checkout = find_checkout(root_of(rules));
  if (checkout) checkout->is_trusted = rules.owner == Owner::any;
  return checkout;
}

DerivedVersion derive(const VersionRules& rules, const VersionHints& hints) {
  if (rules.override_)
    return {.version =
                parse_given(*rules.override_, rules.override_name, VersionSource::override_)};
  Inquiry inquiry(rules, hints);
  std::optional<Version> version = inquiry.from_git();
  if (!version) version = inquiry.from_archive();
  if (!version) version = inquiry.from_file();
  if (!version) version = inquiry.from_fallback();
  if (!version) inquiry.give_up();
  return {.version = *std::move(version),
          .next = inquiry.next(),
          .warnings = std::move(inquiry).warnings()};
}

Version derive_version(const VersionRules& rules) { return derive(rules).version; }

std::int64_t source_epoch(const VersionRules& rules) {
  try {
    if (const std::optional<Checkout> checkout = checkout_of(rules))
      return read_head(*checkout).epoch;
  } catch (const Error&) {
    // A version that was given needs no git, and neither does its time.
  }
  struct stat status {};
  return stat((rules.source / "CMakeLists.txt").c_str(), &status) == 0 ? status.st_mtime : 0;
}

}  // namespace shipit
