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
#include <deque>
#include <system_error>
#include <utility>

namespace shipit {
namespace {

constexpr std::size_t piece_size = 256UL * 1024;

[[noreturn]] void refuse(const Conversation& talk, int code) {
  throw Error("cannot run " + quote(talk.command.words.at(0)) + ": " +
              std::generic_category().message(code));
}

// Two ends that stay with this process and the child respectively.
class SocketEnds {
 public:
  explicit SocketEnds(const Conversation& talk) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0) refuse(talk, errno);
  }
  ~SocketEnds() {
    close_end(ends_[0]);
    close_end(ends_[1]);
  }
  SocketEnds(const SocketEnds&) = delete;
  SocketEnds& operator=(const SocketEnds&) = delete;

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

struct Streams {
  explicit Streams(const Conversation& talk) : in(talk), out(talk), err(talk) {}
  SocketEnds in;
  SocketEnds out;
  SocketEnds err;
};

// What is to be sent, one piece after the other.
class Feed {
 public:
  explicit Feed(Feeding input) : input_(input.begin(), input.end()) {}

  void add(Feeding more) {
    for (auto& piece : more) input_.push_back(std::move(piece));
  }
  // What is to be sent next; empty at the end.
  std::string_view next() {
    while (rest_.empty() && !input_.empty()) load();
    return rest_;
  }
  void took(std::size_t count) { rest_.remove_prefix(count); }

 private:
  void load() {
    if (auto* text = std::get_if<std::string>(&input_.front())) {
      buffer_ = std::move(*text);
      rest_ = buffer_;
      input_.pop_front();
      return;
    }
    const Path& file = std::get<Path>(input_.front());
    if (offset_ == 0) size_ = std::filesystem::file_size(file);
    const std::uint64_t end = std::min<std::uint64_t>(size_, offset_ + piece_size);
    buffer_ = read_file(file, ByteRange{offset_, end});
    rest_ = buffer_;
    offset_ = end;
    if (offset_ < size_) return;
    offset_ = 0;
    input_.pop_front();
  }

  std::deque<Feeding::value_type> input_;
  std::uint64_t offset_ = 0;
  std::uint64_t size_ = 0;
  std::string buffer_;
  std::string_view rest_;
};

// Returns the answers to the lines.
Feeding hand_lines(std::string& text, const Conversation& talk, bool at_end) {
  Feeding answers;
  std::size_t begin = 0;
  const auto hand = [&](std::string_view line) {
    talk.heard(line);
    if (!talk.answer) return;
    for (auto& piece : talk.answer(line)) answers.push_back(std::move(piece));
  };
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    hand(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  text.erase(0, begin);
  if (at_end && !text.empty()) hand(std::exchange(text, {}));
  return answers;
}

// One piece to the child. False when it takes no more.
bool send_some(int end, Feed& feed, std::uint64_t& sent) {
  const std::string_view piece = feed.next();
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

void talk_until_end(const Conversation& talk, Streams& streams, Farewell& farewell) {
  Feed feed(talk.input);
  std::string said;
  std::array<pollfd, 3> ends{pollfd{streams.in.ours(), POLLOUT, 0},
                             pollfd{streams.out.ours(), POLLIN, 0},
                             pollfd{streams.err.ours(), POLLIN, 0}};
  const auto close_input = [&] {
    ends[0].fd = -1;
    streams.in.close_ours();
  };
  while (ends[1].fd >= 0 || ends[2].fd >= 0) {
    const bool is_fed = feed.next().empty();
    if (is_fed && !talk.answer) close_input();
    ends[0].events = is_fed ? 0 : POLLOUT;
    if (poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) break;
    if (ends[0].fd >= 0 && ends[0].revents != 0 &&
        (is_fed || !send_some(ends[0].fd, feed, farewell.sent)))
      close_input();
    if (ends[1].fd >= 0 && ends[1].revents != 0 && !hear_some(ends[1].fd, said)) ends[1].fd = -1;
    if (ends[2].fd >= 0 && ends[2].revents != 0 && !hear_some(ends[2].fd, farewell.err))
      ends[2].fd = -1;
    feed.add(hand_lines(said, talk, ends[1].fd < 0));
    if (ends[1].fd < 0) close_input();
  }
}

}  // namespace

Farewell converse(const Conversation& talk) {
  std::vector<char*> words;
  for (const std::string& word : talk.command.words)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  Streams streams(talk);
  const pid_t child = fork();
  if (child < 0) refuse(talk, errno);
  if (child == 0) {
    dup2(streams.in.theirs(), STDIN_FILENO);
    dup2(streams.out.theirs(), STDOUT_FILENO);
    dup2(streams.err.theirs(), STDERR_FILENO);
    execvp(words[0], words.data());
    _exit(127);
  }
  for (SocketEnds* ends : {&streams.in, &streams.out, &streams.err}) ends->close_theirs();
  Farewell farewell;
  try {
    talk_until_end(talk, streams, farewell);
  } catch (...) {
    streams.in.close_ours();
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    throw;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  farewell.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (farewell.status == 127 && farewell.err.empty()) refuse(talk, ENOENT);
  return farewell;
}

}  // namespace shipit
