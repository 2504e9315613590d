// SPDX-License-Identifier: Apache-2.0
#include <assets/compressor.hpp>
#include <assets/encoding.hpp>
#include <base/process.hpp>
#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace shipit;

namespace {

std::vector<Encoding> release(std::string_view path, std::uint64_t size) {
  return encodings_for(path, size, {.profile = Profile::release});
}

// Text that compresses as text does.
std::string words_of(std::size_t size) {
  std::string text;
  unsigned state = 1;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += "word" + std::to_string(state >> 26) + (state % 7 == 0 ? "\n" : " ");
  }
  text.resize(size);
  return text;
}

// As the program that everybody has reads it.
std::string decoded(const std::string& bytes, Codec codec) {
  const Scratch scratch;
  const std::string file = "compressed." + std::string(extension_of(codec));
  scratch.write(file, bytes);
  Command command;
  command.words = {codec == Codec::gzip     ? "gzip"
                   : codec == Codec::brotli ? "brotli"
                                            : "zstd",
                   "-dc", (scratch / file).string()};
  const Outcome outcome = run(command);
  CHECK(outcome.err == "");
  CHECK(outcome.status == 0);
  return outcome.out;
}

}  // namespace

TEST_CASE("profiles say which encodings, and how hard", "[assets]") {
  const Encoding gzip{Codec::gzip, 12};
  CHECK(release("a.js", 1024) == std::vector<Encoding>{gzip, {Codec::brotli, 11}});
  CHECK(release("a.js", 1 << 20) == std::vector<Encoding>{gzip, {Codec::brotli, 11}});
  CHECK(release("a.js", (1 << 20) + 1) == std::vector<Encoding>{gzip, {Codec::brotli, 9}});
  CHECK(encodings_for("a.js", 5000, {.profile = Profile::fast}) ==
        std::vector<Encoding>{{Codec::gzip, 6}, {Codec::brotli, 5}});
  CHECK(encodings_for("a.js", 5000, {.profile = Profile::fast, .zstd = Zstd::on}) ==
        std::vector<Encoding>{{Codec::gzip, 6}, {Codec::brotli, 5}, {Codec::zstd, 3}});
  CHECK(encodings_for("a.js", 5000, {.profile = Profile::release, .zstd = Zstd::on}).back() ==
        Encoding{Codec::zstd, 19});
  CHECK(encodings_for("a.js", 5000, {}).empty());
}

TEST_CASE("small files, compressed formats and maps are treated apart", "[assets]") {
  CHECK(release("a.js", 1023).empty());
  CHECK(release("LICENSE", 2000).size() == 2);
  CHECK(release("app.js.map", 5000) == std::vector<Encoding>{{Codec::gzip, 12}});
  CHECK(encodings_for("app.js.map", 5000, {.profile = Profile::fast, .zstd = Zstd::on}) ==
        std::vector<Encoding>{{Codec::gzip, 6}});
  for (const char* name : {"a.woff", "a.woff2", "a.png", "a.JPG", "a.jpeg", "a.webp", "a.avif",
                           "a.gif", "a.mp4", "a.js.gz", "a.js.br", "a.zst", "a.zip", "a.pdf"}) {
    CAPTURE(name);
    CHECK(release(name, 50000).empty());
  }
}

TEST_CASE("what saves less than 5 % is not worth it", "[assets]") {
  CHECK(is_worth_it(2000, 1900));
  CHECK_FALSE(is_worth_it(2000, 1901));
  CHECK(is_worth_it(1024, 972));
  CHECK_FALSE(is_worth_it(1024, 973));
}

TEST_CASE("what is compressed is read by gzip, brotli and zstd", "[assets]") {
  const std::vector<Encoding> encodings = {{Codec::gzip, 6},    {Codec::gzip, 12},
                                           {Codec::brotli, 5},  {Codec::brotli, 9},
                                           {Codec::brotli, 11}, {Codec::zstd, 19}};
  Compressor compressor;
  for (const std::size_t size : {0, 1, 1024, 65520, 65521, 300000, 1200000}) {
    const std::string text = words_of(size);
    for (const Encoding& encoding : encodings) {
      CAPTURE(size, kind_of(encoding));
      const bool is_same = decoded(compressor.compress(text, encoding), encoding.codec) == text;
      CHECK(is_same);
    }
  }
}

TEST_CASE("bytes do not depend on what was compressed before", "[assets]") {
  const std::vector<Encoding> encodings = {{Codec::gzip, 6},
                                           {Codec::gzip, 12},
                                           {Codec::brotli, 5},
                                           {Codec::brotli, 11},
                                           {Codec::zstd, 3}};
  Compressor used;
  for (const std::size_t size : {500000, 40000, 300000, 1024})
    for (const Encoding& encoding : encodings) {
      const std::string bytes = used.compress(words_of(size), encoding);
      CHECK(bytes == Compressor().compress(words_of(size), encoding));
      CHECK(bytes.size() < size / 2);
    }
}

TEST_CASE("gzip's header has no name and no time", "[assets]") {
  const std::string bytes = Compressor().compress(words_of(5000), {Codec::gzip, 12});
  CHECK(bytes.substr(0, 8) == std::string("\x1f\x8b\x08\0\0\0\0\0", 8));
}

TEST_CASE("kinds tell library, version and level", "[assets]") {
  CHECK(kind_of({Codec::gzip, 12}).starts_with("gzip by libdeflate-1."));
  CHECK(kind_of({Codec::gzip, 12}).ends_with(" level 12"));
  CHECK(kind_of({Codec::brotli, 9}).starts_with("brotli 1."));
  CHECK(kind_of({Codec::brotli, 9}) != kind_of({Codec::brotli, 11}));
  CHECK(kind_of({Codec::zstd, 19}).starts_with("zstd 1."));
}
