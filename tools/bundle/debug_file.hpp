// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <string>

namespace shipit {

// Where debuggers look for the debug information of a file by its build id, in hexadecimal, below
// /usr/lib/debug and the like: '.build-id/ab/cdef….debug' (gdb's manual, "Separate Debug Files").
std::string debug_path(const std::string& build_id);

// Who splits debug information off, and of what.
struct DebugSplitter {
  std::string objcopy;  // the program, of GNU's binutils or LLVM's
  std::string path;     // of the file on the host, for messages
};

// Writes the debug information of the ELF file `from`, compressed, to `to`, whole or not at all;
// as dh_strip does. An Error with objcopy's words when it fails, or isn't there.
void split_debug(const DebugSplitter& splitter, const Path& from, const Path& to);

// Notes name and checksum of that file in the stripped file `stripped`; Errors as above.
void name_debug(const DebugSplitter& splitter, const Path& stripped, const Path& debug);

}  // namespace shipit
