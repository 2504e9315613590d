// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <release/signed_text.hpp>
#include <release/ssh_signature.hpp>
#include <vector>

namespace shipit {
namespace {

Outcome ssh_keygen(std::vector<std::string> arguments, std::string input = {}) {
  std::vector<std::string> words{"ssh-keygen", "-Y"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const std::optional<Outcome> outcome =
      try_run({.words = std::move(words), .input = std::move(input)});
  if (!outcome)
    throw Error("there is no ssh-keygen here, which signs and verifies releases")
        .help("install the package 'openssh-client'");
  return *outcome;
}

void note_output(Error& error, const Outcome& outcome) {
  for (const std::string& line : lines(outcome.err))
    if (!trim(line).empty()) error.note("ssh-keygen: " + std::string(trim(line)));
}

void require_file(const Path& path, const char* what, const char* help) {
  if (!std::filesystem::is_regular_file(path))
    throw Error(std::string("there is no ") + what + " " + quote(path.native())).help(help);
}

// The principals that the file has for the key, each a name or a pattern.
std::vector<std::string> signers_of(const SignatureCheck& check) {
  const Outcome outcome = ssh_keygen(
      {"find-principals", "-s", check.signature.native(), "-f", check.allowed_signers.native()});
  std::vector<std::string> signers;
  if (outcome.status == 0)
    for (const std::string& line : lines(outcome.out))
      for (const std::string& name : split(line, ','))
        if (!trim(name).empty()) signers.emplace_back(trim(name));
  if (!signers.empty()) return signers;
  Error error("the release is signed by a key that " + quote(check.allowed_signers.native()) +
              " does not know");
  note_output(error, outcome);
  throw std::move(error).help("install nothing of it, unless you know whose key that is");
}

Outcome verify_as(const std::string& identity, const SignatureCheck& check) {
  return ssh_keygen({"verify", "-n", signature_namespace, "-I", identity, "-s",
                     check.signature.native(), "-f", check.allowed_signers.native()},
                    check.text);
}

// 'Good "shipit" signature for jane with ED25519 key SHA256:…', which a name could look like, too.
std::string key_in(const std::string& said) {
  const std::string line(trim(said));
  const std::size_t place = line.rfind(" with ");
  return line.starts_with("Good ") && place != std::string::npos ? line.substr(place + 6) : "";
}

}  // namespace

std::string ssh_sign(const std::string& text, const Path& key) {
  require_file(key, "key", "give the file of a key that ssh-keygen has made");
  const Outcome outcome =
      ssh_keygen({"sign", "-q", "-n", signature_namespace, "-f", key.native()}, text);
  if (outcome.status == 0 && outcome.out.starts_with("-----BEGIN SSH SIGNATURE-----"))
    return outcome.out;
  Error error("cannot sign with the key " + quote(key.native()));
  note_output(error, outcome);
  throw std::move(error).help(
      "give a private key, or a public one whose private half ssh-agent has");
}

Signer ssh_verify(const SignatureCheck& check) {
  require_file(check.signature, "signature", "sign the release with 'shipit sign'");
  require_file(check.allowed_signers, "list of allowed signers",
               "write a line 'name namespaces=\"shipit\" ssh-ed25519 …' a signer");
  const std::vector<std::string> signers = signers_of(check);
  std::vector<std::string> asked = signers;
  if (!check.identity.empty()) asked = {check.identity};
  Outcome outcome;
  for (const std::string& signer : asked) {
    outcome = verify_as(signer, check);
    if (outcome.status == 0) return {.name = signer, .key = key_in(outcome.out)};
  }
  // As whoever has the key: is it the text, or the signer, that doesn't fit?
  if (!check.identity.empty() && verify_as(signers.front(), check).status == 0)
    throw Error("the release is signed by " + quote(signers.front()) + ", not by " +
                quote(check.identity))
        .help("install nothing of it, unless you trust that signer, too");
  Error error("the signature is not of this release");
  note_output(error, outcome);
  throw std::move(error).help("install nothing of it: it has been changed, or is an older one's");
}

}  // namespace shipit
