// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <release/release_folder.hpp>
#include <release/signed_text.hpp>
#include <release/ssh_signature.hpp>

namespace shipit {
namespace {

struct VerifyOptions {
  std::string folder = ".";
  std::string allowed_signers;
  std::string identity;
  std::string name;
  std::string version;
};

void expect(const std::string& what, const std::string& is, const std::string& expected) {
  if (!expected.empty() && is != expected)
    throw Error("the release has the " + what + " " + quote(is) + ", and " + quote(expected) +
                " is expected")
        .help("an older release may have been put in the place of a newer one");
}

void verify_release(const VerifyOptions& options) {
  const ReleaseFolder folder = read_release_folder(options.folder);
  const std::string& name = folder.release.name;
  const std::string version = semver(folder.release.version);
  const Signer signer = ssh_verify({.text = signed_text(name, version, folder.checksums),
                                    .signature = Path(options.folder) / signature_name,
                                    .allowed_signers = options.allowed_signers,
                                    .identity = options.identity});
  expect("name", name, options.name);
  expect("version", version, options.version);
  std::cout << name << " " << version << ", signed by " << signer.name
            << (signer.key.empty() ? "" : " with " + signer.key) << "\n";
}

}  // namespace

Action verify_verb(Options& options) {
  const auto given = std::make_shared<VerifyOptions>();
  options.word("DIR", given->folder, "the folder of the release; default: the current one");
  options.required("--allowed-signers", given->allowed_signers,
                   "whose signatures count: see ALLOWED SIGNERS in ssh-keygen(1)");
  options.optional("--identity", given->identity, "who of them has to have signed");
  options.optional("--name", given->name, "the name that the release has to have");
  options.optional("--version", given->version, "the version that it has to have");
  return [given] { verify_release(*given); };
}

}  // namespace shipit
