// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace shipit {

// A text that changes when this program, or a library that it runs with, is replaced.
std::string running_program();

}  // namespace shipit
