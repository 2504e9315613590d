// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/error.hpp>
#include <base/text.hpp>
#include <deb/check.hpp>

namespace shipit {
namespace {

bool is_lower_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }

bool only(std::string_view text, bool (*kind)(char), std::string_view others) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return kind(c) || others.find(c) != std::string_view::npos; });
}

bool is_package_name(std::string_view name) {
  return name.size() >= 2 && is_lower_alnum(name[0]) && only(name, is_lower_alnum, "+-.");
}

bool is_version(std::string_view version) {
  const std::size_t colon = version.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view epoch = version.substr(0, colon);
    // An epoch must fit in an int.
    if (epoch.empty() || epoch.size() > 9 || !only(epoch, is_digit, "")) return false;
    version.remove_prefix(colon + 1);
  }
  const std::size_t dash = version.rfind('-');
  if (dash != std::string_view::npos) {
    const std::string_view revision = version.substr(dash + 1);
    if (revision.empty() || !only(revision, is_alnum, "+.~")) return false;
    version = version.substr(0, dash);
  }
  return !version.empty() && is_digit(version[0]) && only(version, is_alnum, "+.~-");
}

bool is_mail(std::string_view mail) {
  const std::size_t at = mail.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < mail.size() &&
         mail.find_first_of(" \t<>,", 0) == std::string_view::npos;
}

}  // namespace

std::string nearest_package_name(std::string_view name) {
  std::string legal;
  for (const char c : to_lower(name)) {
    const bool fits = is_lower_alnum(c) || c == '+' || c == '-' || c == '.';
    const char next = fits ? c : '-';
    if (legal.empty() && !is_lower_alnum(next)) continue;
    if (next == '-' && legal.ends_with('-')) continue;
    legal += next;
  }
  while (legal.ends_with('-') || legal.ends_with('.')) legal.pop_back();
  return is_package_name(legal) ? legal : std::string();
}

void check_package_name(const std::string& name) {
  if (is_package_name(name)) return;
  const std::string nearest = nearest_package_name(name);
  throw Error("Debian does not allow a package to be called " + quote(name))
      .note(
          "a name has at least two of a-z, 0-9, '+', '-' and '.', and begins with a letter or "
          "digit")
      .help(nearest.empty() ? "give the package a name of its own" : "call it " + quote(nearest));
}

void check_version(const std::string& version) {
  if (is_version(version)) return;
  throw Error("Debian does not allow the version " + quote(version))
      .note("a version begins with a digit and has only letters, digits and '.', '+', '~', '-'")
      .help("write it like '1.2.3' or '1.2.3~rc1-1'");
}

void check_architecture(const std::string& architecture) {
  if (!architecture.empty() && only(architecture, is_lower_alnum, "-") && architecture[0] != '-')
    return;
  throw Error("Debian knows no architecture " + quote(architecture))
      .help("name it as `dpkg --print-architecture` does, or 'all'");
}

void check_maintainer(const std::string& maintainer) {
  check_line("Maintainer", maintainer);
  const std::size_t open = maintainer.rfind('<');
  const bool framed = open != std::string::npos && maintainer.ends_with('>');
  if (framed && !trim(maintainer.substr(0, open)).empty() &&
      is_mail(std::string_view(maintainer).substr(open + 1, maintainer.size() - open - 2)))
    return;
  throw Error("the contact " + quote(maintainer) + " is not a name with a mail address")
      .help("write it as 'Jane Doe <jane@example.org>'");
}

void check_line(std::string_view field, const std::string& value) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (is_utf8(value) && std::none_of(value.begin(), value.end(), control)) return;
  throw Error("the package's " + std::string(field) + " is not one line of UTF-8: " + quote(value))
      .help("leave out line breaks and control characters");
}

void check_word(std::string_view field, const std::string& value) {
  check_line(field, value);
  if (!value.empty() && value.find(' ') == std::string::npos) return;
  throw Error("the package's " + std::string(field) + " is not one word: " + quote(value))
      .help("give it one word");
}

}  // namespace shipit
