// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <configs/token.hpp>

using namespace shipit;

namespace {

// Prefixes and bodies meet only here, so that no other scanner takes this file for a leak.
const std::string body = "9aQ4zKp7RtW2bNc5XyV8mJd3LhG6fSeU1oTiBvPz";  // 40 letters and digits

std::string found(const std::string& text) {
  const std::vector<Secret> secrets = find_tokens(text);
  return secrets.empty() ? "" : secrets[0].what;
}

}  // namespace

TEST_CASE("token: each maker's") {
  CHECK(found("key = sk_live_" + body.substr(0, 24)) == "a live Stripe key");
  CHECK(found("rk_live_" + body + body + body) == "a live Stripe key");
  CHECK(found("AKIA" + std::string("Q3EGVZTR5XWNLOKB")) == "an AWS access key");
  for (const char* prefix : {"ghp_", "gho_", "ghu_", "ghs_", "ghr_"})
    CHECK(found("x: '" + (prefix + body.substr(0, 36)) + "'") == "a GitHub token");
  CHECK(found("github_pat_" + body.substr(0, 22) + "_" + body) == "a GitHub token");
  CHECK(found("glpat-" + body.substr(0, 20)) == "a GitLab token");
  CHECK(found("xoxb-" + ("2012345678-" + body)) == "a Slack token");
  CHECK(found("npm_" + body.substr(0, 36)) == "an npm token");
}

TEST_CASE("token: the secret half of an AWS key goes by its name") {
  CHECK(found("aws_secret_access_key = " + body) == "an AWS secret key");
  CHECK(found("\"SecretAccessKey\": \"" + body + "\"") == "an AWS secret key");
  CHECK(found("AWS_SECRET_ACCESS_KEY=" + body) == "an AWS secret key");
  CHECK(found("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").empty());
  CHECK(found("aws_secret_access_key = " + body + "1").empty());
  CHECK(found("aws_secret_access_key = <from secrets.ini>").empty());
  CHECK(found("aws_secret_access_key_file = /etc/aws").empty());
  CHECK(found("digest = " + body).empty());
}

TEST_CASE("token: what is none") {
  CHECK(found("sk_test_" + body).empty());
  CHECK(found("sk_live_...").empty());
  CHECK(found("sk_live_<your key>").empty());
  CHECK(found("sk_live_" + std::string(24, 'x')).empty());
  CHECK(found("task_live_" + body).empty());
  CHECK(found("pk_live_" + body).empty());
  CHECK(found("AKIAIOSFODNN7EXAMPLE").empty());
  CHECK(found("AKIA" + body.substr(0, 16)).empty());
  CHECK(found("AKIAQ3EGVZTR5XWNLOKBAA").empty());
  CHECK(found("ghp_" + body.substr(0, 35)).empty());
  CHECK(found("npm_config_registry = https://example.org").empty());
  CHECK(found("npm_" + body).empty());
}
