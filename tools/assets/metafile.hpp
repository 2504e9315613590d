// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/esbuild.hpp>
#include <base/json.hpp>

namespace shipit {

// What esbuild's metafile says about the run of `job`. An Error when it makes no sense.
Bundling read_metafile(const Json& metafile, const EsbuildJob& job);

}  // namespace shipit
