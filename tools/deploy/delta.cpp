// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/zstd.hpp>
#include <deploy/delta.hpp>
#include <functional>
#include <unordered_map>

namespace shipit {
namespace {

// Where `base` has a chunk; where it has it several times, the places in their order.
class Places {
 public:
  explicit Places(const ChunkList& base) : chunks_(base.chunks) {
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      offsets_.push_back(offset);
      first_.try_emplace(chunks_[i].digest, i);
      offset += chunks_[i].size;
    }
  }

  // The one that follows the chunk that was found last, if it is like that.
  std::optional<std::uint64_t> find(const Chunk& chunk) {
    if (next_ >= chunks_.size() || chunks_[next_] != chunk) {
      const auto found = first_.find(chunk.digest);
      if (found == first_.end() || chunks_[found->second] != chunk) return {};
      next_ = found->second;
    }
    return offsets_[next_++];
  }

 private:
  const std::vector<Chunk>& chunks_;
  std::vector<std::uint64_t> offsets_;
  std::unordered_map<std::uint64_t, std::size_t> first_;
  std::size_t next_ = 0;
};

void add_step(std::vector<DeltaStep>& steps, const DeltaStep& step) {
  const bool goes_on =
      !steps.empty() &&
      (step.offset ? steps.back().offset && *steps.back().offset + steps.back().size == *step.offset
                   : !steps.back().offset);
  if (goes_on)
    steps.back().size += step.size;
  else
    steps.push_back(step);
}

// Below which copies are not worth it, for only so many to be left.
std::uint64_t least_copy(const std::vector<DeltaStep>& steps, std::size_t most_copies) {
  std::vector<std::uint64_t> sizes;
  for (const DeltaStep& step : steps)
    if (step.offset) sizes.push_back(step.size);
  if (sizes.size() <= most_copies) return 0;
  std::ranges::sort(sizes, std::greater<>());
  return sizes[most_copies] + 1;
}

std::string steps_text(const std::vector<DeltaStep>& steps) {
  std::string text;
  for (const DeltaStep& step : steps)
    text += step.offset
                ? "old " + std::to_string(step.size) + " " + std::to_string(*step.offset) + "\n"
                : "new " + std::to_string(step.size) + "\n";
  return text;
}

// Hands on those of the bytes it is given that are new.
class FreshBytes {
 public:
  FreshBytes(const std::vector<DeltaStep>& steps, std::function<void(std::string_view)> sink)
      : step_(steps.begin()), end_(steps.end()), sink_(std::move(sink)) {}

  void take(std::string_view bytes) {
    while (!bytes.empty() && step_ != end_) {
      const auto count =
          static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), step_->size - done_));
      if (!step_->offset) sink_(bytes.substr(0, count));
      bytes.remove_prefix(count);
      done_ += count;
      if (done_ < step_->size) continue;
      ++step_;
      done_ = 0;
    }
  }

 private:
  std::vector<DeltaStep>::const_iterator step_;
  std::vector<DeltaStep>::const_iterator end_;
  std::function<void(std::string_view)> sink_;
  std::uint64_t done_ = 0;
};

}  // namespace

std::vector<DeltaStep> delta_steps(const ChunkList& base, const ChunkList& next,
                                   std::size_t most_copies) {
  Places places(base);
  std::vector<DeltaStep> all;
  for (const Chunk& chunk : next.chunks)
    add_step(all, {.offset = places.find(chunk), .size = chunk.size});
  const std::uint64_t least = least_copy(all, most_copies);
  std::vector<DeltaStep> steps;
  for (const DeltaStep& step : all)
    add_step(steps, step.size < least ? DeltaStep{.size = step.size} : step);
  return steps;
}

Parcel::Parcel(Path package, const Artifact& artifact)
    : package_(std::move(package)), is_archive_(artifact.kind == "archive") {
  content_ = {.size = artifact.size, .sha256 = artifact.sha256};
  if (is_archive_) content_ = artifact.uncompressed.value_or(Uncompressed{});
  if (content_.size > 0) list_ = to_bytes(cut(usual_chunk_log(content_.size)));
}

void Parcel::read_content(const std::function<void(std::string_view)>& sink) const {
  if (is_archive_)
    read_zstd_file(package_, sink);
  else
    read_file(package_, sink);
}

ChunkList Parcel::cut(unsigned usual_log) const {
  ChunkCutter cutter(usual_log);
  read_content([&](std::string_view bytes) { cutter.add(bytes); });
  return cutter.finish();
}

std::optional<PackageDelta> Parcel::make_delta(const std::string& base_list) const {
  const std::optional<ChunkList> base = read_chunk_list(base_list);
  if (!base) return {};
  // What is slower to put together than to send whole is not worth it.
  const std::uint64_t most = std::filesystem::file_size(package_) / 4 * 3;
  const std::vector<DeltaStep> steps = delta_steps(*base, cut(base->usual_log));
  PackageDelta delta{.steps = steps_text(steps), .fresh = {}};
  constexpr int level = 9;
  bool is_small = true;
  ZstdStream stream(
      [&](std::string_view bytes) {
        is_small = is_small && delta.steps.size() + delta.fresh.size() + bytes.size() <= most;
        if (is_small) delta.fresh += bytes;
      },
      {.level = level});
  FreshBytes fresh(steps, [&](std::string_view bytes) { stream.write(bytes); });
  read_content([&](std::string_view bytes) {
    if (is_small) fresh.take(bytes);
  });
  stream.close();
  if (!is_small) return {};
  return delta;
}

const PackageDelta* Parcel::delta_from(const std::string& base_list) {
  if (base_list != last_base_) {
    last_base_ = base_list;
    last_delta_ = make_delta(base_list);
  }
  return last_delta_ ? &*last_delta_ : nullptr;
}

}  // namespace shipit
