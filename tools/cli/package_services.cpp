// SPDX-License-Identifier: Apache-2.0
#include <base/error.hpp>
#include <base/text.hpp>
#include <cli/package_services.hpp>
#include <release/stop_timeout.hpp>

namespace shipit {
namespace {

std::optional<ReleasedFile> file_in(const StagedTree& tree, const std::string& path) {
  const Entry* entry = tree.find(path);
  if (entry == nullptr || entry->kind != EntryKind::file) return std::nullopt;
  return ReleasedFile{.path = path, .size = entry->size, .sha256 = {}};
}

// A unit of the archive finds its program by the symlink 'current'; systemd takes no other place.
void check_roots(const Service& service, const std::string& unit, const PackagePlan& plan) {
  for (const auto& [name, place] : plan.places) {
    const std::string current = place.install.root + "/current/";
    if (place.install.method == InstallMethod::archive && unit.find(current) == std::string::npos)
      throw Error("the unit " + quote(service.unit) + " runs nothing in " + quote(current) +
                  ", where the environment " + quote(name) + " has its release")
          .help("leave out ROOT, or give shipit_add_service() a UNIT that does");
  }
}

void check_program(const StagedTree& tree, const Service& service) {
  const std::string path = "bin/" + service.name;
  const Entry* program = tree.find(path);
  if (program == nullptr)
    throw Error("the service " + quote(service.name) + " has no program: " + quote(path) +
                " is not installed")
        .help("install it, or give shipit_add_service() the program's name");
  if (program->kind == EntryKind::file && (program->mode & 0111) == 0)
    throw Error("the service " + quote(service.name) + " could not start: " + quote(path) +
                " is not executable")
        .help("install it by install(PROGRAMS … DESTINATION bin), or install(TARGETS …)");
}

void describe(const PackagePlan& plan, const StagedTree& tree, Service& service) {
  check_program(tree, service);
  const std::string folder = "lib/systemd/system/";
  for (const std::string& name : {service.unit, service.name + ".socket"})
    if (const auto file = file_in(tree, folder + name)) service.units.push_back({name, *file});
  if (service.units.empty() || service.units.front().name != service.unit)
    throw Error("the unit " + quote(folder + service.unit) + " is not installed")
        .help("package its component as well");
  const std::string& unit = text_of(*tree.find(folder + service.unit));
  check_roots(service, unit, plan);
  service.stop_timeout = stop_timeout(unit);
  service.sysusers = file_in(tree, "lib/sysusers.d/" + service.name + ".conf");
  service.tmpfiles = file_in(tree, "lib/tmpfiles.d/" + service.name + ".conf");
}

}  // namespace

void describe_services(const PackagePlan& plan, const StagedTree& tree, Release& release) {
  for (Service& service : release.services) describe(plan, tree, service);
}

}  // namespace shipit
