// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/parallel.hpp>
#include <base/text.hpp>
#include <release/publish.hpp>
#include <scratch.hpp>

using namespace shipit;

namespace {

Release release_of(const Scratch& scratch, const std::string& number) {
  const std::string name = "hello-" + number + ".tar.zst";
  scratch.write("made/" + name, number);
  Release release;
  release.name = "hello";
  release.version = parse_version(number).value();
  release.artifacts.push_back({.name = name,
                               .kind = "archive",
                               .media_type = "application/zstd",
                               .size = number.size(),
                               .sha256 = sha256_hex(number)});
  return release;
}

}  // namespace

TEST_CASE("publish: a release takes the place of the last, and of nothing else") {
  const Scratch scratch;
  scratch.write("dist/notes.txt", "mine");
  publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "dist");
  CHECK(std::filesystem::exists(scratch / "dist/hello-1.0.0.tar.zst"));
  const auto time = std::filesystem::last_write_time(scratch / "dist/deploy.json");
  publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "dist");
  CHECK(std::filesystem::last_write_time(scratch / "dist/deploy.json") == time);

  publish(release_of(scratch, "1.0.1"), scratch / "made", scratch / "dist");
  CHECK_FALSE(std::filesystem::exists(scratch / "dist/hello-1.0.0.tar.zst"));
  CHECK(read_file(scratch / "dist/notes.txt") == "mine");
  const Outcome check =
      run({.words = {"sha256sum", "--check", "SHA256SUMS"}, .folder = scratch / "dist"});
  CHECK(check.out == "deploy.json: OK\nhello-1.0.1.tar.zst: OK\n");
}

TEST_CASE("publish: what is done with the names is done before others publish") {
  const Scratch scratch;
  PublishedNames told;
  publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "dist",
          [&](const PublishedNames& names) {
            told = names;
            const Outcome other = run({.words = {"flock", "--nonblock", "--conflict-exit-code", "5",
                                                 (scratch / "dist").native(), "true"}});
            CHECK(other.status == 5);
            CHECK(std::filesystem::exists(scratch / "dist/SHA256SUMS"));
          });
  CHECK(told == PublishedNames{"hello-1.0.0.tar.zst", "deploy.json", "SHA256SUMS"});
}

TEST_CASE("publish: what cannot be replaced stops it before anything is touched") {
  const Scratch scratch;
  publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "dist");
  std::filesystem::remove(scratch / "dist/deploy.json");
  scratch.write("dist/deploy.json/mine", "x");
  CHECK(refusal([&] {
          publish(release_of(scratch, "1.0.1"), scratch / "made", scratch / "dist");
        }).find("is something else\nmove it out of the way") != std::string::npos);
  CHECK(std::filesystem::exists(scratch / "dist/hello-1.0.0.tar.zst"));
  CHECK_FALSE(std::filesystem::exists(scratch / "dist/hello-1.0.1.tar.zst"));
}

TEST_CASE("publish: an edited SHA256SUMS cannot reach out of the folder") {
  const Scratch scratch;
  scratch.write("outside", "precious");
  scratch.write("dist/SHA256SUMS", sha256_hex("x") + "  ../outside\n" + sha256_hex("x") + "  ..\n");
  publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "dist");
  CHECK(read_file(scratch / "outside") == "precious");
}

TEST_CASE("publish: a folder that cannot be written is named") {
  const Scratch scratch;
  scratch.write("file", "x");
  CHECK(refusal([&] {
          publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "file/dist");
        }).find("file'") != std::string::npos);
}

