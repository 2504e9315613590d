// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace shipit {

// From now on, what is freed stays in the process: the kernel would clear each page again, which
// costs as much as to fill it.
void keep_freed_memory();

// Asks the kernel for as many bytes at once as are going to be needed soon: page by page they cost
// several times as much, most of all in a virtual machine. Where it doesn't want to, nothing is
// lost.
void get_memory(std::size_t bytes);

}  // namespace shipit
