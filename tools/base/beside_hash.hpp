// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/hash.hpp>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

namespace shipit {

// A running SHA-256 that is computed on a thread of its own, beside whoever adds to it.
class BesideHash {
 public:
  BesideHash();
  ~BesideHash();
  BesideHash(const BesideHash&) = delete;
  BesideHash& operator=(const BesideHash&) = delete;

  // Waits while more than some MiB are still to be looked at.
  void add(std::string bytes);
  // The raw digest; the object is spent afterwards.
  std::string finish();

 private:
  void labour();

  Hash hash_{HashKind::sha256};
  std::mutex guard_;
  std::condition_variable changed_;
  std::deque<std::string> waiting_;
  std::size_t bytes_ = 0;  // of those, and of the one that is being looked at
  std::exception_ptr failure_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace shipit
