// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/archive_writer.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace shipit {

// A tar file in parts, for those who have its contents in pieces: header, content, padding for
// each member, then the end.
std::string tar_header(const Member& member);

// What follows a content of `size` bytes.
std::string_view tar_padding(std::uint64_t size);

std::string_view tar_end();

}  // namespace shipit
