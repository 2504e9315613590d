// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace shipit {

// Who wants an entry, to follow "one is ": "'a.ini', from install(FILES) in …". To find that out
// costs more than all else that an entry is, and only errors tell it: it is found out when asked.
class EntryOrigin {
 public:
  using Teller = std::function<std::string(const std::string& path)>;

  EntryOrigin() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): most know it
  EntryOrigin(std::string text) : text_(std::move(text)) {}
  EntryOrigin(std::shared_ptr<const Teller> teller, std::string path)
      : text_(std::move(path)), teller_(std::move(teller)) {}

  // Empty when nobody knows.
  std::string text() const { return teller_ ? (*teller_)(text_) : text_; }

 private:
  std::string text_;  // what the teller is to be asked, where there is one
  std::shared_ptr<const Teller> teller_;
};

}  // namespace shipit
