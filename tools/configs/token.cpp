// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <base/text.hpp>
#include <configs/placeholder.hpp>
#include <configs/token.hpp>

namespace shipit {
namespace {

constexpr std::size_t no_end = 255;  // GitHub's longest

struct Kind {
  std::string_view prefix;
  std::string_view also;  // bytes besides letters and digits
  std::size_t least;      // after the prefix
  std::size_t most;
  std::string_view what;
};

// Stripe: docs.stripe.com/keys. AWS: IAM User Guide, "IAM identifiers", unique ID prefixes. GitHub:
// docs "About authentication to GitHub", token formats. GitLab: docs "Token overview", token
// prefixes. Slack: api.slack.com/authentication/token-types. npm: docs "About access tokens".
constexpr std::array<Kind, 14> kinds{{
    {"sk_live_", "", 16, no_end, "a live Stripe key"},
    {"rk_live_", "", 16, no_end, "a live Stripe key"},
    {"AKIA", "", 16, 16, "an AWS access key"},
    {"ghp_", "", 36, no_end, "a GitHub token"},
    {"gho_", "", 36, no_end, "a GitHub token"},
    {"ghu_", "", 36, no_end, "a GitHub token"},
    {"ghs_", "", 36, no_end, "a GitHub token"},
    {"ghr_", "", 36, no_end, "a GitHub token"},
    {"github_pat_", "_", 36, no_end, "a GitHub token"},
    {"glpat-", "_-", 20, no_end, "a GitLab token"},
    {"xoxb-", "-", 20, no_end, "a Slack token"},
    {"xoxp-", "-", 20, no_end, "a Slack token"},
    {"xoxa-", "-", 20, no_end, "a Slack token"},
    {"npm_", "", 36, 36, "an npm token"},
}};

// The bytes from `start` on that are letters, digits or in `also`; one more than `most` at most.
std::string_view run_at(std::string_view text, std::size_t start, std::string_view also,
                        std::size_t most) {
  std::size_t end = start;
  while (end < text.size() && end - start <= most &&
         (is_alnum(text[end]) || also.find(text[end]) != std::string_view::npos))
    ++end;
  return text.substr(start, end - start);
}

bool is_upper(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void find_kind(std::string_view text, const Kind& kind, std::vector<Secret>& found) {
  for (std::size_t at = text.find(kind.prefix); at != std::string_view::npos;
       at = text.find(kind.prefix, at + kind.prefix.size())) {
    if (at > 0 && (is_alnum(text[at - 1]) || text[at - 1] == '_')) continue;
    const std::string_view run = run_at(text, at + kind.prefix.size(), kind.also, kind.most);
    const bool fits = run.size() >= kind.least && (run.size() <= kind.most || kind.most == no_end);
    if (!fits || is_placeholder(run) || (kind.prefix == "AKIA" && !is_upper(run))) continue;
    found.push_back({.place = at, .what = std::string(kind.what)});
  }
}

bool skip(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// 'aws_secret_access_key = …', '"SecretAccessKey": "…"': 40 characters of base64 by that name.
void find_aws_secrets(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t length = 40;
  constexpr std::size_t longest_gap = 8;
  const std::string lower = to_lower(text);
  for (std::size_t at = lower.find("secret"); at != std::string::npos;
       at = lower.find("secret", at + 1)) {
    std::string_view rest = std::string_view(lower).substr(at + std::string_view("secret").size());
    if (!skip(rest, "_")) skip(rest, "-");
    if (!skip(rest, "access")) continue;
    if (!skip(rest, "_")) skip(rest, "-");
    if (!skip(rest, "key")) continue;
    const std::size_t gap = std::min(rest.find_first_not_of(" \t\"'=:>"), rest.size());
    if (gap == 0 || gap > longest_gap) continue;
    const std::string_view run = run_at(text, text.size() - rest.size() + gap, "+/=", length);
    if (run.size() == length && !is_placeholder(run))
      found.push_back({.place = at, .what = "an AWS secret key"});
  }
}

}  // namespace

std::vector<Secret> find_tokens(std::string_view text) {
  std::vector<Secret> found;
  for (const Kind& kind : kinds) find_kind(text, kind, found);
  find_aws_secrets(text, found);
  return found;
}

}  // namespace shipit
