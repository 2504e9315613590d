// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <release/document_part.hpp>

namespace shipit {

void DocumentPart::fail(std::string_view why) const {
  const std::string what = place_.empty() ? "the document" : quote(place_);
  throw Error(what + " " + std::string(why) + " in " + quote(origin_));
}

bool DocumentPart::has(const char* key) const {
  return json_->is_object() && json_->contains(key) && !json_->at(key).is_null();
}

DocumentPart DocumentPart::at(const char* key) const {
  if (!json_->is_object()) fail("is no object");
  DocumentPart part = *this;
  part.place_ += (place_.empty() ? "" : ".") + std::string(key);
  if (!has(key)) part.fail("is missing");
  part.json_ = &json_->at(key);
  return part;
}

std::vector<DocumentPart> DocumentPart::items(const char* key) const {
  const DocumentPart array = at(key);
  if (!array.json_->is_array()) array.fail("is no array");
  std::vector<DocumentPart> parts;
  for (const Json& item : *array.json_) {
    DocumentPart part = array;
    part.place_ += "[" + std::to_string(parts.size()) + "]";
    part.json_ = &item;
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<std::pair<std::string, DocumentPart>> DocumentPart::members(const char* key) const {
  const DocumentPart object = at(key);
  if (!object.json_->is_object()) object.fail("is no object");
  std::vector<std::pair<std::string, DocumentPart>> parts;
  for (const auto& [name, value] : object.json_->items()) {
    DocumentPart part = object;
    part.place_ += "." + name;
    part.json_ = &value;
    parts.emplace_back(name, std::move(part));
  }
  return parts;
}

std::string DocumentPart::text() const {
  if (!json_->is_string()) fail("is no text");
  std::string text = json_->get<std::string>();
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (std::ranges::any_of(text, is_control)) fail("holds a control character");
  return text;
}

std::string DocumentPart::text_or(const char* key, const char* otherwise) const {
  return has(key) ? text(key) : otherwise;
}

bool DocumentPart::truth(const char* key) const {
  const DocumentPart part = at(key);
  if (!part.json_->is_boolean()) part.fail("is neither true nor false");
  return part.json_->get<bool>();
}

unsigned DocumentPart::number(const char* key, NumberRange range) const {
  const DocumentPart part = at(key);
  const std::uint64_t number = size(key);
  if (number < range.least || number > range.most)
    part.fail("is not from " + std::to_string(range.least) + " to " + std::to_string(range.most));
  return static_cast<unsigned>(number);
}

std::uint64_t DocumentPart::size(const char* key) const {
  const DocumentPart part = at(key);
  if (!part.json_->is_number_unsigned()) part.fail("is not a whole number from 0");
  return part.json_->get<std::uint64_t>();
}

std::string DocumentPart::sha256(const char* key) const {
  constexpr std::size_t digits = 64;
  const std::string text = this->text(key);
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  if (text.size() != digits || !std::ranges::all_of(text, is_hex)) at(key).fail("is no SHA-256");
  return text;
}

std::string DocumentPart::tree_path() const {
  std::string path = text();
  for (const std::string& name : split(path, '/'))
    if (name.empty() || name == "." || name == "..") fail("is no path of the release");
  return path;
}

std::string DocumentPart::file_name(const char* key) const {
  const std::string name = at(key).tree_path();
  if (name.find('/') != std::string::npos || name.front() == '-') at(key).fail("is no file name");
  return name;
}

}  // namespace shipit
