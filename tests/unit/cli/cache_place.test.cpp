// SPDX-License-Identifier: Apache-2.0
#include <cli/cache_place.hpp>
#include <cstdlib>
#include <map>
#include <optional>
#include <scratch.hpp>

using namespace shipit;

namespace {

// Sets the environment variables, and puts back what they were.
class Variables {
 public:
  explicit Variables(const std::map<std::string, std::optional<std::string>>& wanted) {
    for (const auto& [name, value] : wanted) {
      const char* before = std::getenv(name.c_str());
      before_[name] = before == nullptr ? std::nullopt : std::optional<std::string>(before);
      set(name, value);
    }
  }
  ~Variables() {
    for (const auto& [name, value] : before_) set(name, value);
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

 private:
  static void set(const std::string& name, const std::optional<std::string>& value) {
    value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
  }

  std::map<std::string, std::optional<std::string>> before_;
};

using Wanted = std::map<std::string, std::optional<std::string>>;

CachePlace place_with(Wanted wanted) {
  Wanted all{
      {"SHIPIT_CACHE_DIR", {}}, {"SHIPIT_CACHE_SIZE", {}}, {"XDG_CACHE_HOME", {}}, {"HOME", {}}};
  wanted.merge(all);
  const Variables variables(wanted);
  return cache_place();
}

}  // namespace

TEST_CASE("cache place: the first that is set of three places, or none") {
  CHECK(place_with({{"SHIPIT_CACHE_DIR", "/c"}, {"XDG_CACHE_HOME", "/x"}}).folder == "/c");
  CHECK(place_with({{"XDG_CACHE_HOME", "/x"}, {"HOME", "/h"}}).folder == "/x/shipit");
  CHECK(place_with({{"XDG_CACHE_HOME", "relative"}, {"HOME", "/h"}}).folder == "/h/.cache/shipit");
  CHECK(place_with({{"HOME", "/h"}}).bound == 5'000'000'000);
  CHECK(place_with({}).folder.empty());
  CHECK(place_with({}).bound == 0);
  CHECK(place_with({{"HOME", "/h"}, {"SHIPIT_CACHE_SIZE", "0"}}).bound == 0);
  CHECK(refusal([] {
          place_with({{"SHIPIT_CACHE_DIR", "c"}});
        }) ==
        "SHIPIT_CACHE_DIR is 'c', which is not an absolute path\n"
        "give the whole path: builds run in many folders");
}

TEST_CASE("cache place: sizes") {
  CHECK(read_cache_size("7") == 7);
  CHECK(read_cache_size("500M") == 500'000'000);
  CHECK(read_cache_size("2T") == 2'000'000'000'000);
  for (const char* wrong :
       {"", "M", "-1", "5GB", "5g", "1.5G", "99999999999999999999", "99999999999T"})
    CHECK(refusal([&] { read_cache_size(wrong); }) ==
          "SHIPIT_CACHE_SIZE is '" + std::string(wrong) +
              "', which is not a size\nwrite it like 500M or 5G; 0 keeps nothing");
}
