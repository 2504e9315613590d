// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/held_bytes.hpp>
#include <assets/index.hpp>
#include <base/lock.hpp>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace shipit {

enum class Ask { plainness, nothing };

// The index beside an output folder for the time of one build, and the lock on both. What it knows
// of a file is believed when size, times and inode are as they were, and the file was not changed
// within a tick of the file system's clock of the build that looked at it.
class KeptIndex {
 public:
  // Waits for another build of the same folder. `output`: absolute, without '/' at its end.
  explicit KeptIndex(const Path& output);

  const std::optional<KeptBuild>& last_build() const { return before_.last_build; }

  // Of a source, which is only read when it is not known; `ask` whether plainness is of interest.
  // May be called from several threads; what is returned stays until more is asked of the file.
  const SourceFacts& facts(const Path& file, Language language, Ask ask = Ask::nothing);

  // Of what was read for facts().
  const HeldBytes& held() const { return held_; }

  // Outputs go by their absolute paths. Whether one is there and untouched since a build, or this
  // one, said that it holds this. May be called from several threads, as note() may.
  bool holds(const std::string& output, std::string_view identity);
  // An output that has just been written, or was compared.
  void note(const std::string& output, std::string_view identity);
  // The same of one that has this stamp.
  void note(std::string output, const Stamp& stamp, std::string_view identity);
  // Whether this build found or made both, and they have the same time.
  bool have_one_time(const std::string& one, const std::string& other);

  // Whether an input is sure not to have changed since this build began.
  bool is_settled(const Sight& sight) const { return sight.stamp.ctime < begun_; }
  // Whether every source that was asked for is.
  bool all_settled() const { return unsettled_ == 0; }

  // The sources that were asked for, and the outputs that were noted or held what they should.
  Sights sources() const;
  Sights outputs() const;

  // Leaves what this build knows, and returns when what happens from then on can be told from what
  // happened before.
  void keep(std::optional<KeptBuild> last_build);

 private:
  struct Question {
    Language language;
    Ask ask;
  };

  bool is_known(const std::string& key);
  SourceFacts hold_facts(const Path& file, std::string bytes, const Question& question);

  Path file_;
  Path mark_;
  FileLock lock_;
  std::string tool_;
  Index before_;
  std::int64_t begun_ = 0;
  std::mutex guard_;
  Index after_;
  HeldBytes held_;
  std::size_t unsettled_ = 0;
};

}  // namespace shipit
