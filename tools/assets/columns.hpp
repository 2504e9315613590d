// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace shipit {

struct Replacement;

// Where the columns of a text's lines go when parts of it are replaced. Lines and columns count
// from 0, columns in UTF-16 code units, as source maps have them; of a text that is not UTF-8, in
// bytes.
class Columns {
 public:
  Columns(std::string_view text, const std::vector<Replacement>& replacements);

  // Whether nothing moves.
  bool is_still() const { return lines_.empty(); }
  long long moved(std::size_t line, long long column) const;

 private:
  struct Edit {
    long long begin;
    long long end;
    long long shift;  // of what follows on the line, with that of the edits before
  };

  std::map<std::size_t, std::vector<Edit>> lines_;
};

}  // namespace shipit
