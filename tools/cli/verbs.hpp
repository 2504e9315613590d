// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cli/options.hpp>

namespace shipit {

// One function a verb, each in the file of its name; the tables are in the two mains.
Action version_verb(Options& options);
Action update_verb(Options& options);
Action render_verb(Options& options);
Action assets_verb(Options& options);
Action assets_render_verb(Options& options);  // within assets
Action assets_check_verb(Options& options);   // within assets
Action assets_retain_verb(Options& options);  // within assets
Action assets_report_verb(Options& options);  // within assets
Action package_verb(Options& options);
Action changelog_verb(Options& options);
Action bump_verb(Options& options);
Action inspect_verb(Options& options);
Action sign_verb(Options& options);
Action verify_verb(Options& options);
Action deploy_verb(Options& options);
Action rollback_verb(Options& options);
Action status_verb(Options& options);
Action list_verb(Options& options);
Action repo_verb(Options& options);
Action cache_verb(Options& options);

}  // namespace shipit
