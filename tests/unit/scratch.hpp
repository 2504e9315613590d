// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/error.hpp>
#include <base/files.hpp>
#include <base/process.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

// A folder of its own for a test case, gone at its end.
class Scratch {
 public:
  Scratch() : folder_(std::filesystem::temp_directory_path()) {}

  shipit::Path operator/(const std::string& name) const { return folder_.path() / name; }
  const shipit::Path& path() const { return folder_.path(); }
  void write(const std::string& name, const std::string& content) const {
    shipit::write_file(folder_.path() / name, content);
  }

 private:
  shipit::TemporaryFolder folder_;
};

// The Error that `act` throws, as one text: message, notes and help on lines of their own.
template <typename Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const shipit::Error& error) {
    std::string text = error.message();
    for (const std::string& note : error.notes()) text += "\n" + note;
    return text + "\n" + error.help();
  }
  FAIL("nothing was refused");
  return "";
}