TEST_CASE("publish: releases for other targets that share the folder stay whole") {
  const Scratch scratch;
  const auto release_for = [&](const std::string& number, const std::string& architecture,
                               const std::string& build_type) {
    Release release = release_of(scratch, number);
    release.system = "linux";
    release.architecture = architecture;
    release.build_type = build_type;
    const std::string name = archive_stem(release) + ".tar.zst";
    std::filesystem::rename(scratch / "made" / release.artifacts[0].name, scratch / "made" / name);
    release.artifacts[0].name = name;
    return release;
  };
  const auto publish_for = [&](const std::string& number, const std::string& architecture,
                               const std::string& build_type = "Release") {
    publish(release_for(number, architecture, build_type), scratch / "made", scratch / "dist");
    const Outcome check =
        run({.words = {"sha256sum", "--check", "SHA256SUMS"}, .folder = scratch / "dist"});
    CHECK(check.status == 0);
    std::string names;
    for (const std::string& line : lines(check.out)) names += line.substr(0, line.find(':')) + " ";
    return names;
  };
  publish_for("1.0.0", "amd64");
  publish_for("1.0.0", "arm64");
  const std::string all =
      "deploy.json hello-1.0.0-linux-amd64-debug.tar.zst hello-1.0.0-linux-amd64.deploy.json "
      "hello-1.0.0-linux-amd64.tar.zst hello-1.0.0-linux-arm64.deploy.json "
      "hello-1.0.0-linux-arm64.tar.zst ";
  CHECK(publish_for("1.0.0", "amd64", "Debug") == all);
  CHECK(read_json(scratch / "dist/deploy.json")["target"]["buildType"] == "Debug");
  CHECK(publish_for("1.0.0", "amd64", "Debug") == all);

  // The next release of one target takes the place of its last, whatever that is called.
  CHECK(publish_for("1.0.1", "arm64") ==
        "deploy.json hello-1.0.0-linux-amd64-debug.deploy.json "
        "hello-1.0.0-linux-amd64-debug.tar.zst hello-1.0.0-linux-amd64.deploy.json "
        "hello-1.0.0-linux-amd64.tar.zst hello-1.0.1-linux-arm64.tar.zst ");
  CHECK_FALSE(std::filesystem::exists(scratch / "dist/hello-1.0.0-linux-arm64.tar.zst"));
  CHECK_FALSE(std::filesystem::exists(scratch / "dist/hello-1.0.0-linux-arm64.deploy.json"));
}

TEST_CASE("publish: a foreign or broken deploy.json of another is no concern") {
  const Scratch scratch;
  scratch.write("outside", "precious");
  scratch.write("dist/x.deploy.json", "{");
  scratch.write("dist/y.deploy.json", "[]");
  scratch.write("dist/z.deploy.json",
                R"({"name": "hello", "version": "1.0.0", "target": {"os": "", "architecture": ""},
                    "artifacts": [{"name": "../outside", "digest": {"sha256": "00"}}]})");
  publish(release_of(scratch, "1.0.0"), scratch / "made", scratch / "dist");
  CHECK(read_file(scratch / "outside") == "precious");
  CHECK(std::filesystem::exists(scratch / "dist/x.deploy.json"));
}

TEST_CASE("publish: several at once into one folder leave all of their releases") {
  const Scratch scratch;
  const std::vector<std::string> architectures{"amd64", "arm64", "armhf", "riscv64"};
  std::vector<Release> releases;
  for (const std::string& architecture : architectures) {
    const std::string name = "hello-1.0.0-linux-" + architecture + ".tar.zst";
    scratch.write(architecture + "/" + name, architecture);
    Release release;
    release.name = "hello";
    release.version = parse_version("1.0.0").value();
    release.system = "linux";
    release.architecture = architecture;
    release.artifacts.push_back({.name = name,
                                 .kind = "archive",
                                 .media_type = "application/zstd",
                                 .size = architecture.size(),
                                 .sha256 = sha256_hex(architecture)});
    releases.push_back(std::move(release));
  }
  for_each_index(releases.size(), [&](std::size_t i) {
    publish(releases[i], scratch / architectures[i], scratch / "dist");
  });
  const Outcome check = run(
      {.words = {"sha256sum", "--check", "--strict", "SHA256SUMS"}, .folder = scratch / "dist"});
  CHECK(check.status == 0);
  CHECK(lines(check.out).size() == 2 * architectures.size());
}

TEST_CASE(
    "publish: a package for all architectures must not become another file of their releases") {
  const Scratch scratch;
  Release arm = release_of(scratch, "1.0.0");
  arm.architecture = "arm64";
  publish(arm, scratch / "made", scratch / "dist");
  Release amd = release_of(scratch, "1.0.0");
  amd.architecture = "amd64";
  publish(amd, scratch / "made", scratch / "dist");
  CHECK(std::filesystem::exists(scratch / "dist/hello-1.0.0.tar.zst"));
  amd.artifacts[0].sha256 = sha256_hex("another");
  CHECK(refusal([&] {
          publish(amd, scratch / "made", scratch / "dist");
        }).find("'hello-1.0.0.tar.zst' is part of another architecture's release, too") == 0);
}
