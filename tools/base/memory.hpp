// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace shipit {

// For a command that is going to use much memory, at its beginning. What is freed stays in the
// process, for the kernel would clear each page again; and the heap is of huge pages where the
// kernel has them (transparent_hugepage other than "never"): the many small ones cost up to a third
// of a build's time in a virtual machine. Takes no memory by itself.
void expect_much_memory();

// The same for the heap of another thread, at its beginning; nothing where no much is expected.
void join_expecting_memory();

}  // namespace shipit
