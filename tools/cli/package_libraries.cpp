// SPDX-License-Identifier: Apache-2.0
#include <base/hash.hpp>
#include <base/json.hpp>
#include <base/sealed.hpp>
#include <base/stamp.hpp>
#include <base/text.hpp>
#include <cli/package_libraries.hpp>
#include <cstdlib>
#include <deb/installed.hpp>
#include <filesystem>
#include <set>

namespace shipit {
namespace {

constexpr std::string_view libraries_heading = "shipit libraries 1\n";

std::map<std::string, std::vector<std::string>> read_known(const Path& record) {
  const std::optional<std::string> text = read_sealed(record);
  if (!text || !text->starts_with(libraries_heading)) return {};
  return parse_json(text->substr(libraries_heading.size()), record.native())
      .get<std::map<std::string, std::vector<std::string>>>();
}

}  // namespace

std::string system_libraries() {
  const char* admin = std::getenv("DPKG_ADMINDIR");
  const Path database = admin == nullptr ? "/var/lib/dpkg" : admin;
  std::set<Path> files{database / "status",        database / "diversions",
                       "/etc/ld.so.cache",         "/etc/ld.so.conf",
                       "/etc/dpkg/shlibs.default", "/etc/dpkg/shlibs.override",
                       "/usr/bin/dpkg-shlibdeps"};
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator("/etc/ld.so.conf.d", none))
    files.insert(file.path());
  std::string text;
  for (const Path& file : files) {
    text += file.native() + " " + to_text(stamp_of(file).value_or(Stamp{})) + "\n";
  }
  for (const char* name : {"PATH", "DPKG_ADMINDIR", "DPKG_ROOT", "DEB_HOST_ARCH",
                           "DEB_TARGET_GNU_TYPE", "DEB_BUILD_GNU_TYPE", "CC"}) {
    const char* value = std::getenv(name);
    text += std::string(value == nullptr ? "" : value) + "\n";
  }
  return text;
}

LibraryRelations::LibraryRelations(Path record)
    : record_(std::move(record)), system_(system_libraries()), known_(read_known(record_)) {}

std::optional<std::string> LibraryRelations::key_of(const LibraryUse& use) const {
  const std::optional<std::string> digest = digest_of(use);
  return digest ? std::optional(sha256_hex(*digest + "\n" + system_)) : std::nullopt;
}

std::vector<std::string> LibraryRelations::of(const LibraryUse& use) {
  const std::optional<std::string> key = key_of(use);
  const auto found = key ? known_.find(*key) : known_.end();
  std::vector<std::string> relations =
      found != known_.end() ? found->second : shared_library_relations(use);
  const std::scoped_lock lock(guard_);
  asked_ = asked_ || found == known_.end();
  answers_.push_back({use, relations});
  return relations;
}

PackageVersions LibraryRelations::versions(const std::string& architecture) {
  std::set<std::string> names;
  for (const Answer& answer : answers_)
    for (const std::string& relation : answer.relations)
      for (const std::string& one : split(relation, '|')) names.insert(related_package(one));
  if (names.empty()) return {};
  std::string question = architecture + "\n" + system_;
  for (const std::string& name : names) question += name + "\n";
  const std::string key = sha256_hex(question);
  PackageVersions versions;
  if (const auto found = known_.find(key); found != known_.end()) {
    for (const std::string& line : found->second)
      versions.insert(
          {.name = line.substr(0, line.find(' ')), .version = line.substr(line.find(' ') + 1)});
  } else {
    versions = installed_versions(names, architecture);
    asked_ = true;
  }
  std::vector<std::string>& kept = versions_[key];
  for (const PackageVersion& one : versions) kept.push_back(one.name + " " + one.version);
  return versions;
}

void LibraryRelations::remember() const {
  if (!asked_) return;
  Json record = versions_;
  for (const Answer& answer : answers_)
    if (const std::optional<std::string> key = key_of(answer.use)) record[*key] = answer.relations;
  write_sealed(record_, std::string(libraries_heading) + to_text(record));
}

}  // namespace shipit
