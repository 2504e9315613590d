// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <scratch.hpp>

using namespace shipit;

// Test vectors of FIPS 180-4's examples, RFC 1321 A.5 and RFC 4648 section 10.
TEST_CASE("hash: digests are those of the standards") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(hash(HashKind::md5, "abc")) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(to_hex(hash(HashKind::sha384, "abc")).starts_with("cb00753f45a35e8bb5a03d699ac65007"));
  CHECK(to_hex(Hash(HashKind::sha256).add("a").add("").add("bc").finish()) == sha256_hex("abc"));
}

TEST_CASE("hash: a file's digest is that of its bytes") {
  const Scratch scratch;
  const std::string large(3 << 20, 'x');
  scratch.write("large", large);
  CHECK(sha256_hex_of_file(scratch / "large") == sha256_hex(large));
}

TEST_CASE("hash: encodings are those of RFC 4648") {
  CHECK(to_base64("").empty());
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("foob") == "Zm9vYg==");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base32("f") == "my");
  CHECK(to_base32("fooba") == "mzxw6ytb");
  CHECK(to_base32("foobar") == "mzxw6ytboi");
}

TEST_CASE("hash: hexadecimal is read back, and nothing else is") {
  const std::string bytes("\0\x7f\xffz", 4);
  CHECK(from_hex(to_hex(bytes)) == bytes);
  CHECK(from_hex("") == "");
  CHECK_FALSE(from_hex("abc"));
  CHECK_FALSE(from_hex("0g"));
  CHECK_FALSE(from_hex("-1"));
}

TEST_CASE("hash: base64 is read back, and nothing else is") {
  for (const char* bytes : {"", "a", "ab", "abc", "\xff\xfe"})
    CHECK(from_base64(to_base64(bytes)) == bytes);
  for (const char* text : {"Y", "YQ", "YR==", "YQ==YQ==", "Y Q=", "====", "YQ-="})
    CHECK(!from_base64(text));
}
