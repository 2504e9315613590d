// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <assets/asset.hpp>
#include <assets/metafile.hpp>
#include <base/error.hpp>
#include <base/hash.hpp>
#include <base/text.hpp>
#include <map>
#include <set>

namespace shipit {
namespace {

constexpr std::string_view origin = "esbuild's metafile";
constexpr std::size_t chunk_hash_length = 8;  // of esbuild's [hash]

class Reader {
 public:
  Reader(const Json& metafile, const EsbuildJob& job)
      : inputs_(member<Json>(metafile, "inputs", origin)),
        outputs_(member<Json>(metafile, "outputs", origin)),
        job_(job) {
    for (const std::string& entry : job.entries) expect(output_name(job, entry), entry);
  }

  Bundling bundling() {
    for (const auto& [key, output] : outputs_.items()) expect_styles(key, output);
    for (const auto& [key, output] : outputs_.items()) expect_chunk(key, output);
    for (const auto& [key, output] : outputs_.items()) add(key, output);
    for (const auto& [name, entry] : expected_)
      if (entry.state == State::must)
        throw Error("esbuild made no " + quote(name) + " of " + quote(entry.entry));

    std::set<Path> modules;
    for (const auto& [key, input] : inputs_.items())
      if (const Path file = file_of(key); !file.empty()) modules.insert(file);
    for (const Emitted& one : bundling_.emitted) modules.erase(one.source);
    bundling_.modules.assign(modules.begin(), modules.end());
    return std::move(bundling_);
  }

 private:
  enum class State { must, made };
  struct Expected {
    std::string entry;
    State state = State::must;
  };

  void expect(const std::string& name, const std::string& entry) {
    expected_.emplace(name, Expected{entry});
    names_.emplace(written_name(name), name);
  }

  // A script that imports styles has a sheet beside it.
  void expect_styles(const std::string& key, const Json& output) {
    const std::string sheet = member_or<std::string>(output, "cssBundle", "", origin);
    const auto script = names_.find(written(key));
    if (sheet.empty() || script == names_.end()) return;
    const std::string stem = script->second.substr(0, script->second.size() - 3);  // '.js'
    expect(stem + ".css", expected_.at(script->second).entry);
  }

  // Every other script or sheet is a chunk, for esbuild copies no such files. esbuild's hash in its
  // name heeds where the job's folder is, if there are source maps; one of the sources takes its
  // place.
  void expect_chunk(const std::string& key, const Json& output) {
    const std::string path = written(key);
    const bool code = path.ends_with(".js") || path.ends_with(".css");
    const std::size_t mark = path.rfind(name_mark);
    if (!code || names_.contains(path) || mark == std::string::npos) return;
    const std::size_t hash_at = mark - std::min(mark, chunk_hash_length);
    const std::string name = path.substr(0, hash_at) + hash_of_sources(key, output) +
                             path.substr(mark + name_mark.size());
    expected_.emplace(name, Expected{""});
    names_.emplace(path, name);
  }

  // No two chunks have the same: a script is in one chunk alone, and a sheet has its script's
  // entry.
  std::string hash_of_sources(const std::string& key, const Json& output) const {
    std::set<std::string> sources;
    for (const auto& [other_key, other] : outputs_.items())
      if (other_key == key || member_or<std::string>(other, "cssBundle", "", origin) == key)
        sources.insert("entry " + member_or<std::string>(other, "entryPoint", "", origin));
    const Json inputs = member<Json>(output, "inputs", origin);
    for (const auto& [input, share] : inputs.items()) sources.insert("input " + input);
    Hash hash(HashKind::sha256);
    for (const std::string& source : sources) hash.add(source).add({"\0", 1});
    return to_base32(hash.finish()).substr(0, chunk_hash_length);
  }

  std::string written(const std::string& key) const {
    return (job_.root / key).lexically_normal().lexically_relative(job_.folder).string();
  }

  // Keys of inputs may have the suffix of the URL that named them, or be no files at all.
  Path file_of(std::string_view key) const {
    for (const std::string_view name : {key, key.substr(0, key.find_first_of("?#"))}) {
      Path file = (job_.root / name).lexically_normal();
      std::error_code ignored;
      if (std::filesystem::is_regular_file(file, ignored)) return file;
    }
    return {};
  }

  void add(const std::string& key, const Json& output) {
    const std::string path = written(key);
    Bundle made{kind_of(path), "", path, "", {}};
    const std::string_view suffix = suffix_of(made.kind);
    const Json inputs = member<Json>(output, "inputs", origin);
    const auto name = names_.find(path.substr(0, path.size() - suffix.size()));
    if (name == names_.end()) return add_emitted(path, inputs);

    Expected& expected = expected_.at(name->second);
    made.path = name->second + std::string(suffix);
    made.entry = expected.entry;
    if (made.kind == Bundle::Kind::code) expected.state = State::made;
    if (made.kind == Bundle::Kind::code && job_.work == Work::minify)
      made.kind = Bundle::Kind::loose;
    for (const auto& [input, share] : inputs.items()) {
      const Path file = file_of(input);
      if (file.empty()) continue;
      made.inputs.push_back(file);
      made.sizes.push_back(member_or<std::uint64_t>(share, "bytesInOutput", 0, origin));
    }
    add_relations(output, made);
    bundling_.bundles.push_back(std::move(made));
  }

  // Modules without splitting tell of imports too, but of none that is an output.
  void add_relations(const Json& output, Bundle& made) const {
    if (const auto sheet = member_or<std::string>(output, "cssBundle", "", origin); !sheet.empty())
      made.styles = written(sheet);
    for (const Json& import : member_or<Json>(output, "imports", Json::array(), origin)) {
      const auto path = member<std::string>(import, "path", origin);
      const auto kind = member<std::string>(import, "kind", origin);
      if (member_or<bool>(import, "external", false, origin)) continue;
      if (kind == "import-statement") made.imports.push_back(written(path));
      if (kind == "dynamic-import") made.later.push_back(written(path));
    }
  }

  static Bundle::Kind kind_of(const std::string& path) {
    if (path.ends_with(legal_suffix)) return Bundle::Kind::licences;
    return is_source_map(path) ? Bundle::Kind::map : Bundle::Kind::code;
  }

  static std::string_view suffix_of(Bundle::Kind kind) {
    if (kind == Bundle::Kind::map) return map_suffix;
    return kind == Bundle::Kind::licences ? legal_suffix : std::string_view();
  }

  void add_emitted(const std::string& path, const Json& inputs) {
    const Path source = inputs.size() == 1 ? file_of(inputs.begin().key()) : Path();
    if (source.empty()) throw Error("esbuild wrote " + quote(path) + " of no known file");
    Emitted emitted{source, path, {}, {}};
    for (const auto& [importer, input] : inputs_.items())
      for (const Json& import : member<Json>(input, "imports", origin))
        if (emitted.importer.empty() &&
            member<std::string>(import, "path", origin) == inputs.begin().key()) {
          emitted.importer = file_of(importer);
          emitted.original = member_or<std::string>(import, "original", "", origin);
        }
    bundling_.emitted.push_back(std::move(emitted));
  }

  const Json inputs_;
  const Json outputs_;
  const EsbuildJob& job_;
  std::map<std::string, Expected> expected_;  // by logical path
  std::map<std::string, std::string> names_;  // written path → logical path
  Bundling bundling_;
};

}  // namespace

Bundling read_metafile(const Json& metafile, const EsbuildJob& job) {
  return Reader(metafile, job).bundling();
}

}  // namespace shipit
