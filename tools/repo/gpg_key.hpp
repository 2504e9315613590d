// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace shipit {

// Signs something with the key of GnuPG that `key` names, to see that it can: an Error says why
// not.
void require_gpg_key(const std::string& key);

// The public half in ASCII armour, for apt's Signed-By.
std::string public_gpg_key(const std::string& key);

}  // namespace shipit
