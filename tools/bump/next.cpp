// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <bump/next.hpp>
#include <charconv>
#include <vector>

namespace shipit {
namespace {

const std::vector<std::string> steps{"major", "minor", "patch"};

// The release that `word` leads to. A pre-release that is on its way there already arrives: from
// 1.1.0-rc.1 the next minor one is 1.1.0.
VersionNumber stepped(const VersionNumber& present, const std::string& word) {
  const bool under_way = !present.prerelease.empty();
  VersionNumber next{present.major, present.minor, present.patch, ""};
  if (word == "major") {
    if (under_way && present.minor == 0 && present.patch == 0) return next;
    return {present.major + 1, 0, 0, ""};
  }
  if (word == "minor") {
    if (under_way && present.patch == 0) return next;
    return {present.major, present.minor + 1, 0, ""};
  }
  if (!under_way) ++next.patch;
  return next;
}

void check_pre(const std::string& pre) {
  const auto allowed = [](char c) { return is_alnum(c) || c == '-'; };
  const bool word = std::all_of(pre.begin(), pre.end(), allowed);
  if (!word || is_digit(pre[0]))
    throw Error("--pre got " + quote(pre) + ", which is no name for pre-releases", Blame::usage)
        .help("use a word like alpha, beta or rc: 1.2.0-rc.1");
}

// The number N of a present '<numbers of next>-<pre>.N'; 0 when it is none of these.
unsigned count_of(const VersionNumber& present, const VersionNumber& next, const std::string& pre) {
  const bool same =
      present.major == next.major && present.minor == next.minor && present.patch == next.patch;
  if (!same || !present.prerelease.starts_with(pre + ".")) return 0;
  const char* const first = present.prerelease.data() + pre.size() + 1;
  const char* const last = present.prerelease.data() + present.prerelease.size();
  unsigned count = 0;
  const auto [end, error] = std::from_chars(first, last, count);
  return error == std::errc{} && end == last ? count : 0;
}

VersionNumber explicit_version(const NextRequest& request) {
  const std::optional<VersionNumber> number = parse_number(request.word);
  if (!number) {
    const std::optional<std::string> meant = nearest(request.word, steps);
    throw Error("cannot bump to " + quote(request.word) +
                    (meant ? ", did you mean " + quote(*meant) + "?" : ""),
                Blame::usage)
        .help("say major, minor, patch, or a version like 1.2.3 or 1.2.3-rc.1");
  }
  if (!request.pre.empty())
    throw Error("--pre goes with major, minor or patch, not with a version", Blame::usage)
        .help("write the whole version: " + quote(request.word + "-" + request.pre + ".1"));
  return *number;
}

void check_above(const VersionNumber& next, const VersionNumber& present) {
  if (compare(next, present) > 0) return;
  throw Error("the next version would be " + to_text(next) + ", and the present one is " +
              to_text(present))
      .help("versions only rise: say major, minor, patch, or a version above " + to_text(present));
}

}  // namespace

VersionNumber next_version(const std::optional<VersionNumber>& present,
                           const NextRequest& request) {
  if (std::find(steps.begin(), steps.end(), request.word) == steps.end()) {
    VersionNumber next = explicit_version(request);
    if (present) check_above(next, *present);
    return next;
  }
  VersionNumber next = present                   ? stepped(*present, request.word)
                       : request.word == "major" ? VersionNumber{1, 0, 0, ""}
                                                 : VersionNumber{0, 1, 0, ""};
  if (!request.pre.empty()) {
    check_pre(request.pre);
    const unsigned count = present ? count_of(*present, next, request.pre) : 0;
    next.prerelease = request.pre + "." + std::to_string(count + 1);
  }
  if (present) check_above(next, *present);
  return next;
}

}  // namespace shipit
