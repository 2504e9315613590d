// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/run_or_throw.hpp>
#include <base/text.hpp>
#include <repo/gpg_key.hpp>
#include <vector>

namespace shipit {
namespace {

Outcome gpg(std::vector<std::string> arguments, std::string input = {}) {
  std::vector<std::string> words{"gpg", "--batch", "--no-tty"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const std::optional<Outcome> outcome =
      try_run({.words = std::move(words), .input = std::move(input)});
  if (!outcome)
    throw Error("there is no gpg here, which signs repositories")
        .help("install the package 'gnupg'");
  return *outcome;
}

}  // namespace

void require_gpg_key(const std::string& key) {
  if (key.empty() || key.front() == '-')
    throw Error("no key of GnuPG is called " + quote(key)).help("see gpg --list-secret-keys");
  if (gpg({"--list-secret-keys", "--", key}).status != 0)
    throw Error("gpg has no secret key " + quote(key))
        .help("see gpg --list-secret-keys; gpg --quick-generate-key makes one");
  const Outcome outcome = gpg({"--local-user", key, "--clearsign"}, "shipit\n");
  if (outcome.status == 0) return;
  Error error("gpg cannot sign with the key " + quote(key));
  add_words_of("gpg", outcome, error);
  throw std::move(error).help("nothing was changed; try gpg --clearsign by hand");
}

std::string public_gpg_key(const std::string& key) {
  const Outcome outcome = gpg({"--armor", "--export", "--", key});
  if (outcome.status == 0 && !outcome.out.empty()) return outcome.out;
  Error error("gpg cannot export the key " + quote(key));
  add_words_of("gpg", outcome, error);
  throw std::move(error).help("see gpg --list-keys");
}

}  // namespace shipit
