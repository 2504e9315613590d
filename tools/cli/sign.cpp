// SPDX-License-Identifier: Apache-2.0
#include <cli/release_doubts.hpp>
#include <cli/verbs.hpp>
#include <iostream>
#include <memory>
#include <release/release_folder.hpp>
#include <release/signed_text.hpp>
#include <release/ssh_signature.hpp>

namespace shipit {
namespace {

struct SignOptions {
  std::string folder = ".";
  std::string key;
};

void sign_release(const SignOptions& options) {
  const ReleaseFolder folder = read_release_folder(options.folder);
  const Release& release = folder.release;
  warn_of_doubts("sign", release);
  const std::string text = signed_text(release.name, semver(release.version), folder.checksums);
  const Path signature = (Path(options.folder) / signature_name).lexically_normal();
  write_file(signature, ssh_sign(text, options.key));
  std::cerr << release.name << " " << semver(release.version) << " is signed by '" << options.key
            << "', in " << signature.native() << "\n";
}

}  // namespace

Action sign_verb(Options& options) {
  const auto given = std::make_shared<SignOptions>();
  options.word("DIR", given->folder, "the folder of the release; default: the current one");
  options.required("--key", given->key,
                   "an SSH key: a private one, or a public one that ssh-agent has");
  return [given] { sign_release(*given); };
}

}  // namespace shipit
