// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <bump/ask_git.hpp>
#include <bump/remote.hpp>

namespace shipit {
namespace {

struct Upstream {
  std::string remote;
  std::string branch;
  std::string tracking;
};

Upstream upstream_of(const Standing& standing) {
  const std::string said =
      ask_git({.folder = standing.checkout.top,
               .words = {"for-each-ref",
                         "--format=%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream)",
                         "refs/heads/" + standing.branch}},
              "find what " + quote(standing.branch) + " follows");
  const std::vector<std::string> fields = split(split(said, '\n')[0], '\0');
  constexpr std::string_view heads = "refs/heads/";
  if (fields.size() < 3 || !fields[1].starts_with(heads)) return {};
  return {fields[0], fields[1].substr(heads.size()), fields[2]};
}

std::string choose_remote(const std::vector<std::string>& known, const Upstream& upstream,
                          const std::string& wished) {
  const auto has = [&](const std::string& name) {
    return std::find(known.begin(), known.end(), name) != known.end();
  };
  if (known.empty())
    throw Error("there is no remote to push the release to")
        .help("add one: git remote add origin <url>; to tag without a remote use git tag");
  if (!wished.empty()) {
    if (has(wished)) return wished;
    throw Error("there is no remote " + quote(wished)).help("there are " + join(known, ", "));
  }
  if (has(upstream.remote)) return upstream.remote;
  if (has("origin")) return "origin";
  if (known.size() == 1) return known[0];
  throw Error("there are several remotes, and " + quote("origin") + " is none of them")
      .note("there are " + join(known, ", "))
      .help("say which one with --remote");
}

bool is_ancestor(const Checkout& checkout, const std::string& older, const std::string& newer) {
  return run_git(checkout.top, {"merge-base", "--is-ancestor", older, newer}).status == 0;
}

}  // namespace

Remote find_remote(const Standing& standing, const std::string& wished) {
  const Path& top = standing.checkout.top;
  const Upstream upstream = upstream_of(standing);
  const std::string name = choose_remote(
      lines(ask_git({.folder = top, .words = {"remote"}}, "list the remotes")), upstream, wished);
  const std::vector<std::string> urls =
      lines(ask_git({.folder = top, .words = {"remote", "get-url", "--push", "--all", name}},
                    "find the url of " + quote(name)));
  if (urls.size() != 1)
    throw Error("the remote " + quote(name) + " pushes to " + std::to_string(urls.size()) +
                " places, which cannot be done all or nothing")
        .help("name a remote with one url: --remote");
  if (name != upstream.remote) return {name, urls[0], standing.branch, ""};
  return {name, urls[0], upstream.branch, upstream.tracking};
}

Seen ask_remote(const Remote& remote, const Checkout& checkout, const std::string& tag) {
  const std::string branch_ref = "refs/heads/" + remote.branch;
  const std::string tag_ref = "refs/tags/" + tag;
  const std::string said = ask_git(
      {.folder = checkout.top, .words = {"ls-remote", "--", remote.url, branch_ref, "refs/tags/*"}},
      "ask the remote " + quote(remote.name) + " (" + shown_url(remote.url) + ")");
  Seen seen;
  for (const std::string& line : lines(said)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string ref = line.substr(tab + 1);
    if (ref == branch_ref) seen.tip = line.substr(0, tab);
    if (ref == tag_ref) seen.tag = line.substr(0, tab);
    constexpr std::string_view tags = "refs/tags/";
    if (ref.starts_with(tags) && !ref.ends_with("^{}"))
      seen.tags.push_back(ref.substr(tags.size()));
  }
  return seen;
}

std::optional<Error> find_overtaken(const Approach& approach, const Seen& seen) {
  const auto& [remote, standing, tag] = approach;
  const std::string there = remote.name + "/" + remote.branch;
  const std::string pull = "git pull --tags " + remote.name + " " + remote.branch;
  if (!seen.tag.empty())
    return Error("the tag " + quote(tag) + " exists on " + quote(remote.name) + " already")
        .note("somebody else has made this release")
        .help("get it with " + pull + ", and bump from there");
  if (seen.tip.empty() || is_ancestor(standing.checkout, seen.tip, standing.head)) return {};
  if (is_ancestor(standing.checkout, standing.head, seen.tip) ||
      run_git(standing.checkout.top, {"cat-file", "-e", seen.tip}).status != 0)
    return Error(quote(standing.branch) + " is behind " + quote(there))
        .note(quote(there) + " has commits that are not here")
        .help("get them with " + pull + ", look at them, and bump again");
  return Error(quote(standing.branch) + " and " + quote(there) + " have gone different ways")
      .help("bring them together with git pull --rebase --tags " + remote.name + " " +
            remote.branch + ", and bump again");
}

// scheme://user:password@host/path (RFC 3986 section 3.2.1).
std::string shown_url(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t start = scheme + 3;
  const std::size_t end = url.find('/', start);
  const std::size_t at = url.rfind('@', end);
  if (at == std::string::npos || at < start) return url;
  return url.substr(0, start) + url.substr(at + 1);
}

}  // namespace shipit
