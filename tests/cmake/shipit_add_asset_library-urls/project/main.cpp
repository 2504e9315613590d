// SPDX-License-Identifier: Apache-2.0
#include <acme/web/assets.hpp>
#include <cstring>
#include <iostream>

constexpr const acme::web::Asset& script = acme::web::asset("app.js");
static_assert(script.type == "text/javascript");
static_assert(acme::web::find_asset("gone.js") == nullptr);

// Prints the URL and the integrity of each path that it is given.
int main(int argc, char** argv) {
  std::cout << script.url << " " << acme::web::asset("img/logo.svg").url << "\n";
  for (int i = 1; i < argc; ++i) {
    const acme::web::Asset* const found = acme::web::find_asset(argv[i]);
    std::cout << (found ? found->url : "none") << " " << (found ? found->integrity : "") << "\n";
  }
#ifdef MISSPELT
  std::cout << acme::web::asset("ap.js").url;
#endif
}
