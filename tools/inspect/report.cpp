// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/number.hpp>
#include <inspect/printable.hpp>
#include <inspect/report.hpp>
#include <release/service_json.hpp>
#include <release/utc_time.hpp>

namespace shipit {
namespace {

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.insert(0, width - text.size(), ' ');
  return text;
}

bool is_privileged(const InspectedEntry& entry) {
  constexpr mode_t set_ids = 06000;
  return entry.kind == MemberKind::file && (entry.mode & set_ids) != 0;
}

// "0755      1.2 kB  bin/hello"
std::string entry_line(const InspectedEntry& entry) {
  const std::string path = printable(entry.path);
  switch (entry.kind) {
    case MemberKind::folder:
      return octal(entry.mode, 4) + padded("", 12) + path + "/\n";
    case MemberKind::symlink:
      return padded("", 16) + path + " -> " + printable(entry.target) + "\n";
    case MemberKind::other:
      return octal(entry.mode, 4) + padded("", 12) + path + "  (neither file nor folder)\n";
    default:
      return octal(entry.mode, 4) + padded(readable_size(entry.size), 10) + "  " + path +
             (entry.conffile ? "  (conffile)" : "") +
             (is_privileged(entry) ? "  (setuid or setgid)" : "") + "\n";
  }
}

std::string list_of(const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string text = title + ":\n";
  for (const std::string& item : items) text += "  " + printable(item) + "\n";
  return text;
}

std::string title(const Inspected& found) {
  std::string text = printable(found.name);
  text += found.version.empty() ? " (its version is not known)" : " " + printable(found.version);
  text += ", " + found.kind;
  if (found.packed != 0) text += " of " + readable_size(found.packed);
  return text + "\n";
}

std::string identity(const Release& release) {
  const Version& version = release.version;
  std::string text = "  for " + printable(release.system) + " " + printable(release.architecture);
  if (!release.cpu_level.empty()) text += ", " + printable(release.cpu_level);
  if (!release.build_type.empty()) text += ", " + printable(release.build_type);
  text += "\n";
  if (!version.tag.empty()) text += "  tag " + printable(version.tag) + "\n";
  if (!version.commit.empty())
    text += "  commit " + printable(version.commit) + (version.dirty ? ", with edits" : "") + "\n";
  if (version.epoch != 0) text += "  of " + utc_time(version.epoch) + "\n";
  return text;
}

std::string environment(const std::string& name, const Environment& place) {
  std::string text = "environment " + printable(name) + ":\n  installs the " +
                     std::string(to_text(place.install.method)) + ", in " + place.install.root +
                     ", keeps " + std::to_string(place.install.keep_releases) + "\n";
  if (place.install.pre_switch)
    text += "  before the switch runs " + to_text(*place.install.pre_switch) + "\n";
  for (const Host& host : place.hosts) text += "  host " + printable(to_text(host)) + "\n";
  if (!place.url.empty()) text += "  url " + printable(place.url) + "\n";
  for (const ReleasedFile& config : place.configs)
    text += "  config " + printable(config.path) + "\n";
  for (const std::string& secret : place.required_secrets)
    text += "  needs the secret " + printable(secret) + "\n";
  return text;
}

std::string service(const Service& one) {
  std::string text = "service " + printable(one.name) + ": " + printable(one.unit);
  if (is_socket_activated(one)) text += ", socket activated";
  if (!one.user.empty()) text += ", as " + printable(one.user);
  if (one.port) text += ", " + local_origin(*one.port) + printable(one.health_path);
  return text + "\n";
}

std::string count_of(std::size_t files) {
  return std::to_string(files) + (files == 1 ? " file, " : " files, ");
}

// What is known of an artifact by reading it.
std::string package_text(const std::vector<InspectedPackage>& packages, const std::string& name) {
  for (const InspectedPackage& one : packages)
    if (one.name == name) {
      if (!one.is_there) return ": it is not here";
      if (!one.components) return ": " + count_of(one.files) + readable_size(one.bytes);
      return ": names " + std::to_string(*one.components) +
             (*one.components == 1 ? " component" : " components");
    }
  return "";
}

std::string packages(const std::string& title, const PackageVersions& all) {
  std::string text;
  for (const PackageVersion& one : all)
    text += (text.empty() ? title + ": " : ", ") + printable(one.name) +
            (one.version.empty() ? "" : " " + printable(one.version));
  return text.empty() ? "" : text + "\n";
}

std::string release_text(const Inspected& found) {
  const Release& release = *found.release;
  std::string text = identity(release);
  for (const Artifact& artifact : release.artifacts)
    text += padded(readable_size(artifact.size), 10) + "  " + printable(artifact.name) +
            package_text(found.packages, artifact.name) + "\n";
  for (const BundledLibrary& library : release.bundled)
    text += "bundled: " + printable(library.file.path) + "\n";
  text += packages("built with", release.built_with) + packages("from npm", release.npm);
  for (const Service& one : release.services) text += service(one);
  for (const ReleasedSite& site : release.sites)
    text += "site of nginx's " + printable(site.name) + ": " + printable(site.file.path) + "\n";
  for (const auto& [name, place] : release.environments) text += environment(name, place);
  for (const PrivilegedFile& file : release.privileged)
    text += "setuid or setgid: " + printable(file.path) + "\n";
  return text;
}

std::string bom_text(const Inspected& found) {
  const InspectedBom& bom = *found.bom;
  std::string text = "  " + printable(bom.format);
  if (!bom.time.empty()) text += ", of " + printable(bom.time);
  text += "\n";
  if (!bom.purl.empty()) text += "  purl " + printable(bom.purl) + "\n";
  if (!bom.licence.empty()) text += "  licence " + printable(bom.licence) + "\n";
  return text +
         (found.depends.empty() ? "it names no components\n" : list_of("names", found.depends));
}

std::string contents(const Inspected& found) {
  if (!found.knows_contents) return "contents: not known without its tree.json\n";
  std::uint64_t bytes = 0;
  std::size_t files = 0;
  std::string rows;
  for (const auto& [path, entry] : found.entries) {
    rows += "  " + entry_line(entry);
    bytes += entry.size;
    files += entry.kind == MemberKind::file ? 1 : 0;
  }
  return "contents: " + count_of(files) + readable_size(bytes) + "\n" + rows;
}

std::string change_line(const InspectedEntry& before, const InspectedEntry& after) {
  std::string text = "  * " + printable(after.path);
  if (before.kind != after.kind) return text + ": was of another kind\n";
  if (before.target != after.target)
    return text + ": -> " + printable(after.target) + ", was -> " + printable(before.target) + "\n";
  if (before.sha256 != after.sha256)
    text += ": " + readable_size(before.size) + " -> " + readable_size(after.size);
  if (before.mode != after.mode)
    text += ", mode " + octal(before.mode, 4) + " -> " + octal(after.mode, 4);
  return text + "\n";
}

}  // namespace

