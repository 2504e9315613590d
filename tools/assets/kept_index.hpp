// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/content_facts.hpp>
#include <assets/held_bytes.hpp>
#include <assets/index.hpp>
#include <assets/scan.hpp>
#include <atomic>
#include <base/lock.hpp>
#include <base/value_store.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

enum class Ask { plainness, nothing };

// Where the index of an output folder lies.
Path index_of(const Path& output);

// What it says at present, without the lock; nothing when it can't be read.
Index index_beside(const Path& output);

// The index beside an output folder for the time of one build, and the lock on both. What it knows
// of a file is believed when size, times and inode are as they were, and the file was not changed
// within a tick of the file system's clock of the build that looked at it.
class KeptIndex {
 public:
  // Waits for another build of the same folder. `output`: absolute, without '/' at its end.
  explicit KeptIndex(const Path& output);

  const std::optional<KeptBuild>& last_build() const { return before_.last_build; }

  // Before facts(): where the last build left nothing, another one of the same files may have left
  // what it found out in the cache; keep() leaves it there.
  void share(const SourceTree& tree, ValueStore* cache);

  // Of a source, which is only read when it is not known; `ask` whether plainness is of interest.
  // May be called from several threads; what is returned stays until more is asked of the file.
  const SourceFacts& facts(const std::string& file, Language language, Ask ask = Ask::nothing);

  // Whether all sources and outputs that the last build knew are as they were.
  bool look();

  // Of what was read for facts().
  const HeldBytes& held() const { return held_; }
  // The bytes of a source that facts() was asked for in that language, if they still have this
  // digest.
  std::optional<std::string> read(const std::string& file, Language language,
                                  std::string_view sha256);

  // Outputs go by their absolute paths. Whether one is there and untouched since a build, or this
  // one, said that it holds this. May be called from several threads, as note() may.
  bool holds(const std::string& output, std::string_view identity);
  // The same, and when it was changed last.
  std::optional<std::int64_t> time_of(const std::string& output, std::string_view identity);
  // An output that has just been written, or was compared.
  void note(const std::string& output, std::string_view identity);
  // The same of one that has this stamp.
  void note(std::string output, const Stamp& stamp, std::string_view identity);

  // Whether an input is sure not to have changed since this build began.
  bool is_settled(const Sight& sight) const { return sight.stamp.ctime < begun_; }

  // The outputs that were noted or held what they should.
  std::vector<std::string_view> outputs() const { return outputs_.names(); }

  // Leaves what this build knows, but for sources that may have changed since it began, and with
  // one of these not `last_build` either. Returns when what happens from then on can be told from
  // what happened before.
  void keep(std::optional<KeptBuild> last_build);

 private:
  struct Question {
    Language language;
    Ask ask;
  };

  // Of the file or, when they are there, of its bytes.
  SourceFacts find_out(const std::string& file, std::optional<std::string> bytes,
                       const Question& question);
  SourceFacts find_out_of_data(const std::string& file);
  void pass_on(const KnownList<KnownSource>& sources) const;

  Path file_;
  Path mark_;
  FileLock lock_;
  std::string tool_;
  Index before_;
  bool is_new_;
  KnownFiles<KnownSource> sources_;
  KnownFiles<KnownOutput> outputs_;
  std::int64_t begun_ = 0;
  HeldBytes held_;
  ValueStore* cache_ = nullptr;  // where contents_ came from; nullptr: nobody asked
  std::string cache_key_;
  std::optional<ContentFacts> contents_;
  std::atomic<std::size_t> found_out_ = 0;  // that contents_ didn't know
};

}  // namespace shipit
