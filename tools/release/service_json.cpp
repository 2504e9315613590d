// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <base/text.hpp>
#include <release/environment_json.hpp>
#include <release/service_json.hpp>

namespace shipit {
namespace {

Json to_json(const ServiceUnit& unit) {
  Json json = to_json(unit.file);
  json["name"] = unit.name;
  json["type"] = unit.name.substr(unit.name.rfind('.') + 1);
  return json;
}

// systemd.unit(5): what a unit's name may consist of, without the '\' of escapes. None begins with
// '-', so that systemctl takes none for an option.
bool is_unit_name(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot != std::string::npos && dot != 0 && name.front() != '-' && name.size() < 256 &&
         (name.ends_with(".service") || name.ends_with(".socket")) &&
         std::ranges::all_of(name, [](char c) {
           return is_alnum(c) || c == ':' || c == '_' || c == '.' || c == '-' || c == '@';
         });
}

std::string unit_name(const DocumentPart& part, const char* key) {
  std::string name = part.text(key);
  if (!is_unit_name(name)) part.at(key).fail("is no unit of a service or socket");
  return name;
}

ServiceUnit read_unit(const DocumentPart& part) {
  return {.name = unit_name(part, "name"), .file = read_released_file(part)};
}

std::optional<ReleasedFile> read_optional_file(const DocumentPart& part, const char* key) {
  if (!part.has(key)) return std::nullopt;
  return read_released_file(part.at(key));
}

// The path of the URL, which is one of the host itself.
std::string read_health_path(const DocumentPart& part, unsigned port) {
  const std::string url = part.text("url");
  const std::string origin = local_origin(port);
  if (!url.starts_with(origin + "/") || !is_url(url))
    part.at("url").fail("is not " + origin + "/…");
  return url.substr(origin.size());
}

}  // namespace

std::string local_origin(unsigned port) { return "http://127.0.0.1:" + std::to_string(port); }

Json to_json(const Service& service, const std::string& version) {
  Json json{
      {"name", service.name},
      {"manager", "systemd"},
      {"unit", service.unit},
      {"units", Json::array()},
      {"user", service.user.empty() ? Json(nullptr) : Json(service.user)},
      {"socketActivated", is_socket_activated(service)},
      {"stopTimeoutSeconds", service.stop_timeout ? Json(*service.stop_timeout) : Json(nullptr)}};
  for (const ServiceUnit& unit : service.units) json["units"].push_back(to_json(unit));
  if (service.sysusers) json["sysusers"] = to_json(*service.sysusers);
  if (service.tmpfiles) json["tmpfiles"] = to_json(*service.tmpfiles);
  if (!service.port) return json;
  json["port"] = *service.port;
  json["health"] = Json{{"url", local_origin(*service.port) + service.health_path},
                        {"expectStatus", 200},
                        {"expectVersion", version}};
  return json;
}

Service read_service(const DocumentPart& part) {
  Service service{.name = part.text("name"), .unit = unit_name(part, "unit")};
  for (const DocumentPart& unit : part.items("units")) service.units.push_back(read_unit(unit));
  service.user = part.text_or("user", "");
  if (!service.user.empty() && !is_user_name(service.user)) part.at("user").fail("is no user");
  service.sysusers = read_optional_file(part, "sysusers");
  service.tmpfiles = read_optional_file(part, "tmpfiles");
  service.stop_timeout.reset();
  if (part.has("stopTimeoutSeconds"))
    service.stop_timeout = part.number("stopTimeoutSeconds", {0, 7 * 24 * 60 * 60});
  if (!part.has("port")) return service;
  service.port = part.number("port", {1, 65535});
  service.health_path = read_health_path(part.at("health"), *service.port);
  return service;
}

}  // namespace shipit