std::string report(const Inspected& found) {
  std::string text = title(found);
  if (found.bom) return text + bom_text(found);
  for (const char* field : {"Architecture", "Maintainer", "Description"})
    if (const auto value = found.fields.find(field); value != found.fields.end())
      text += std::string("  ") + field + ": " +
              printable(value->second.substr(0, value->second.find('\n'))) + "\n";
  if (found.release) text += release_text(found);
  text += list_of("depends on", found.depends);
  text += list_of("control files", found.control_files);
  return text + contents(found);
}

std::string report(const Difference& found) {
  const auto& [before, after] = found.version;
  std::string text = "version: ";
  if (before.empty() || after.empty())
    text += "not known of both\n";
  else if (before == after)
    text += printable(after) + ", the same\n";
  else
    text += printable(before) + " -> " + printable(after) + "\n";
  for (const std::string& relation : found.new_depends)
    text += "  + depends on " + printable(relation) + "\n";
  for (const std::string& relation : found.old_depends)
    text += "  - depends on " + printable(relation) + "\n";
  if (!found.knows_contents) return text + "contents: not known of both\n";
  text += "contents: " + std::to_string(found.added.size()) + " added, " +
          std::to_string(found.removed.size()) + " removed, " +
          std::to_string(found.changed.size()) + " changed\n";
  for (const InspectedEntry& entry : found.added) text += "  + " + entry_line(entry);
  for (const InspectedEntry& entry : found.removed) text += "  - " + entry_line(entry);
  for (const auto& [old, entry] : found.changed) text += change_line(old, entry);
  return text;
}

}  // namespace shipit
