// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/tree.hpp>
#include <deb/own_scripts.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shipit {

// The names of the sites that shipit_add_nginx_site() made, by the paths of their files:
// etc/nginx/sites-available/<name> or <name>.<environment>. Reads the files.
std::map<std::string, std::string> nginx_site_files(const StagedTree& tree);

// The names, each once, sorted.
std::vector<std::string> nginx_sites_in(const StagedTree& tree);

// The certificates that a site's text names, and their keys: absolute paths, in its order, each
// once. One in a variable is none.
std::vector<std::string> nginx_certificates(std::string_view site);

// What maintainer scripts do for them where nginx is: the first installation enables the site of
// $SHIPIT_ENVIRONMENT, or production, if 'nginx -t' takes it then; a removal disables it, and the
// next installation has it as it was. A running nginx is reloaded when it takes what there is.
ScriptParts nginx_script_parts(const std::vector<std::string>& sites);

}  // namespace shipit
