// SPDX-License-Identifier: Apache-2.0
#include "server.hpp"

#include <httplib.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace myservice {
namespace {

/// Blocks the stopping signals here and in every thread started later, so that one can wait for
/// them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int bind(httplib::Server& server, const std::string& address, int port) {
  // The library's default, SO_REUSEPORT, would let two services share a port without a word.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  if (port == 0) {
    port = server.bind_to_any_port(address);
  } else if (!server.bind_to_port(address, port)) {
    port = -1;
  }
  return port;
}

std::string url_of(const std::string& address, int port) {
  const bool ipv6 = address.find(':') != std::string::npos;
  return "http://" + (ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

/// stop() does nothing before the server runs, so a signal that comes that early has to wait.
void stop_when_running(httplib::Server& server, const std::atomic<bool>& ended) {
  while (!ended && !server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  server.stop();
}

}  // namespace

void serve(httplib::Server& server, const std::string& address, int port) {
  const sigset_t signals = block_stop_signals();
  const int bound = bind(server, address, port);
  if (bound < 0) {
    throw std::runtime_error("cannot listen on " + url_of(address, port) +
                             ": the address is not ours or the port is taken");
  }
  std::cout << "listening on " << url_of(address, bound) << std::endl;

  std::atomic<bool> ended = false;
  std::atomic<bool> served = false;
  std::thread listener([&] {
    served = server.listen_after_bind();
    ended = true;
    kill(getpid(), SIGTERM);  // wakes the wait below where the server ended by itself
  });
  int signal = 0;
  sigwait(&signals, &signal);
  stop_when_running(server, ended);
  listener.join();
  if (!served) throw std::runtime_error("the server ended with an error");
  std::cout << "stopped" << std::endl;
}

}  // namespace myservice
