// SPDX-License-Identifier: Apache-2.0
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

void check(int result) {
  if (result != 1) throw Error("the cryptographic library refused to compute a digest");
}

// Looked for once: EVP_sha256() and its like make every digest look again, under a lock (OpenSSL's
// manual, crypto(7), "Performance").
const EVP_MD* algorithm(HashKind kind) {
  // Digests need neither openssl.cnf nor the texts of errors, and to read them takes twice as long
  // as all the rest.
  static const int ready = OPENSSL_init_crypto(
      OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS, nullptr);
  check(ready);
  static const EVP_MD* const md5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  static const EVP_MD* const sha384 = EVP_MD_fetch(nullptr, "SHA2-384", nullptr);
  switch (kind) {
    case HashKind::md5:
      return md5;
    case HashKind::sha256:
      return sha256;
    case HashKind::sha384:
      return sha384;
  }
  return nullptr;
}

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// RFC 4648's common scheme: `bits` bits of the input make one digit of the alphabet.
std::string encode(std::string_view bytes, std::string_view alphabet, unsigned bits) {
  std::string text((bytes.size() * 8 + bits - 1) / bits, '\0');
  char* to = text.data();
  unsigned buffer = 0;
  unsigned held = 0;
  const unsigned mask = (1U << bits) - 1;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(c);
    held += 8;
    while (held >= bits) {
      held -= bits;
      *to++ = alphabet[(buffer >> held) & mask];
    }
  }
  if (held > 0) *to = alphabet[(buffer << (bits - held)) & mask];
  return text;
}

}  // namespace

void Hash::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Hash::Hash(HashKind kind) : context_(EVP_MD_CTX_new()) {
  check(EVP_DigestInit_ex(context_.get(), algorithm(kind), nullptr));
}

Hash& Hash::add(std::string_view bytes) {
  check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
  return *this;
}

std::string Hash::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size));
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string hash(HashKind kind, std::string_view bytes) { return Hash(kind).add(bytes).finish(); }

std::string to_hex(std::string_view bytes) { return encode(bytes, "0123456789abcdef", 4); }

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string to_base64(std::string_view bytes) {
  std::string text = encode(bytes, base64_digits, 6);
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  unsigned gathered = 0;
  unsigned bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const std::size_t digit = base64_digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    gathered = (gathered << 6) | static_cast<unsigned>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((gathered >> bits) & 0xff);
  }
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::string to_base32(std::string_view bytes) {
  return encode(bytes, "abcdefghijklmnopqrstuvwxyz234567", 5);
}

std::string sha256_hex(std::string_view bytes) { return to_hex(hash(HashKind::sha256, bytes)); }

std::string sha256_of_file(const Path& path) {
  Hash running(HashKind::sha256);
  read_file(path, [&](std::string_view bytes) { running.add(bytes); });
  return running.finish();
}

std::string sha256_hex_of_file(const Path& path) { return to_hex(sha256_of_file(path)); }

}  // namespace shipit
