// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/pipeline.hpp>
#include <bundle/learn.hpp>
#include <bundle/links.hpp>
#include <bundle/pass.hpp>
#include <bundle/slice.hpp>

namespace shipit {
namespace {

constexpr std::size_t least_under_way = std::size_t{24} << 20;
constexpr std::size_t most_beside_a_window = std::size_t{2} << 20;

// Each core has a frame, and the next one. What isn't kept is handed on uncompressed, to a
// compressor that holds much itself.
std::size_t most_for(const std::vector<const Output*>& outputs, unsigned threads) {
  const bool all_kept = std::all_of(outputs.begin(), outputs.end(), [](const Output* output) {
    return output->codec.encode != nullptr;
  });
  const std::size_t cores = threads != 0 ? threads : core_count();
  return all_kept ? std::max(least_under_way, 2 * cores * CutRule{}.usual) : most_beside_a_window;
}

// Whether what is read has to have the digests that are known of it.
enum class Read { strictly, hastily };

using Content = std::function<std::string(Read)>;

Frame encoded(const FrameCodec& codec, ValueStore& cache, const std::string& key,
              const Content& content) {
  if (!codec.encode) return {.bytes = content(Read::strictly)};
  if (std::optional<std::string> known = cache.get(key)) {
    Frame frame{.bytes = std::move(*known)};
    if (!codec.holds) return frame;
    frame.content = content(Read::hastily);
    if (codec.holds(frame.bytes, frame.content)) return frame;
  }
  Frame made = frame_of(codec, content(Read::strictly));
  cache.put(key, made.bytes);
  return made;
}

}  // namespace

Frame frame_of(const FrameCodec& codec, std::string content) {
  if (!codec.encode) return {.bytes = std::move(content)};
  Frame frame{.bytes = codec.encode(content)};
  if (codec.holds) frame.content = std::move(content);
  return frame;
}

// One run of a pass: what its parts share.
class PassRun {
 public:
  PassRun(const Pass& pass, const std::vector<const Output*>& outputs, const PassContext& context)
      : pass_(pass),
        outputs_(outputs),
        context_(context),
        pipeline_(most_for(outputs, context.threads), context.threads) {
    for (const Output* output : outputs) {
      members_.push_back(pass.by_group(*output));
      if (output->digests == Digests::and_md5) digests_ = Digests::and_md5;
    }
    for (const Entry* file : pass.files_) total_ += file->size;
  }

  void run() {
    for (std::size_t i = 0; i < pass_.groups_.size(); ++i)
      pass_.groups_[i].cut_within ? add_big(i) : add_small(i);
    pipeline_.finish();
  }

 private:
  using Frames = std::vector<Frame>;  // one an output

  // Nothing where it is in vain.
  Frame made(std::size_t output, const std::string& key, const Content& content) const {
    if (context_.in_vain && context_.in_vain()) return {};
    return encoded(outputs_[output]->codec, context_.cache, key, content);
  }

  Members members(std::size_t output, std::size_t group) const { return members_[output][group]; }

  std::span<const Entry* const> files_of(std::size_t group) const {
    const Group& which = pass_.groups_[group];
    return std::span(pass_.files_).subspan(which.first, which.end - which.first);
  }

  void add(std::uint64_t bytes, std::function<void(Frames&)> work) {
    const auto frames = std::make_shared<Frames>(outputs_.size());
    pipeline_.add({.weight = bytes,
                   .work = [frames, work = std::move(work)] { work(*frames); },
                   .then =
                       [this, frames, bytes] {
                         for (std::size_t i = 0; i < outputs_.size(); ++i)
                           if (!(*frames)[i].bytes.empty())
                             outputs_[i]->sink(std::move((*frames)[i]));
                         done_ += bytes;
                         if (context_.progress) context_.progress(done_, total_);
                       }});
  }

  void add_small(std::size_t group) {
    std::uint64_t bytes = 0;
    for (const Entry* file : files_of(group)) bytes += file->size;
    add(bytes, [this, group](Frames& frames) { make_small(group, frames); });
  }

  void make_small(std::size_t group, Frames& frames) const {
    std::map<const Facts*, std::string> read;
    const auto read_once = [&](const Entry& file) {
      const bool is_new = file.facts->sha256.empty();
      std::string& content = read[file.facts.get()];
      content = read_small(file, digests_);
      if (is_new)
        if (const FileReader reader = reader_of(file)) reader(content, true);
    };
    for (const Entry* file : files_of(group))
      if (!is_known(*file, digests_, false)) read_once(*file);
    const auto bytes = [&](Members mine, Read how) {
      std::map<const Facts*, std::string> hasty;
      Contents all;
      for (const Entry* file : files_of(group)) {
        const Facts* const facts = file->facts.get();
        const bool unread = !read.contains(facts);
        if (unread && how == Read::strictly) read_once(*file);
        if (unread && how == Read::hastily) hasty[facts] = read_hastily(*file);
        all[facts] = (how == Read::hastily && unread ? hasty : read)[facts];
      }
      return slice_bytes(mine, all);
    };
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      const Members mine = members(i, group);
      if (mine.empty()) continue;
      frames[i] =
          made(i, slice_key(outputs_[i]->codec, mine), [&](Read how) { return bytes(mine, how); });
    }
  }

