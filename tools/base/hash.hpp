// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace shipit {

enum class HashKind { md5, sha256, sha384 };

// A running digest. Wraps OpenSSL's EVP interface.
class Hash {
 public:
  explicit Hash(HashKind kind);

  Hash& add(std::string_view bytes);
  // The raw digest; the object is spent afterwards.
  std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// The raw digest of `bytes`.
std::string hash(HashKind kind, std::string_view bytes);

// Lower-case hexadecimal, two digits a byte.
std::string to_hex(std::string_view bytes);

// The bytes that to_hex() wrote; nullopt when the text is no such.
std::optional<std::string> from_hex(std::string_view text);

// RFC 4648 section 4, with padding: what Subresource Integrity wants.
std::string to_base64(std::string_view bytes);

// The bytes that to_base64() wrote; nullopt when the text is no such.
std::optional<std::string> from_base64(std::string_view text);

// RFC 4648 section 6 in lower case, without padding: what digested names are made of.
std::string to_base32(std::string_view bytes);

std::string sha256_hex(std::string_view bytes);
// The raw digest of a file.
std::string sha256_of_file(const Path& path);
std::string sha256_hex_of_file(const Path& path);

}  // namespace shipit
