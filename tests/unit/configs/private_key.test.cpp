// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <configs/private_key.hpp>

using namespace shipit;

namespace {

// In pieces, so that no other scanner takes this file for a leak.
std::string armour(const std::string& edge, const std::string& label) {
  return "-----" + edge + " " + label + "-----";
}

std::string block(const std::string& label, const std::string& body,
                  const std::string& newline = "\n") {
  return armour("BEGIN", label) + newline + body + newline + armour("END", label) + newline;
}

const std::string key = "MC4CAQAwBQYDK2VwBCIEIFq3Jb0s9Xh1yT7cUoWm2LkQe8RzVnD5GgAiPxNtHfKu";

std::size_t count(const std::string& text) { return find_private_keys(text).size(); }

}  // namespace

TEST_CASE("private_key: each kind of armour") {
  const std::string label =
      GENERATE("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY",
               "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK");
  CAPTURE(label);
  const std::vector<Secret> found = find_private_keys("[tls]\n" + block(label, key));
  REQUIRE(found.size() == 1);
  CHECK(found[0].place == 6);
  CHECK(found[0].what == "a private key");
  CHECK(count("{\"key\": \"" + block(label, key, "\\n") + "\"}") == 1);
  CHECK(count(block(label, "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" + key)) == 1);
}

TEST_CASE("private_key: what is none") {
  CHECK(count(block("PUBLIC KEY", key)) == 0);
  CHECK(count(block("CERTIFICATE", key)) == 0);
  CHECK(count(block("PGP PUBLIC KEY BLOCK", key)) == 0);
  CHECK(count("# paste here what begins with " + armour("BEGIN", "PRIVATE KEY") + "\n") == 0);
  CHECK(count(block("PRIVATE KEY", "<from the vault>")) == 0);
  CHECK(count(block("PRIVATE KEY", std::string(64, 'x'))) == 0);
  CHECK(count(block("PRIVATE KEY", "MIIEvQIBADANBgkqh...")) == 0);
  CHECK(count(armour("BEGIN", "PRIVATE KEY") + "\n" + block("CERTIFICATE", key)) == 0);
  CHECK(count("-----BEGIN ") == 0);
  CHECK(count("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + key + " me@host\n") == 0);
}

TEST_CASE("private_key: a certificate before its key") {
  CHECK(count(block("CERTIFICATE", key) + block("PRIVATE KEY", key)) == 1);
}
