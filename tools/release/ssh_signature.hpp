// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>

namespace shipit {

// The signature (armoured, as ssh-keygen(1) -Y sign writes it) of `text` by a key: a private key,
// or a public one whose private half an agent or a security key has. An Error says what ssh-keygen
// did.
std::string ssh_sign(const std::string& text, const Path& key);

struct SignatureCheck {
  std::string text;      // what should be signed
  Path signature;        // a file
  Path allowed_signers;  // ssh-keygen(1), ALLOWED SIGNERS
  std::string identity;  // who has to have signed; empty: anybody in that file
};

struct Signer {
  std::string name;  // as the list of allowed signers has it
  std::string key;   // 'ED25519 key SHA256:…', as ssh-keygen -l shows it; empty: it didn't say
};

// Who signed. Different Errors: no such files, a key that the file doesn't list, one that is
// another's, and a signature of something else.
Signer ssh_verify(const SignatureCheck& check);

}  // namespace shipit
