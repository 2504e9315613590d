// SPDX-License-Identifier: Apache-2.0
#include <assets/kept_index.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/parallel.hpp>
#include <base/stamped_file.hpp>
#include <base/text.hpp>

namespace shipit {
namespace {

// Which ShipIt this is: another may find other references.
std::string this_tool() {
  std::error_code none;
  const Path program = std::filesystem::read_symlink("/proc/self/exe", none);
  const Stamp stamp = look_at(program).stamp;
  return std::to_string(stamp.size) + " " + std::to_string(stamp.mtime) + " " +
         std::to_string(stamp.ctime) + " " + std::to_string(stamp.inode);
}

constexpr std::size_t language_digits = 1;

std::string source_key(const std::string& file, Language language) {
  return std::string(1, digit_of(language)).append(file);
}

bool is_enough(const SourceFacts& facts, Ask ask) {
  return ask == Ask::nothing || facts.plainness != Plainness::unknown;
}

Index read_index(const Path& file, std::string_view tool) {
  try {
    if (stamp_of(file)) return unpacked(read_file(file), tool);
  } catch (const Error&) {
    // Whatever it is that can't be read: the build goes as if there were none.
  }
  return {};
}

}  // namespace

Path index_of(const Path& output) { return output.native() + ".index"; }

Index index_beside(const Path& output) { return read_index(index_of(output), this_tool()); }

KeptIndex::KeptIndex(const Path& output)
    : file_(index_of(output)),
      mark_(output.native() + ".lock"),
      lock_(mark_),
      tool_(this_tool()),
      before_(read_index(file_, tool_)),
      is_new_(before_.sources.empty()),
      sources_(std::move(before_.sources), language_digits),
      outputs_(std::move(before_.outputs), 0),
      begun_(moment(mark_)) {}

bool KeptIndex::look() {
  const bool outputs = outputs_.look();
  return sources_.look() && outputs;
}

void KeptIndex::share(const SourceTree& tree, ValueStore* cache) {
  constexpr std::size_t least_files = 256;  // for fewer it costs what it saves
  if (cache == nullptr || !is_new_ || tree.files.size() < least_files) return;
  Hash key(HashKind::sha256);
  key.add("shipit asset facts 1").add({"\0", 1}).add(tool_).add({"\0", 1});
  for (const SourceFile& file : tree.files) key.add(file.path).add({"\0", 1});
  cache_ = cache;
  cache_key_ = key.finish();
  if (std::optional<std::string> kept = cache->get(cache_key_)) contents_.emplace(*std::move(kept));
}

const SourceFacts& KeptIndex::facts(const std::string& file, Language language, Ask ask) {
  std::string key = source_key(file, language);
  const auto fits = [&](const KnownSource& known) { return is_enough(known.facts, ask); };
  const KnownSource* const known = sources_.find(key, [](const KnownSource&) { return true; });
  if (known != nullptr && fits(*known)) return known->facts;
  // The stamp comes with the bytes, unless they are many.
  std::optional<StampedFile> read = read_stamped_file(file, HeldBytes::most_of_one);
  const bool is_steady = read && read->steady;
  const Sight sight = is_steady ? Sight{Sight::Kind::file, read->stamp} : look_at(file);
  std::optional<std::string> bytes;
  if (is_steady) bytes = std::move(read->bytes);
  KnownSource source{sight.stamp, find_out(file, std::move(bytes), {language, ask})};
  // What is known goes by other bytes, and somebody may have gone by it.
  if (known != nullptr && known->facts.print.sha256 != source.facts.print.sha256)
    throw changed(quote(file));
  return sources_.put(std::move(key), std::move(source), fits).facts;
}

std::optional<std::string> KeptIndex::read(const std::string& file, Language language,
                                           std::string_view sha256) {
  if (const std::string* held = held_.find(file, sha256)) return *held;
  const auto fits = [&](const KnownSource& known) { return known.facts.print.sha256 == sha256; };
  const KnownSource* const known = sources_.find(source_key(file, language), fits);
  std::optional<StampedFile> read = read_stamped_file(file);
  const bool same = read && read->steady && known != nullptr && known->stamp == read->stamp &&
                    is_settled({Sight::Kind::file, read->stamp});
  if (!read || !(same || hash(HashKind::sha256, read->bytes) == sha256)) return std::nullopt;
  return std::move(read->bytes);
}

SourceFacts KeptIndex::find_out(const std::string& file, std::optional<std::string> bytes,
                                const Question& question) {
  if (!bytes && question.language == Language::none) return find_out_of_data(file);
  if (!bytes) bytes = read_file(file);
  Fingerprint print{bytes->size(), hash(HashKind::sha256, *bytes), {}};
  std::optional<SourceFacts> facts;
  if (contents_) facts = contents_->find(question.language, print.sha256);
  if (!facts || !is_enough(*facts, question.ask)) {
    ++found_out_;
    print.sha384 = hash(HashKind::sha384, *bytes);
    facts = facts_of(*bytes, question.language, std::move(print));
    if (question.ask == Ask::plainness) facts->plainness = plainness_of(*bytes);
  }
  held_.hold(file, facts->print.sha256, *std::move(bytes));
  return *std::move(facts);
}

// Of a large file, which is not held.
SourceFacts KeptIndex::find_out_of_data(const std::string& file) {
  if (contents_)
    if (auto facts = contents_->find(Language::none, sha256_of_file(file)))
      return *std::move(facts);
  ++found_out_;
  return {.print = fingerprint_of_file(file), .page = {}};
}

bool KeptIndex::holds(const std::string& output, std::string_view identity) {
  return time_of(output, identity).has_value();
}

std::optional<std::int64_t> KeptIndex::time_of(const std::string& output,
                                               std::string_view identity) {
  const KnownOutput* const known =
      outputs_.find(output, [&](const KnownOutput& one) { return one.identity == identity; });
  if (known == nullptr) return std::nullopt;
  return known->stamp.mtime;
}

void KeptIndex::note(const std::string& output, std::string_view identity) {
  note(output, look_at(output).stamp, identity);
}

void KeptIndex::note(std::string output, const Stamp& stamp, std::string_view identity) {
  outputs_.put(std::move(output), {stamp, std::string(identity)},
               [](const KnownOutput&) { return false; });
}

// Unless it has most of them already.
void KeptIndex::pass_on(const KnownList<KnownSource>& sources) const {
  if (cache_ != nullptr && found_out_ > sources.size() / 4)
    cache_->put(cache_key_, packed_facts(sources));
}

void KeptIndex::keep(std::optional<KeptBuild> last_build) {
  Index after{sources_.take(), outputs_.take(), std::move(last_build)};
  const std::size_t unsettled = std::erase_if(after.sources, [&](const auto& one) {
    return !is_settled({Sight::Kind::file, one.second.stamp});
  });
  if (unsettled > 0) after.last_build.reset();
  for_each_index(2, [&](std::size_t i) {
    if (i == 1) {
      pass_on(after.sources);
      held_.clear();  // here rather than at the end, where nothing else goes on
      return;
    }
    AtomicFile file(file_);
    file.write(packed(after, tool_));
    file.commit();
  });
  let_tick_pass(mark_);
}

}  // namespace shipit
