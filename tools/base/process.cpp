// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <base/error.hpp>
#include <base/process.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <csignal>
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

// Readable once the command's limit has passed; without a limit never.
class Timer {
 public:
  explicit Timer(const Command& command) {
    if (!command.limit) return;
    file_ = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    itimerspec when{};
    when.it_value.tv_sec = command.limit->count();
    if (file_ < 0 || timerfd_settime(file_, 0, &when, nullptr) != 0) fail(command, errno);
  }
  ~Timer() {
    if (file_ >= 0) close(file_);
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  int file() const { return file_; }

 private:
  int file_ = -1;
};

// A file without a name that holds the command's input, so that nobody has to feed a pipe.
class Input {
 public:
  explicit Input(const Command& command) {
    if (command.input.empty()) {
      file_ = open("/dev/null", O_RDONLY | O_CLOEXEC);
      return;
    }
    file_ = memfd_create("input", MFD_CLOEXEC);
    std::string_view rest = command.input;
    while (file_ >= 0 && !rest.empty()) {
      const ssize_t count = write(file_, rest.data(), rest.size());
      if (count < 0 && errno != EINTR) fail(command, errno);
      if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
    }
    if (file_ < 0 || lseek(file_, 0, SEEK_SET) != 0) fail(command, errno);
  }
  ~Input() {
    if (file_ >= 0) close(file_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  int file() const { return file_; }

 private:
  int file_ = -1;
};

struct Image {
  char* const* words;
  char* const* environment;
  const char* folder;
  int input;
  bool limited;
};

// In the child, between vfork and exec: only async-signal-safe calls, and nothing of ours is
// changed, but errno.
[[noreturn]] void become(const Image& image, int out, int err, int report) {
  dup2(image.input, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  // What waits in a signalfd of ours is blocked here too.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // A group of its own can be ended as a whole; Ctrl-C no longer reaches it, so it ends with us.
  if (image.limited && (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)) _exit(127);
  if (image.folder == nullptr || chdir(image.folder) == 0)
    execvpe(image.words[0], image.words, image.environment);
  const int code = errno;
  [[maybe_unused]] const ssize_t told = write(report, &code, sizeof code);
  _exit(127);
}

enum class Ending { by_itself, over_limit, stopped };

struct ReadEnds {
  const Pipe& out;
  const Pipe& err;
  int timer;
  int stop;  // -1: nobody stops it
};

Ending gather(const ReadEnds& from, Outcome& outcome) {
  std::array<pollfd, 4> ends{pollfd{from.out.read_end, POLLIN, 0},
                             pollfd{from.err.read_end, POLLIN, 0}, pollfd{from.timer, POLLIN, 0},
                             pollfd{from.stop, POLLIN, 0}};
  std::array<std::string*, 2> texts{&outcome.out, &outcome.err};
  std::array<char, 65536> buffer{};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return Ending::by_itself;
    }
    if (ends[2].revents != 0) return Ending::over_limit;
    if (ends[3].revents != 0) return Ending::stopped;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      const ssize_t count = read(ends[i].fd, buffer.data(), buffer.size());
      if (count > 0)
        texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
      else if (count == 0 || errno != EINTR)
        ends[i].fd = -1;
    }
  }
  return Ending::by_itself;
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
  const Timer timer(command);
  const Input input(command);
  // After a fork(), each page that a thread of ours writes on would have to be copied.
  const pid_t child = vfork();  // NOLINT(clang-analyzer-security.insecureAPI.vfork)
  if (child < 0) fail(command, errno);
  if (child == 0)
    become({words.data(), environment.data(), command.folder ? command.folder->c_str() : nullptr,
            input.file(), command.limit.has_value()},
           out.write_end, err.write_end, report.write_end);
  for (Pipe* pipe : {&out, &err, &report}) Pipe::close_end(pipe->write_end);

  int code = 0;
  const bool refused = read(report.read_end, &code, sizeof code) == sizeof code;
  Outcome outcome;
  const Ending ending = gather({out, err, timer.file(), command.stop.value_or(-1)}, outcome);
  if (ending != Ending::by_itself) kill(-child, SIGKILL);
  outcome.status = wait_for(child);
  if (ending == Ending::over_limit)
    throw Error(quote(command.words.at(0)) + " did not finish within " +
                std::to_string(command.limit->count()) + " seconds");
  if (ending == Ending::stopped) throw Error(quote(command.words.at(0)) + " was stopped");
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
