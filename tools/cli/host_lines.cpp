// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cli/host_lines.hpp>
#include <iostream>

namespace shipit {
namespace {

constexpr std::chrono::seconds host_patience{4};

// To the line's begin, and erase it (ECMA-48, EL).
constexpr const char* erase = "\r\x1b[K";

}  // namespace

HostLines::HostLines() : terminal_(isatty(STDERR_FILENO) == 1) {}

void HostLines::show(const std::string& host, const std::string& kind, const std::string& text) {
  if (kind == "wait") return wait(host + ": waiting: " + text);
  if (waiting_ && terminal_) std::cerr << erase;
  waiting_ = told_ = false;
  if (kind == "connecting" && terminal_) std::cerr << host << ": connecting\n";
  if (kind == "step" || kind == "note") std::cerr << host << ": " << text << "\n";
  if (kind == "log") std::cerr << host << ": | " << text << "\n";
  std::cerr << std::flush;
}

void HostLines::wait(const std::string& line) {
  const auto now = std::chrono::steady_clock::now();
  if (!waiting_) since_ = now;
  waiting_ = true;
  if (terminal_) std::cerr << erase << line << std::flush;
  if (terminal_ || told_ || now - since_ < host_patience) return;
  std::cerr << line << "\n" << std::flush;
  told_ = true;
}

}  // namespace shipit
