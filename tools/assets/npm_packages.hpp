// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <base/package_version.hpp>
#include <string>

namespace shipit {

// The folder of the package that a file belongs to: what is below the last "node_modules", and two
// levels below for "@scope/name"; empty when it belongs to none.
Path npm_folder_of(const std::string& file);

// The packages from npm that a build took code or files from, as their package.json has them; of
// one without that the name is the folder's.
PackageVersions npm_packages_of(const Bundling& bundling);

// Where a build leaves them: beside its output folder.
Path npm_packages_file(const Path& output);
void write_npm_packages(const Path& output, const PackageVersions& packages);

// What lies in npm_packages_file(). An Error when it isn't there, or isn't what a build leaves.
PackageVersions read_npm_packages(const Path& file);

}  // namespace shipit
