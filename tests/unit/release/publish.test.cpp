// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
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
