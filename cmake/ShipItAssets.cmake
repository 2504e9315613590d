# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItAssets
------------

.. command:: shipit_add_assets

  Publishes a folder of web sources: bundles, digested names, a manifest::

    shipit_add_assets(<target>
                      ROOT <dir>
                      PUBLIC_PATH <path>
                      DESTINATION <dir>
                      [ENTRY_POINTS <file>...]
                      [CONCAT <file> FILES <file>...]
                      [TARGET <target>] [FORMAT <IIFE|ESM>]
                      [SOURCE_MAPS <KEEP_BACK|INSTALL|OFF>]
                      [MINIFY <ON|OFF> <glob>...]
                      [NAMES <DIGEST|QUERY|KEEP> <glob>...]
                      [VERSION <version>]
                      [INTEGRITY <ON|OFF> <glob>...]
                      [MISSING <ERROR|WARN|IGNORE> <glob>...]
                      [PRECOMPRESS <DEV|FAST|RELEASE> [ZSTD]]
                      [MODE <DIGEST|IDENTITY>]
                      [UNUSED <ERROR|WARN|IGNORE> <glob>...]
                      [BUDGET <glob> <size> [<raw|gz|br|zst>]...]
                      [MANIFESTS <VITE|PROPSHAFT|DJANGO|PHOENIX>...]
                      [COMPONENT <component>])

  Adds ``<target>`` to the default build. It makes a folder in which every file has a name that
  changes with its content (``img/logo.svg`` becomes ``img/logo-mzq3v5kpw2ha.svg``), so that
  servers may tell browsers to keep them for ever, and installs that folder.

  ``ROOT``
    The folder of the sources, relative to the current source folder. Everything in it is published,
    but for names that begin with a dot (the ``.well-known`` at its top is published),
    ``node_modules`` and editors' backups (``*~``, ``*.bak``, ``*.orig`` …). Symlinks may lead to what is inside.
  ``ENTRY_POINTS``
    Scripts (``.js .mjs .jsx .ts .mts .tsx``) and style sheets (``.css``), as paths in ``ROOT``,
    that esbuild bundles and minifies with all that they import, from ``ROOT`` and from
    ``node_modules``.
    ``app.ts`` is published as ``app.js``, and the styles that it imports as ``app.css``. The
    sources that went into a bundle are not published by themselves.
  ``CONCAT``
    Combines classic scripts in this order into one that is published by the name before ``FILES``,
    and minifies it: for libraries that know one another by ``window``, such as jQuery and its
    plugins. The files are paths in ``ROOT``, or else from the current source folder, as
    ``node_modules/jquery/dist/jquery.js`` is. Those in ``ROOT`` are not published by themselves. A
    "use strict" at the top of a file is not in force, for it would be for all. ``CONCAT`` may be
    said more than once.
  ``PUBLIC_PATH``
    The path of the URLs under which the folder will be served; begins and ends with ``/``.
  ``DESTINATION``
    Where the folder is installed, as in ``install()``.
  ``TARGET``
    What browsers must understand, as esbuild's ``--target`` takes it; default ``es2020``.
  ``FORMAT``
    What bundled scripts are. ``IIFE``, the default: classic scripts, whole in themselves. ``ESM``:
    modules, for ``<script type=module>``; what several of them need, or ``import()`` later, is in
    files under ``chunks/``. It is one for all entry points of a target; a page may load the files
    of two targets.
  ``SOURCE_MAPS``
    Of what is bundled, and those in ``ROOT``. ``KEEP_BACK``, the default (but see ``MODE``): they
    are not installed and nothing names them, but they are in the folder ``SHIPIT_ASSETS_MAPS``,
    each by the name of its file with ``.map``, for debuggers and error trackers. ``INSTALL``: they
    are published with the rest. ``OFF``: there are none. They are right for what is published:
    where names that took the place of others are longer or shorter, the columns have moved with
    them.
  ``MINIFY``
    Scripts and sheets that are in no bundle are minified too, each by itself, with the names that
    others may use, and its licences. ``OFF``: those that fit a glob are not, as are ``*.min.*``
    unless ``ON`` says otherwise; words and globs are as in ``NAMES``. Files with a block of a
    template language, and those that are not UTF-8, stay as they are.
  ``NAMES``
    How files are named: ``DIGEST`` (``app-ivzse6bezwha.js``), ``KEEP`` (``app.js``), or ``QUERY``,
    the classic way: the name stays, and what refers to it asks for ``app.js?v=1.0.32``. More words
    may follow, each with its globs, as in ``NAMES KEEP embed.js QUERY img/og/**``; the last glob
    that fits counts. In globs ``*`` and ``?`` stop at ``/``, ``**/`` is any number of folders,
    ``**`` at the end is all that is below, and a glob without ``/`` is for a name in any folder.
    Where nothing is said, ``*.html``, ``*.htm``, ``favicon.ico``, ``robots.txt``, service workers
    (``sw.js``, ``service-worker.js``, ``serviceworker.js``, ``service_worker.js``) and
    ``.well-known`` are kept, and all else has a digest.
  ``VERSION``
    What ``QUERY`` asks for; default ``SHIPIT_VERSION`` if ``shipit_version()`` has set it, else
    ``PROJECT_VERSION``.
  ``INTEGRITY``
    ``ON``: pages that fit a glob say the integrity (``integrity="sha384-…"``, W3C Subresource
    Integrity) of the scripts and sheets of ``ROOT`` that their ``<script src>``, ``<link
    rel=stylesheet>``, ``rel=modulepreload`` and ``rel=preload as=script`` or ``as=style`` load.
    Words and globs are as in ``NAMES``; ``OFF`` where nothing is said. One that is there already
    is put right everywhere, as that of other bytes would break the page.
  ``MISSING``
    What a reference that leads nowhere is, by the file that has it: ``ERROR`` where nothing else is
    said, ``WARN`` (one warning for all that a glob lets pass), or ``IGNORE``. Words and
    globs are as in ``NAMES``: ``MISSING WARN vendor/** IGNORE vendor/moment/src/**``.
  ``PRECOMPRESS``
    Which compressed forms lie beside the files, for servers that send them as they are (nginx's
    ``gzip_static``, ``brotli_static``). ``DEV``: none. ``FAST``: ``.gz`` (level 6) and ``.br`` (5).
    ``RELEASE``: ``.gz`` (libdeflate's 12) and ``.br`` (11, above 1 MiB 9). ``ZSTD`` adds ``.zst``
    (3, in ``RELEASE`` 19). Where nothing is said: ``RELEASE`` in the build types Release,
    RelWithDebInfo and MinSizeRel, ``DEV`` in Debug, else ``FAST``. Files below 1 KiB and formats
    that are compressed already (pictures, WOFF, video, archives, PDF) have none, source maps only
    ``.gz``, and one that saves less than 5 % is not kept. Each has the time of its file.
  ``MODE``
    ``DIGEST``, or ``IDENTITY`` for developing, the default in the build type Debug: files keep
    their names whatever ``NAMES`` says, nothing is minified, nothing is compressed unless
    ``PRECOMPRESS`` says so, and ``SOURCE_MAPS`` is ``INSTALL`` unless it says otherwise. Bundles
    are bundled, references checked, and the manifest is as ever, so programs need not know.
  ``MANIFESTS``
    Manifests as frameworks read them, in the published folder beside ``manifest.json``: ``VITE``
    (``.vite/manifest.json``), ``PROPSHAFT`` (``.manifest.json``, of Propshaft 1.2 or later),
    ``DJANGO`` (``staticfiles.json``), ``PHOENIX`` (``cache_manifest.json``). They know nothing of
    ``QUERY``.
  ``UNUSED``
    What a file is that nothing leads to: no page, entry point, combined script, nor file that keeps
    its name, over any number of references. ``IGNORE`` where nothing else is said; words and globs
    are as in ``NAMES``, and fit the unused file: ``UNUSED WARN ** ERROR img/**``.
  ``BUDGET``
    How large what fits a glob may be, all together, as it is sent: ``BUDGET js/app.js 90K br
    **/*.css 40K gz``. Sizes are digits with ``B``, ``K`` (1024) or ``M``; without an encoding they
    are for what is uncompressed. Paths are logical ones; source maps don't count. In an encoding
    that the build doesn't make, a budget is a warning unless the files would do uncompressed. May
    be said more than once.
  ``COMPONENT``
    The install component, as in ``install()``.

  The names are ``<stem>-<12 digits>.<extension>``, from the SHA-256 of the bytes that are served.
  So a changed picture also changes the name of every sheet and page that refers to it, at any
  depth, and nothing else. Files that refer to one another in a circle share a digest of them all,
  told apart by their paths. Files that bundles take from npm's packages come under ``vendor/``.

  References are put right, relative ones and those that begin with ``PUBLIC_PATH``; queries and
  fragments stay:

  * in style sheets: ``url()``, ``src()``, ``image-set()``, ``@import``;
  * in scripts (``.js .mjs``): ``import``, ``export … from`` and ``import()`` of URLs
    (``'./a.js'``, not ``'a'``), ``import.meta.resolve()``, ``new URL('…', import.meta.url)``;
  * in HTML pages and templates: attributes that load something, ``srcset``, links, styles and
    scripts; in import maps what specifiers lead to, those that are URLs, scopes, and integrity;
  * in SVG pictures the same, and ``<?xml-stylesheet?>``;
  * in web manifests (``.webmanifest``, and JSON that a page has as ``<link rel=manifest>``): icons,
    screenshots, and the pages that they open;
  * the source map that the last comment of a script or sheet names; a comment that names one that
    isn't there goes.

  Values with a block of a template language (``{{ }}``, ``{% %}``) stay as they are: there the
  program looks into the manifest; and so does what a script spells as a plain string. In bundles
  the names that scripts import (``import logo from './logo.svg'``) are put right.

  ``manifest.json`` in the folder tells for every logical path its file, type, size, SHA-256,
  integrity (``integrity="sha384-…"``), what it refers to, with ``QUERY`` its ``"query"``, and the
  sizes of its compressed forms (``"encodings": {"br": 23012, "gz": 27110}``); of a
  bundle, whether it is an entry point, its source, source map, the sheets that a page with it
  needs, what to preload, and what it may import later. ``assets-1.schema.json``, a JSON Schema in
  ``packaging/schema``, describes it::

    {"schema": 1, "publicPath": "/static/", "assets": {"app.js": {"file": "app-….js", …}}}

  The build runs once for all files, and only when one of them, a folder, a file that esbuild
  read, or esbuild itself changed; new files are noticed. ``NODE_PATH`` is not heeded. The same
  sources give the same bytes in any folder, and a file whose content stays keeps its time.

  Licences in comments of what is bundled (``/*! … */``, ``@license``) are published beside the
  bundle, as ``app-….js.LEGAL.txt``, and named at its end.

  Properties of the target: ``SHIPIT_ASSETS_FOLDER`` and ``SHIPIT_ASSETS_MANIFEST``, the folder
  that is made and its manifest, and ``SHIPIT_ASSETS_MAPS``. Under a generator for several build
  types, such as Ninja Multi-Config, each type has a folder of its own, and the properties hold
  ``$<CONFIG>``: read them with
  ``$<TARGET_GENEX_EVAL:target,$<TARGET_PROPERTY:target,SHIPIT_ASSETS_FOLDER>>``. ``deploy.json``
  names the installed manifest.

  Errors when the project is configured: an unknown or missing keyword or choice; a ``ROOT`` or
  an entry point that is not there; a ``PUBLIC_PATH`` that is not one; esbuild missing or older than
  0.18.20 (see
  ``FindEsbuild``). Errors of the build: a reference to a file that is not there or outside
  ``ROOT``, all of them at once; two files that want one name; a page
  that says the integrity of what depends on the page's name; what esbuild has against the
  sources, each with its file and line; a file that can't be published; a broken ``BUDGET``, with
  what has grown since the last build; a file that ``UNUSED`` doesn't let pass. A failed build
  leaves the last output as it was. Errors of ``cmake --install``, and so of ``package``: files of
  the output that were changed, removed or added since the build, which builds alone would not see.

  Warnings of the build: a glob of ``NAMES``, ``MINIFY``, ``INTEGRITY``, ``MISSING`` or ``UNUSED``
  that fits no file.

  Two more targets are not in the default build: ``<target>_watch`` publishes again on every change
  until it is interrupted, and ``<target>_report`` tells of unused files, the same content under
  several names, the largest files, and how long the last build took.

  ``SHIPIT_ASSETS_STATS``, a variable: if it is true, as after ``cmake -DSHIPIT_ASSETS_STATS=ON``,
  each build tells how long its phases took: ``look`` (at what is there), ``bundle``, ``minify``
  (what is in no bundle), ``link`` (references), ``name``, ``compress``, ``publish``.

  Example::

    shipit_add_assets(myservice_assets ROOT web ENTRY_POINTS app.js app.css
                      PUBLIC_PATH /static/ DESTINATION share/myservice/static)
