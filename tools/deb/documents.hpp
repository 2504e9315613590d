// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

struct ChangelogEntry {
  std::string version{};               // as Debian writes it
  std::int64_t epoch = 0;              // seconds since 1970
  std::vector<std::string> changes{};  // one line each; empty: 'Release <version>.'
};

struct ChangelogRequest {
  std::string package;
  std::string maintainer;
  std::vector<ChangelogEntry> entries;  // newest first
};

// A Debian changelog (policy 4.4), its lines wrapped. An entry that is not older than the one above
// it (a commit that was released twice) is left out: lintian calls that an error.
std::string changelog_text(const ChangelogRequest& request);

// 'Tue, 14 Nov 2023 22:13:20 +0000' (RFC 2822, in UTC).
std::string mail_date(std::int64_t epoch);

struct Licence {
  std::string name{};    // by SPDX: 'Apache-2.0'; empty: not known
  std::string text{};    // the project's licence file; empty: it has none
  std::string holder{};  // 'Example Ltd'; empty: not known
};

struct CopyrightRequest {
  std::string package;
  std::string homepage{};
  std::int64_t epoch = 0;  // the year of the copyright, where the licence's text has none
  Licence licence{};
};

// A package's copyright file (policy 12.5): machine-readable (DEP-5) when both name and holder are
// known, else plain. The whole text of a licence that every Debian system has below
// /usr/share/common-licenses is replaced by a word of where it is, as policy asks.
std::string copyright_text(const CopyrightRequest& request);

}  // namespace shipit
