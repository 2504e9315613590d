// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <system_error>

namespace shipit {
namespace {

[[noreturn]] void fail(const Command& command, int code) {
  throw Error("cannot run " + quote(command.words.at(0)) + ": " +
              std::generic_category().message(code));
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  explicit Pipe(const Command& command) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(command, errno);
    read_end = ends[0];
    write_end = ends[1];
  }
  ~Pipe() {
    close_end(read_end);
    close_end(write_end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string name(text.substr(0, text.find('=')));
    const bool taken =
        std::find(command.without.begin(), command.without.end(), name) != command.without.end();
    if (!taken && !command.extra.contains(name)) variables.emplace_back(text);
  }
  for (const auto& [name, value] : command.extra) variables.push_back(name + "=" + value);
  return variables;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

struct Image {
  char* const* words;
  char* const* environment;
  const char* folder;
};

// In the child, between fork and exec: only async-signal-safe calls.
[[noreturn]] void become(const Image& image, int out, int err, int report) {
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(null, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  if (image.folder == nullptr || chdir(image.folder) == 0)
    execvpe(image.words[0], image.words, image.environment);
  const int code = errno;
  [[maybe_unused]] const ssize_t told = write(report, &code, sizeof code);
  _exit(127);
}

void gather(Pipe& out, Pipe& err, Outcome& outcome) {
  std::array<pollfd, 2> ends{pollfd{out.read_end, POLLIN, 0}, pollfd{err.read_end, POLLIN, 0}};
  std::array<std::string*, 2> texts{&outcome.out, &outcome.err};
  std::array<char, 65536> buffer{};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      const ssize_t count = read(ends[i].fd, buffer.data(), buffer.size());
      if (count > 0)
        texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
      else if (count == 0 || errno != EINTR)
        ends[i].fd = -1;
    }
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

std::optional<Outcome> try_run(const Command& command) {
  const std::vector<char*> words = pointers_to(command.words);
  const std::vector<std::string> variables = environment_of(command);
  const std::vector<char*> environment = pointers_to(variables);

  Pipe out(command);
  Pipe err(command);
  Pipe report(command);
  const pid_t child = fork();
  if (child < 0) fail(command, errno);
  if (child == 0)
    become({words.data(), environment.data(), command.folder ? command.folder->c_str() : nullptr},
           out.write_end, err.write_end, report.write_end);
  for (Pipe* pipe : {&out, &err, &report}) Pipe::close_end(pipe->write_end);

  int code = 0;
  const bool refused = read(report.read_end, &code, sizeof code) == sizeof code;
  Outcome outcome;
  gather(out, err, outcome);
  outcome.status = wait_for(child);
  if (refused && code == ENOENT && (!command.folder || std::filesystem::exists(*command.folder)))
    return std::nullopt;
  if (refused) fail(command, code);
  return outcome;
}

Outcome run(const Command& command) {
  std::optional<Outcome> outcome = try_run(command);
  if (!outcome) throw Error("cannot run " + quote(command.words.at(0)) + ": no such program");
  return *std::move(outcome);
}

std::string to_text(const Command& command) {
  std::string text;
  for (const std::string& word : command.words) {
    const bool plain =
        !word.empty() && word.find_first_of(" \t\n'\"\\$`;&|<>()*?[]{}~#!") == std::string::npos;
    if (!text.empty()) text += ' ';
    text += plain ? word : "'" + replace_all(word, "'", "'\\''") + "'";
  }
  return text;
}

}  // namespace shipit
