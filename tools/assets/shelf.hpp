// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <base/brief_mutex.hpp>
#include <base/files.hpp>
#include <base/stamp.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace shipit {

// A private folder that fills with new files and may become the published one as a whole: so none
// of them needs a temporary name. All have one time, that of its making: a server compares that of
// a file with that of its compressed form. Names are relative to it. All but take_place() may be
// called from several threads.
class Shelf {
 public:
  // Made when missing.
  explicit Shelf(Path folder);
  ~Shelf();
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  const Path& folder() const { return folder_; }

  // Takes the bytes of a file, a piece at a time.
  using Sink = std::function<void(std::string_view)>;

  // A new file of what `fill` gives to its sink, with mode 0644 whatever the umask. Missing folders
  // are made. One that is there already is an Error.
  Stamp add(const std::string& name, const std::function<void(const Sink&)>& fill) const;
  Stamp add(const std::string& name, std::string_view bytes) const;

  // What add() returned; nothing when it was not called.
  std::optional<Stamp> find(const std::string& name) const;

  // Makes the folder be what is at `place`, where nothing is or an empty folder, with all that is
  // in it at once. False when that can't be done, and then nothing is.
  bool take_place(const Path& place) const;

 private:
  Path folder_;
  int descriptor_ = -1;
  timespec time_{};
  mutable BriefMutex guard_;
  mutable std::unordered_map<std::string, Stamp> files_;
};

// Whether a Shelf may take this place.
bool is_vacant(const Path& place);

}  // namespace shipit
