// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/error.hpp>
#include <string>

namespace shipit {

// Does `work`, and gives an Error that knows no next step this one.
template <typename Work>
auto with_help(const std::string& help, const Work& work) {
  try {
    return work();
  } catch (const Error& error) {
    if (!error.help().empty()) throw;
    throw Error(error).help(help);
  }
}

}  // namespace shipit
