// SPDX-License-Identifier: Apache-2.0
#include <assets/render_nginx.hpp>
#include <assets/render_urls.hpp>
#include <base/error.hpp>
#include <base/text.hpp>
#include <base/with_help.hpp>
#include <cli/stamped_file.hpp>
#include <cli/verbs.hpp>
#include <memory>

namespace shipit {
namespace {

struct AssetRenderOptions {
  std::string from;
  std::string format;
  std::string output;
  std::string stamp;
  std::string name_space;
  NginxSite nginx;
  bool brotli = false;
  bool no_variables = false;
};

std::string rendered(const AssetRenderOptions& options) {
  if (options.format == "header" && options.name_space.empty())
    throw Error("--format header needs --namespace", Blame::usage)
        .help("say the namespace of its functions, as in --namespace acme::web");
  const Published published = with_help("delete it and build again", [&] {
    return read_manifest(read_json(options.from), options.from);
  });
  if (options.format == "header") return render_asset_header(published, options.name_space);
  if (options.format == "python") return render_asset_module(published);
  if (options.format == "nginx") {
    NginxSite site = options.nginx;
    if (site.hsts.find_first_not_of("0123456789") != std::string::npos)
      throw Error("--hsts got " + quote(site.hsts), Blame::usage).help("give a number of seconds");
    site.brotli = options.brotli ? BrotliStatic::on : BrotliStatic::off;
    site.variables = options.no_variables ? PreloadVariables::off : PreloadVariables::on;
    return render_nginx(published, site);
  }
  throw Error(quote(options.format) + " is not a format", Blame::usage)
      .help("there are header, python, nginx");
}

void render_assets(const AssetRenderOptions& options) {
  write_stamped(options.output, rendered(options), options.stamp);
}

}  // namespace

Action assets_render_verb(Options& options) {
  const auto given = std::make_shared<AssetRenderOptions>();
  options.required("--from", given->from, "the manifest.json that was published");
  options.required("--format", given->format, "header, python or nginx");
  options.required("--output", given->output, "the file to make; left alone if it is right");
  options.optional("--stamp", given->stamp, "a file whose time becomes now");
  options.optional("--namespace", given->name_space, "of a header");
  options.optional("--name", given->nginx.name, "of the assets: begins nginx's variables");
  options.optional("--folder", given->nginx.folder, "where nginx is to find the assets");
  options.optional("--kept", given->nginx.kept, "where nginx finds files of earlier releases");
  options.optional("--hsts", given->nginx.hsts, "seconds of Strict-Transport-Security");
  options.flag("--brotli", given->brotli, "nginx has the module for brotli_static");
  options.flag("--no-variables", given->no_variables, "none for the header Link of pages");
  return [given] { render_assets(*given); };
}

}  // namespace shipit
