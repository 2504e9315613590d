// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"

#include <httplib.h>

#include <myservice/version.hpp>
#include <string>

#include "asset.hpp"
#include "orders.hpp"
#include "page.hpp"
#include "text.hpp"

namespace myservice {
namespace {

constexpr const char* json_type = "application/json";

void answer(httplib::Response& response, const std::string& body, const char* type) {
  response.set_header("Cache-Control", "no-cache");
  response.set_content(body, type);
}

void add_page(httplib::Server& server, const Config& config, const std::filesystem::path& assets) {
  const std::string page =
      render_page(read_file(assets / "index.html"), {{"title", config.title},
                                                     {"currency", config.currency},
                                                     {"environment", config.environment},
                                                     {"version", std::string(version())}});
  server.Get("/", [page](const httplib::Request&, httplib::Response& response) {
    answer(response, page, "text/html; charset=utf-8");
  });
}

void add_identity(httplib::Server& server) {
  const std::string identity = "{\"name\":\"myservice\",\"version\":" + json(version()) +
                               ",\"commit\":" + json(commit()) + "}\n";
  server.Get("/version", [identity](const httplib::Request&, httplib::Response& response) {
    answer(response, identity, json_type);
  });
  const std::string health = "{\"status\":\"ok\",\"version\":" + json(version()) + "}\n";
  server.Get("/healthz", [health](const httplib::Request&, httplib::Response& response) {
    answer(response, health, json_type);
  });
}

void add_static(httplib::Server& server, const std::filesystem::path& assets) {
  server.Get(
      "/static/(.+)", [assets](const httplib::Request& request, httplib::Response& response) {
        const auto asset = find_asset(assets, request.matches[1].str());
        if (!asset) {
          response.status = 404;
          return;
        }
        response.set_header("Cache-Control",
                            asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
        response.set_content(read_file(asset->file), std::string(asset->type));
      });
}

/// Takes the same time wherever the texts differ, so that a token cannot be guessed piece by piece.
bool same_secret(const std::string& one, const std::string& other) {
  unsigned difference = one.size() == other.size() ? 0 : 1;
  for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
    difference |= static_cast<unsigned>(one[i] ^ other[i]);
  }
  return difference == 0;
}

void add_orders(httplib::Server& server, const std::string& token) {
  const auto orders = sample_orders();
  server.Get("/api/orders",
             [body = orders_json(orders)](const httplib::Request&, httplib::Response& response) {
               answer(response, body, json_type);
             });
  server.Get("/export/orders.csv",
             [token, body = orders_csv(orders)](const httplib::Request& request,
                                                httplib::Response& response) {
               if (!token.empty() &&
                   !same_secret(request.get_header_value("Authorization"), "Bearer " + token)) {
                 response.status = 401;
                 response.set_header("WWW-Authenticate", "Bearer");
                 return;
               }
               answer(response, body, "text/csv; charset=utf-8");
             });
}

std::string error_text(int status) {
  if (status == 401) return "this needs a bearer token";
  if (status == 404) return "there is nothing here";
  return "this went wrong";
}

void add_errors(httplib::Server& server) {
  server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
    answer(response, std::to_string(response.status) + " " + error_text(response.status) + "\n",
           "text/plain; charset=utf-8");
  });
}

}  // namespace

void add_routes(httplib::Server& server, const Config& config,
                const std::filesystem::path& assets) {
  server.set_default_headers(
      {{"Content-Security-Policy", "default-src 'self'; img-src 'self' data:"},
       {"X-Content-Type-Options", "nosniff"}});
  add_page(server, config, assets);
  add_identity(server);
  add_static(server, assets);
  add_orders(server, config.export_token);
  add_errors(server);
}

}  // namespace myservice
