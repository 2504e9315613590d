// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/sight.hpp>
#include <atomic>
#include <base/brief_mutex.hpp>
#include <base/parallel.hpp>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shipit {

// By name, each once; in the order in which they became known.
template <typename Known>
using KnownList = std::vector<std::pair<std::string, Known>>;

// What is known of files by their names: what the last build left, and what this one finds out. It
// has a `stamp`, and is believed as long as the file has that. All but names() and take() may be
// called from several threads.
template <typename Known>
class KnownFiles {
 public:
  // A name is the file's path after `prefix` bytes.
  KnownFiles(KnownList<Known> before, std::size_t prefix)
      : prefix_(prefix), before_(std::move(before)), states_(before_.size()) {}

  // Looks at every file that the last build knew. Whether all are as they were.
  bool look() {
    constexpr std::size_t portion = 256;
    std::atomic<bool> same{true};
    for_each_index((before_.size() + portion - 1) / portion, [&](std::size_t i) {
      const std::size_t end = std::min((i + 1) * portion, before_.size());
      Looker looker;
      for (std::size_t one = i * portion; one < end; ++one)
        if (look_at(one, looker) == State::other) same = false;
    });
    return same;
  }

  // What is known of a file if that fits; it counts for the next build too then. It stays where it
  // is until take().
  template <typename Fits>
  const Known* find(const std::string& name, const Fits& fits) {
    if (const std::size_t i = place_of(name); i < before_.size()) {
      State state = states_[i];
      if (Looker looker; state == State::unseen) state = look_at(i, looker);
      if (state != State::other && !fits(before_[i].second)) return nullptr;
      if (state == State::same) states_[i].compare_exchange_strong(state, State::used);
      if (state != State::other) return &before_[i].second;
    }
    const std::scoped_lock lock(guard_);
    const auto now = where_now_.find(name);
    return now == where_now_.end() || !fits(now->second->second) ? nullptr : &now->second->second;
  }

  // Makes it known, unless what is known by now fits.
  template <typename Fits>
  const Known& put(std::string name, Known known, const Fits& fits) {
    if (const std::size_t i = place_of(name); i < before_.size()) states_[i] = State::other;
    const std::scoped_lock lock(guard_);
    if (const auto there = where_now_.find(name); there != where_now_.end()) {
      if (!fits(there->second->second)) there->second->second = std::move(known);
      return there->second->second;
    }
    auto& added = now_.emplace_back(std::move(name), std::move(known));
    where_now_.emplace(added.first, &added);
    return added.second;
  }

  // Of all that was found, or put.
  std::vector<std::string_view> names() const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (states_[i] == State::used) names.push_back(before_[i].first);
    for (const auto& [name, known] : now_) names.push_back(name);
    return names;
  }

  // All that was found, or put.
  KnownList<Known> take() {
    KnownList<Known> all;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (states_[i] == State::used) all.push_back(std::move(before_[i]));
    for (auto& one : now_) all.push_back(std::move(one));
    return all;
  }

 private:
  // other: the file has another stamp, or something else became known of it.
  enum class State : char { unseen, same, used, other };

  State look_at(std::size_t i, Looker& looker) {
    const auto& [name, known] = before_[i];
    State unseen = State::unseen;
    const bool same =
        looker.look_at(name.c_str() + prefix_) == Sight{Sight::Kind::file, known.stamp};
    const State state = same ? State::same : State::other;
    return states_[i].compare_exchange_strong(unseen, state) ? state : unseen;
  }

  std::size_t place_of(const std::string& name) {
    std::call_once(listed_, [&] {
      where_before_.reserve(before_.size());
      for (std::size_t i = 0; i < before_.size(); ++i) where_before_.emplace(before_[i].first, i);
    });
    const auto found = where_before_.find(name);
    return found == where_before_.end() ? before_.size() : found->second;
  }

  std::size_t prefix_;
  KnownList<Known> before_;
  std::vector<std::atomic<State>> states_;  // of those before
  std::once_flag listed_;
  std::unordered_map<std::string_view, std::size_t> where_before_;
  BriefMutex guard_;
  std::deque<std::pair<std::string, Known>> now_;
  std::unordered_map<std::string_view, std::pair<std::string, Known>*> where_now_;
};

}  // namespace shipit