  void add_big(std::size_t group) {
    const Entry& file = *files_of(group).front();
    if (!is_known(file, digests_, true)) {
      const bool is_new = file.facts->sha256.empty();
      read_big({file, digests_, pass_.cut_, is_new ? reader_of(file) : FileReader()},
               [&](FoundPiece found) { add_piece(group, std::move(found)); });
      return;
    }
    std::uint64_t begin = 0;
    for (const FilePiece& piece : file.facts->pieces) {
      add_piece(group, {.begin = begin, .piece = piece, .last = piece.end == file.size});
      begin = piece.end;
    }
  }

  void add_piece(std::size_t group, FoundPiece found) {
    const auto piece = std::make_shared<FoundPiece>(std::move(found));
    add(piece->piece.end - piece->begin,
        [this, group, piece](Frames& frames) { make_piece(group, *piece, frames); });
  }

  void make_piece(std::size_t group, FoundPiece& found, Frames& frames) const {
    const Entry& file = *files_of(group).front();
    const PieceOf piece{.size = found.piece.end - found.begin,
                        .sha256 = found.piece.sha256,
                        .first = found.begin == 0,
                        .last = found.last};
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      if (!has(members(i, group), file)) {
        if (piece.last && !members(i, group).empty()) frames[i] = without_file(i, group);
        continue;
      }
      frames[i] =
          made(i, slice_key(outputs_[i]->codec, members(i, group), file, piece), [&](Read how) {
            std::string hasty;
            if (found.content.empty() && how == Read::hastily)
              hasty = read_hastily(file, found.begin, found.piece);
            else if (found.content.empty())
              found.content = read_piece(file, found.begin, found.piece);
            return slice_bytes(members(i, group), file, piece,
                               hasty.empty() ? found.content : hasty);
          });
    }
    found.content = {};
  }

  // Of an output that has only a part of the tree.
  static bool has(Members members, const Entry& file) {
    return std::ranges::any_of(members, [&](const Placed* member) {
      return member->link.empty() && member->entry->facts == file.facts;
    });
  }

  Frame without_file(std::size_t output, std::size_t group) const {
    const Members mine = members(output, group);
    return made(output, slice_key(outputs_[output]->codec, mine),
                [&](Read) { return slice_bytes(mine, {}); });
  }

  FileReader reader_of(const Entry& file) const {
    return context_.reader ? context_.reader(file) : FileReader();
  }

  const Pass& pass_;
  const std::vector<const Output*>& outputs_;
  const PassContext& context_;
  std::vector<std::vector<std::vector<const Placed*>>> members_;  // by output, then group
  Digests digests_ = Digests::sha256;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
  Pipeline pipeline_;
};

std::vector<const Entry*> packing_order(const StagedTree& tree) {
  std::vector<std::pair<std::string, const Entry*>> entries;
  for (const Entry& entry : tree.entries()) entries.emplace_back(host_path(entry.path), &entry);
  std::sort(entries.begin(), entries.end());
  std::vector<const Entry*> order;
  for (const auto& [path, entry] : entries) order.push_back(entry);
  return order;
}

Pass::Pass(const StagedTree& tree, CutRule cut) : cut_(cut) {
  std::vector<CutFile> cuts;
  for (const Entry* entry : packing_order(tree)) {
    if (entry->kind != EntryKind::file || !entry->link.empty()) continue;
    files_.push_back(entry);
    cuts.push_back({entry->path, entry->size});
  }
  groups_ = group_files(cuts, cut_);
  if (groups_.empty()) groups_.push_back({});  // a tree of folders and symlinks
  for (std::size_t i = 0; i < groups_.size(); ++i)
    for (std::size_t file = groups_[i].first; file < groups_[i].end; ++file)
      group_of_[files_[file]->facts.get()] = i;
}

std::vector<std::vector<const Placed*>> Pass::by_group(const Output& output) const {
  std::vector<std::vector<const Placed*>> groups(groups_.size());
  std::size_t group = 0;
  for (const Placed& member : output.members) {
    const auto found = group_of_.find(member.entry->facts.get());
    if (found != group_of_.end() && member.link.empty()) group = found->second;
    groups[group].push_back(&member);
  }
  return groups;
}

std::optional<std::string> Pass::key(const Output& output) const {
  const std::vector<std::vector<const Placed*>> members = by_group(output);
  std::string keys;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const Group& group = groups_[i];
    for (std::size_t file = group.first; file < group.end; ++file)
      if (!is_known(*files_[file], output.digests, group.cut_within)) return std::nullopt;
    keys += slice_key(output.codec, members[i]);
  }
  return hash(HashKind::sha256, keys);
}

void Pass::run(const std::vector<const Output*>& outputs, const PassContext& context) const {
  PassRun(*this, outputs, context).run();
}

}  // namespace shipit
