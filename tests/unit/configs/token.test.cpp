// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <configs/token.hpp>

using namespace shipit;

namespace {

// Prefixes and bodies meet only here, so that no other scanner takes this file for a leak.
const std::string body = "9aQ4zKp7RtW2bNc5XyV8mJd3LhG6fSeU1oTiBvPz";  // 40 letters and digits

std::string token_in(const std::string& text) {
  const std::vector<Secret> secrets = find_tokens(text);
  return secrets.empty() ? "" : secrets[0].what;
}

}  // namespace

TEST_CASE("token: each maker's") {
  CHECK(token_in("key = sk_live_" + body.substr(0, 24)) == "a live Stripe key");
  CHECK(token_in("rk_live_" + body + body + body) == "a live Stripe key");
  CHECK(token_in("AKIA" + std::string("Q3EGVZTR5XWNLOKB")) == "an AWS access key");
  for (const char* prefix : {"ghp_", "gho_", "ghu_", "ghs_", "ghr_"})
    CHECK(token_in("x: '" + (prefix + body.substr(0, 36)) + "'") == "a GitHub token");
  CHECK(token_in("github_pat_" + body.substr(0, 22) + "_" + body) == "a GitHub token");
  CHECK(token_in("glpat-" + body.substr(0, 20)) == "a GitLab token");
  CHECK(token_in("xoxb-" + ("2012345678-" + body)) == "a Slack token");
  CHECK(token_in("npm_" + body.substr(0, 36)) == "an npm token");
}

TEST_CASE("token: the secret half of an AWS key goes by its name") {
  CHECK(token_in("aws_secret_access_key = " + body) == "an AWS secret key");
  CHECK(token_in("\"SecretAccessKey\": \"" + body + "\"") == "an AWS secret key");
  CHECK(token_in("AWS_SECRET_ACCESS_KEY=" + body) == "an AWS secret key");
  CHECK(token_in("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").empty());
  CHECK(token_in("aws_secret_access_key = " + body + "1").empty());
  CHECK(token_in("aws_secret_access_key = <from secrets.ini>").empty());
  CHECK(token_in("aws_secret_access_key_file = /etc/aws").empty());
  CHECK(token_in("digest = " + body).empty());
}

TEST_CASE("token: what is none") {
  CHECK(token_in("sk_test_" + body).empty());
  CHECK(token_in("sk_live_...").empty());
  CHECK(token_in("sk_live_<your key>").empty());
  CHECK(token_in("sk_live_" + std::string(24, 'x')).empty());
  CHECK(token_in("task_live_" + body).empty());
  CHECK(token_in("pk_live_" + body).empty());
  CHECK(token_in("AKIAIOSFODNN7EXAMPLE").empty());
  CHECK(token_in("AKIA" + body.substr(0, 16)).empty());
  CHECK(token_in("AKIAQ3EGVZTR5XWNLOKBAA").empty());
  CHECK(token_in("ghp_" + body.substr(0, 35)).empty());
  CHECK(token_in("npm_config_registry = https://example.org").empty());
  CHECK(token_in("npm_" + body).empty());
}
