// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <stdexcept>

#include "text.hpp"

namespace myservice {

std::string render_page(std::string_view text,
                        const std::map<std::string, std::string, std::less<>>& values) {
  std::string page;
  for (;;) {
    const auto open = text.find("{{");
    page += text.substr(0, open);
    if (open == std::string_view::npos) return page;
    const auto close = text.find("}}", open);
    if (close == std::string_view::npos) throw std::runtime_error("the page has '{{' without '}}'");
    const std::string name(trim(text.substr(open + 2, close - open - 2)));
    const auto value = values.find(name);
    if (value == values.end()) throw std::runtime_error("the page asks for unknown '" + name + "'");
    page += html(value->second);
    text.remove_prefix(close + 2);
  }
}

}  // namespace myservice