#]=======================================================================]

include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/assets_checks.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/assets_mode.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")

function(shipit_add_assets target)
  set(one ROOT PUBLIC_PATH DESTINATION TARGET FORMAT SOURCE_MAPS VERSION MODE COMPONENT)
  set(many ENTRY_POINTS CONCAT MINIFY NAMES INTEGRITY MISSING UNUSED BUDGET MANIFESTS PRECOMPRESS)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "${one}" "${many}")
  _shipit_check_arguments(
    shipit_add_assets KNOWN ROOT ENTRY_POINTS CONCAT PUBLIC_PATH DESTINATION TARGET FORMAT
    SOURCE_MAPS MINIFY NAMES VERSION INTEGRITY MISSING UNUSED BUDGET MANIFESTS PRECOMPRESS MODE
    COMPONENT REQUIRED ROOT PUBLIC_PATH DESTINATION)
  if(NOT DEFINED ARG_TARGET)
    set(ARG_TARGET es2020)
  endif()

  cmake_path(ABSOLUTE_PATH ARG_ROOT BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE
             OUTPUT_VARIABLE root)
  _shipit_check_assets("${ARG_ROOT}" "${root}" "${ARG_PUBLIC_PATH}" "${ARG_ENTRY_POINTS}")
  _shipit_check_choice(FORMAT IIFE ESM)
  _shipit_check_asset_words()
  list(PREPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_FUNCTION_LIST_DIR}")
  find_package(Esbuild 0.18.20 MODULE REQUIRED)

  set(work "${CMAKE_CURRENT_BINARY_DIR}/shipit/${target}")
  _shipit_write_assets_plans("${work}" "${root}")
  _shipit_assets_work(work "${work}")
  set(output "${work}/tree")
  set(manifest "${output}/manifest.json")

  set(stats)
  if(SHIPIT_ASSETS_STATS)
    set(stats --stats)
  endif()
  add_custom_command(
    OUTPUT "${manifest}"
    COMMAND ShipIt::shipit assets --plan "${work}/plan.json" ${stats}
    DEPENDS "${work}/plan.json" "$<TARGET_FILE:ShipIt::shipit>"
    DEPFILE "${work}/inputs.d"
    COMMENT "Publishing ${target}"
    VERBATIM)
  add_custom_target(${target} ALL DEPENDS "${manifest}")
  add_custom_target(${target}_watch COMMAND ShipIt::shipit assets --plan "${work}/plan.json" --watch
                    USES_TERMINAL VERBATIM)
  add_custom_target(${target}_report COMMAND ShipIt::shipit assets report --plan "${work}/plan.json"
                    USES_TERMINAL VERBATIM)
  add_dependencies(${target}_report ${target})
  set_target_properties(${target} PROPERTIES SHIPIT_ASSETS_FOLDER "${output}")
  set_target_properties(${target} PROPERTIES SHIPIT_ASSETS_MANIFEST "${manifest}")
  set_target_properties(${target} PROPERTIES SHIPIT_ASSETS_MAPS "${work}/maps")

  set(record "")
  _shipit_package_path(installed "${ARG_DESTINATION}")
  set_target_properties(${target} PROPERTIES _SHIPIT_ASSETS_PUBLIC_PATH "${ARG_PUBLIC_PATH}"
                                             _SHIPIT_ASSETS_INSTALLED "${installed}")
  _shipit_json_set(record manifest STRING "${installed}/manifest.json")
  _shipit_json_set(record publicPath STRING "${ARG_PUBLIC_PATH}")
  _shipit_json_set(record output STRING "${output}")
  _shipit_add_record(assets "${record}")

  set(component)
  if(DEFINED ARG_COMPONENT)
    set(component COMPONENT "${ARG_COMPONENT}")
  endif()
  _shipit_check_at_install("${target}" "${work}/plan.json" ${component})
  install(DIRECTORY "${output}/" DESTINATION "${ARG_DESTINATION}" ${component})
endfunction()
