// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// The least and the most that a number may be.
struct NumberRange {
  unsigned least;
  unsigned most;
};

// A value within a document that anybody may have written, and where it stands in it: each Error
// says "'environments.production.hosts[0].port' is missing in 'deploy.json'". Refers to the Json,
// which has to outlive it. A member that is null counts as absent.
class DocumentPart {
 public:
  // The whole document; `origin` is the file to name.
  DocumentPart(const Json& json, std::string origin) : json_(&json), origin_(std::move(origin)) {}

  [[noreturn]] void fail(std::string_view why) const;
  const Json& json() const { return *json_; }

  bool has(const char* key) const;
  DocumentPart at(const char* key) const;
  std::vector<DocumentPart> items(const char* key) const;                            // of an array
  std::vector<std::pair<std::string, DocumentPart>> members(const char* key) const;  // of an object

  std::string text() const;  // one line, without control characters
  std::string text(const char* key) const { return at(key).text(); }
  std::string text_or(const char* key, const char* otherwise) const;
  bool truth(const char* key) const;
  unsigned number(const char* key, NumberRange range) const;
  std::uint64_t size(const char* key) const;
  std::string sha256(const char* key) const;  // 64 lower-case hexadecimal digits

  // A path in the tree: relative, without empty names, '.' and '..'.
  std::string tree_path() const;
  std::string tree_path(const char* key) const { return at(key).tree_path(); }
  // The name of a file beside the document.
  std::string file_name(const char* key) const;

 private:
  const Json* json_;
  std::string origin_;
  std::string place_{};  // 'environments.production'
};

}  // namespace shipit
