// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <version/version.hpp>

namespace shipit {

// How generated C and C++ is called, and how its files find each other.
struct CodeNames {
  std::string name_space{};  // "a" or "a::b"; C's names begin a_b_, macros A_B_
  std::string header{};      // the C++ header as a source includes it; empty: there is none
  std::string c_header{};    // the C header likewise
};

// C++17 and C99 headers. Only what changes with a tag (under NEXT also with the first commit after
// one): their users are not recompiled by commits.
std::string render_header(const Version& version, const CodeNames& names);
std::string render_c_header(const Version& version, const CodeNames& names);

// The functions that the headers declare: a C++ source for either or both, a C source for the one.
std::string render_source(const Version& version, const CodeNames& names);
std::string render_c_source(const Version& version, const CodeNames& names);

std::string render_python(const Version& version);

enum class ModuleKind { es, commonjs };
std::string render_javascript(const Version& version, ModuleKind kind);

enum class ResourceKind { app, dll };

// What a Windows resource says besides the version; an empty text is left out.
struct ResourceTexts {
  ResourceKind kind = ResourceKind::app;
  std::string product{};
  std::string company{};
  std::string description{};
  std::string copyright{};
  std::string file_name{};  // "hello.exe"
};

// A VERSIONINFO resource, <https://learn.microsoft.com/windows/win32/menurc/versioninfo-resource>.
std::string render_resource(const Version& version, const ResourceTexts& texts);

// The full version and a line end.
std::string render_text(const Version& version);

// set() lines for CMake: <prefix>_VERSION… as documented in ShipItVersion.cmake.
std::string render_cmake(const Version& version, const std::string& prefix);

}  // namespace shipit
