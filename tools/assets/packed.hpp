// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shipit {

// Numbers and texts one after another, for files that only ShipIt reads.
class Packer {
 public:
  void number(std::uint64_t value);
  void text(std::string_view value);

  // All of it; and with a digest at the end.
  const std::string& bytes() const { return bytes_; }
  std::string sealed() const;

 private:
  std::string bytes_;
};

// Reads them back in the same order.
class Unpacker {
 public:
  // Of what sealed() returned; anything else is_good() from the start no longer.
  explicit Unpacker(std::string_view sealed);

  // 0 and "" when it is no longer good.
  std::uint64_t number();
  std::string text();
  // The same without a copy, as long as what it reads is there.
  std::string_view view();

  // What reads bytes that came out of view(), which need no digest of their own.
  Unpacker part(std::string_view bytes) const { return {bytes, good_}; }

  // The same of bytes that came out of another's.
  static Unpacker of_part(std::string_view bytes) { return {bytes, true}; }

  // Whether everything asked for was there. `at_end()`: and nothing else is.
  bool is_good() const { return good_; }
  bool at_end() const { return good_ && rest_.empty(); }

 private:
  Unpacker(std::string_view bytes, bool good) : rest_(bytes), good_(good) {}

  std::string_view rest_;
  bool good_ = false;
};

// Paths one after another, of which most begin as the one before.
class PathPacker {
 public:
  void add(Packer& to, std::string_view path);

 private:
  std::string last_;
};

class PathUnpacker {
 public:
  std::string next(Unpacker& from);

 private:
  std::string last_;
};

}  // namespace shipit
