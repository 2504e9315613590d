// SPDX-License-Identifier: Apache-2.0
#include <yaml.h>

#include <base/error.hpp>
#include <base/text.hpp>
#include <configs/yaml.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace shipit {
namespace {

const char* text_of(const yaml_char_t* text) { return reinterpret_cast<const char*>(text); }

// A collection that is open: of a mapping, which keys it had where, and whether one comes next.
struct Collection {
  bool mapping = false;
  bool key_next = true;
  std::map<std::string, std::size_t> lines{};
};

class Checker {
 public:
  explicit Checker(std::string_view origin) : origin_(origin) {}

  // False at the end of the file.
  bool take(const yaml_event_t& event) {
    const std::size_t line = event.start_mark.line + 1;
    switch (event.type) {
      case YAML_STREAM_END_EVENT:
        return false;
      case YAML_DOCUMENT_START_EVENT:
        anchors_.clear();
        break;
      case YAML_SCALAR_EVENT:
        keep_anchor(event.data.scalar.anchor);
        begin_node(event, {text_of(event.data.scalar.value), event.data.scalar.length}, line);
        break;
      case YAML_ALIAS_EVENT:
        if (!anchors_.contains(text_of(event.data.alias.anchor)))
          fail(event.start_mark, "the alias " +
                                     quote(std::string("*") + text_of(event.data.alias.anchor)) +
                                     " names nothing above it");
        begin_node(event, {}, line);
        break;
      case YAML_SEQUENCE_START_EVENT:
        keep_anchor(event.data.sequence_start.anchor);
        begin_node(event, {}, line);
        open_.push_back({});
        break;
      case YAML_MAPPING_START_EVENT:
        keep_anchor(event.data.mapping_start.anchor);
        begin_node(event, {}, line);
        open_.push_back({.mapping = true});
        break;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        open_.pop_back();
        break;
      default:
        break;
    }
    return true;
  }

  [[noreturn]] void fail(const yaml_mark_t& at, const std::string& why) const {
    throw Error(std::string(origin_) + ":" + std::to_string(at.line + 1) + ":" +
                std::to_string(at.column + 1) + ": " + why);
  }

 private:
  void keep_anchor(const yaml_char_t* anchor) {
    if (anchor != nullptr) anchors_.insert(text_of(anchor));
  }

  // Every other node of a mapping is a key; one that is no scalar has no name to compare.
  void begin_node(const yaml_event_t& event, const std::string& name, std::size_t line) {
    if (open_.empty() || !open_.back().mapping) return;
    Collection& mapping = open_.back();
    const bool key = mapping.key_next;
    mapping.key_next = !key;
    if (!key || event.type != YAML_SCALAR_EVENT || name == "<<") return;
    const auto [earlier, added] = mapping.lines.emplace(name, line);
    if (!added)
      fail(event.start_mark, quote(name) + " is already set in line " +
                                 std::to_string(earlier->second) + ", in the same mapping");
  }

  std::string_view origin_;
  std::vector<Collection> open_{};
  std::set<std::string> anchors_{};
};

class Parser {
 public:
  explicit Parser(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) throw Error("there is no memory to read YAML");
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~Parser() { yaml_parser_delete(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  yaml_parser_t* get() { return &parser_; }

 private:
  yaml_parser_t parser_{};
};

struct Event {
  yaml_event_t event{};
  Event() = default;
  ~Event() { yaml_event_delete(&event); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
};

}  // namespace

void check_yaml(std::string_view text, std::string_view origin) {
  Parser parser(text);
  Checker checker(origin);
  for (bool more = true; more;) {
    Event next;
    if (yaml_parser_parse(parser.get(), &next.event) == 0) {
      const yaml_parser_t& state = *parser.get();
      // What is no character has an offset in bytes only.
      yaml_mark_t at = state.error == YAML_READER_ERROR ? state.mark : state.problem_mark;
      checker.fail(at, std::string("this is not YAML: ") +
                           (state.problem == nullptr ? "it cannot be read" : state.problem));
    }
    more = checker.take(next.event);
  }
}

}  // namespace shipit
