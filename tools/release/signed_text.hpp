// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace shipit {

// Of SSH signatures (openssh's PROTOCOL.sshsig), so that one made for another purpose is none here.
inline constexpr const char* signature_namespace = "shipit";

// Of the file beside SHA256SUMS.
inline constexpr const char* signature_name = "SHA256SUMS.sig";

// What is signed: whose checksums they are, and the bytes of SHA256SUMS. Name and version are in
// it, so that the signature of one release is none of another's.
//
//   shipit release 1
//   name: myservice
//   version: 1.0.32
//
//   <SHA256SUMS>
std::string signed_text(std::string_view name, std::string_view version,
                        std::string_view checksums);

// The digests in SHA256SUMS by file name. Unlike parse_checksums() an Error for any line that is
// not one of ShipIt's: another form, a name that is no plain one, a name that is there twice.
std::map<std::string, std::string> strict_checksums(std::string_view text,
                                                    const std::string& origin);

}  // namespace shipit
