// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>

namespace shipit {

// The Error for something that is neither file, folder nor symlink: no package can hold it.
// `origin` follows "it is "; empty when it isn't known.
[[noreturn]] void fail_special(const Path& path, const std::string& origin);

// Refuses by fail_special() what can block or feed a copy for ever, a FIFO or a device, at `path`
// or below it. A path that isn't there is fine.
void refuse_endless(const Path& path, const std::string& origin);

}  // namespace shipit
