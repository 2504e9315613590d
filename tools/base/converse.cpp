// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <base/converse.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace shipit {
namespace {

constexpr std::size_t piece_size = 256UL * 1024;

[[noreturn]] void refuse(const Conversation& talk, int code) {
  throw Error("cannot run " + quote(talk.command.words.at(0)) + ": " +
              std::generic_category().message(code));
}

// Two ends that stay with this process and the child respectively.
class Ends {
 public:
  explicit Ends(const Conversation& talk) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0) refuse(talk, errno);
  }
  ~Ends() {
    close_end(ends_[0]);
    close_end(ends_[1]);
  }
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;

  int ours() const { return ends_[0]; }
  int theirs() const { return ends_[1]; }
  void close_ours() { close_end(ends_[0]); }
  void close_theirs() { close_end(ends_[1]); }

 private:
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

// The pieces of a conversation's input, one after the other.
class Feed {
 public:
  explicit Feed(const Conversation& talk) : talk_(talk) {}

  // What is to be sent next; empty at the end.
  std::string_view next() {
    while (rest_.empty() && index_ < talk_.input.size()) load();
    return rest_;
  }
  void took(std::size_t count) { rest_.remove_prefix(count); }

 private:
  void load() {
    if (const auto* text = std::get_if<std::string>(&talk_.input[index_])) {
      rest_ = *text;
      ++index_;
      return;
    }
    const Path& file = std::get<Path>(talk_.input[index_]);
    if (offset_ == 0) size_ = std::filesystem::file_size(file);
    const std::uint64_t end = std::min<std::uint64_t>(size_, offset_ + piece_size);
    buffer_ = read_file(file, ByteRange{offset_, end});
    rest_ = buffer_;
    offset_ = end;
    if (offset_ < size_) return;
    offset_ = 0;
    ++index_;
  }

  const Conversation& talk_;
  std::size_t index_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t size_ = 0;
  std::string buffer_;
  std::string_view rest_;
};

void hand_lines(std::string& text, const Conversation& talk, bool at_end) {
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    talk.heard(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  text.erase(0, begin);
  if (at_end && !text.empty()) talk.heard(text);
}

// One piece to the child. False when nothing more is to be sent.
bool send_some(int end, Feed& feed, std::uint64_t& sent) {
  const std::string_view piece = feed.next();
  if (piece.empty()) return false;
  const ssize_t count = send(end, piece.data(), piece.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  feed.took(static_cast<std::size_t>(count));
  sent += static_cast<std::uint64_t>(count);
  return true;
}

// One piece from the child. False when it has closed that end.
bool hear_some(int end, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t count = recv(end, buffer.data(), buffer.size(), 0);
  if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && errno == EINTR);
}

void talk_until_end(const Conversation& talk, Ends& in, Ends& out, Ends& err, Farewell& farewell) {
  Feed feed(talk);
  std::string said;
  std::array<pollfd, 3> ends{pollfd{in.ours(), POLLOUT, 0}, pollfd{out.ours(), POLLIN, 0},
                             pollfd{err.ours(), POLLIN, 0}};
  while (ends[1].fd >= 0 || ends[2].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) break;
    if (ends[0].fd >= 0 && ends[0].revents != 0 && !send_some(ends[0].fd, feed, farewell.sent)) {
      ends[0].fd = -1;
      in.close_ours();
    }
    if (ends[1].fd >= 0 && ends[1].revents != 0 && !hear_some(ends[1].fd, said)) ends[1].fd = -1;
    if (ends[2].fd >= 0 && ends[2].revents != 0 && !hear_some(ends[2].fd, farewell.err))
      ends[2].fd = -1;
    hand_lines(said, talk, ends[1].fd < 0);
  }
}

}  // namespace

Farewell converse(const Conversation& talk) {
  std::vector<char*> words;
  for (const std::string& word : talk.command.words)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  Ends in(talk);
  Ends out(talk);
  Ends err(talk);
  const pid_t child = fork();
  if (child < 0) refuse(talk, errno);
  if (child == 0) {
    dup2(in.theirs(), STDIN_FILENO);
    dup2(out.theirs(), STDOUT_FILENO);
    dup2(err.theirs(), STDERR_FILENO);
    execvp(words[0], words.data());
    _exit(127);
  }
  for (Ends* ends : {&in, &out, &err}) ends->close_theirs();
  Farewell farewell;
  try {
    talk_until_end(talk, in, out, err, farewell);
  } catch (...) {
    in.close_ours();
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    throw;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  farewell.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (farewell.status == 127 && farewell.err.empty() && farewell.sent == 0) refuse(talk, ENOENT);
  return farewell;
}

}  // namespace shipit
