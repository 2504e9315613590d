// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/stamp.hpp>
#include <bundle/entry.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace shipit {

// What was split off a stripped file for debuggers.
struct DebugRecord {
  std::string build_id;  // in hexadecimal
  Stamp stamp;
  Facts facts{};
};

// A staged file of which is known what it was copied from.
struct StagedFile {
  std::string source;  // what the install() rule names
  Stamp from;          // of `source`, before it was copied
  Stamp staged;        // of the copy; its ctime means nothing, for CMake sets the mode at every run
  std::optional<Stamp> stripped{};  // of the copy without symbols, where there is one
  Facts facts{};                    // of what is packaged: the stripped copy, where there is one
  std::optional<DebugRecord> debug{};
};

// What a stage holds, to be believed by the next run as far as the stamps bear it out.
struct StageRecord {
  std::string rules;                        // a digest of all that decides what is installed
  std::map<std::string, StagedFile> files;  // by their path in the stage
};

std::string render_stage_record(const StageRecord& record);

// nullopt when `text` is not such a record, or not a whole one.
std::optional<StageRecord> parse_stage_record(std::string_view text);

}  // namespace shipit
