// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <assets/published.hpp>
#include <string>

namespace shipit {

enum class BrotliStatic { on, off };
enum class PreloadVariables { on, off };

struct NginxSite {
  std::string name;    // of the assets: begins the variables
  std::string folder;  // where the server has the published folder; may hold nginx's variables
  BrotliStatic brotli = BrotliStatic::off;  // nginx refuses brotli_static without its module
  PreloadVariables variables = PreloadVariables::on;
  std::string kept{};  // a folder of digested files of other releases too, by the paths of their
                       // URLs; empty: there is none
  std::string hsts{};  // the seconds of Strict-Transport-Security (RFC 6797); empty: not said
};

// What is included in nginx's server { }: a location of the public path, and for each entry point a
// variable for the header Link of the pages that load it (RFC 8288; its sheets, chunks and fonts).
// For nginx 1.18 or later. An Error when a folder can't stand in nginx's configuration.
std::string render_nginx(const Published& published, const NginxSite& site);

}  // namespace shipit
