// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <configs/secret.hpp>

namespace shipit {

// Private keys in PEM (RFC 7468), OpenSSH's or PGP's armour, encrypted ones too, also as a string
// with '\n' in it. A heading without a key below it, a public key or a certificate is none.
std::vector<Secret> find_private_keys(std::string_view text);

}  // namespace shipit
