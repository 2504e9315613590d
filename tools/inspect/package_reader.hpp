// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <inspect/inspected.hpp>

namespace shipit {

// A .tar.zst, or a tar otherwise compressed, with the one top folder that ShipIt's have.
Inspected inspect_archive(const Path& file);

// A Debian binary package (deb(5)).
Inspected inspect_deb(const Path& file);

// The bytes of a file as a source; the file has to be there as long as the source is.
ArchiveSource file_source(const Path& file);

}  // namespace shipit
