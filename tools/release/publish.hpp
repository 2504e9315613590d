// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <release/release.hpp>
#include <string>
#include <vector>

namespace shipit {

using PublishedNames = std::vector<std::string>;

// Completes a release whose artifacts lie in `made`, or in `output` since an earlier run, with
// deploy.json and SHA256SUMS, and moves it into `output` (on the same file system), artifacts
// first, SHA256SUMS last. It takes the place of the release that is there: files which only that or
// the old SHA256SUMS lists are removed at the end. Releases for other systems, architectures or
// build types that lie there stay: the deploy.json of one becomes '<stem>.deploy.json', and
// SHA256SUMS lists all; a signature of other checksums goes. A file that is there with the same
// bytes keeps its time. Whoever else publishes into `output` meanwhile waits, also for `then`,
// which gets the names of the files.
void publish(const Release& release, const Path& made, const Path& output,
             const std::function<void(const PublishedNames&)>& then = {});

}  // namespace shipit
