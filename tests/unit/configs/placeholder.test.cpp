// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <configs/placeholder.hpp>
#include <string>

using namespace shipit;

TEST_CASE("placeholder: what stands where a secret will be") {
  const std::string value = GENERATE(
      "", "***", "x", "xxxxxxxxxxxx", "${PASSWORD}", "${DB_PASSWORD:-none}", "$DB_PASSWORD",
      "%(password)s", "%PASSWORD%", "@PASSWORD@", "__PASSWORD__", "{password}", "{{password}}",
      "[password]", "$(cat", "password", "Secret", "DB_PASSWORD", "changeme", "change-me-now",
      "your-token-here", "IOSFODNN7EXAMPLE", "REDACTED");
  CAPTURE(value);
  CHECK(is_placeholder(value));
}

TEST_CASE("placeholder: what may be a secret") {
  const std::string value = GENERATE("hunter2", "pa$$w0rd", "$ecret", "Tr0ub4dor&3", "QWERTZ",
                                     "password1", "{half", "x%28y", "PASS1");
  CAPTURE(value);
  CHECK_FALSE(is_placeholder(value));
}
