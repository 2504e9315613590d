// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace shipit {

// by_thread: threads don't wait for one another where they take and free much. one: what one thread
// has freed serves the others, so that there is less of it.
enum class Heaps { by_thread, one };

// For a command that is going to use much memory, at its beginning. What is freed stays in the
// process, for the kernel would clear each page again; and the heap is of huge pages where the
// kernel has them (transparent_hugepage other than "never"): the many small ones cost up to a third
// of a build's time in a virtual machine. Asks for addresses, not for memory; where there are none
// to be had, nothing is lost.
void expect_much_memory(Heaps heaps) noexcept;

// The same for the heap of another thread, at its beginning; nothing where none is expected.
void join_expecting_memory() noexcept;

}  // namespace shipit
