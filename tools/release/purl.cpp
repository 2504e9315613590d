// SPDX-License-Identifier: Apache-2.0
#include <base/text.hpp>
#include <release/purl.hpp>

namespace shipit {
namespace {

// ECMA-427, section 5.4: all but letters, digits, '.', '-', '_', '~' and ':'.
std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (is_alnum(c) || std::string_view(".-_~:").find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
  }
  return encoded;
}

std::string with_version(const PackageVersion& package) {
  return package.version.empty() ? "" : "@" + percent_encoded(package.version);
}

}  // namespace

std::string generic_purl(const Release& release) {
  return "pkg:generic/" + percent_encoded(release.name) + "@" +
         percent_encoded(semver(release.version));
}

std::string debian_purl(const std::string& file, const Release& release) {
  const std::size_t last = file.rfind('_') + 1;
  const std::string ending = build_suffix(release) + ".deb";
  const std::string architecture = file.ends_with(ending)
                                       ? file.substr(last, file.size() - ending.size() - last)
                                       : release.architecture;
  return "pkg:deb/" + percent_encoded(file.substr(0, file.find('_'))) + "@" +
         percent_encoded(debian_version(release.version)) +
         "?arch=" + percent_encoded(architecture);
}

std::string distribution_purl(const PackageVersion& package, const Release& release) {
  const std::string& vendor = release.distribution;
  const std::string& codename = release.codename;
  return "pkg:deb/" + percent_encoded(vendor.empty() ? "debian" : to_lower(vendor)) + "/" +
         percent_encoded(package.name) + with_version(package) +
         (codename.empty() ? "" : "?distro=" + percent_encoded(codename));
}

NpmName npm_name(const std::string& name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) return {.scope = "", .rest = name};
  return {.scope = name.substr(0, slash), .rest = name.substr(slash + 1)};
}

std::string npm_purl(const PackageVersion& package) {
  const NpmName name = npm_name(package.name);
  return "pkg:npm/" + (name.scope.empty() ? "" : percent_encoded(name.scope) + "/") +
         percent_encoded(name.rest) + with_version(package);
}

}  // namespace shipit
