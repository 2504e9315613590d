# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItPackage
-------------

.. command:: shipit_package

  ::

    shipit_package([FORMATS <TAR_ZST|DEB>...] [SUMMARY <text>] [CONTACT <text>]
                   [NAME <name>] [DESCRIPTION <text>] [HOMEPAGE <url>]
                   [LICENSE <id>] [COPYRIGHT <holder>] [LICENSE_FILE <file>]
                   [SECTION <section>] [PRIORITY <priority>]
                   [ARCHITECTURE <name>] [SHLIBDEPS <ON|OFF>]
                   [COMPRESSION <xz|gzip|zstd>] [DBGSYM <AUTO|OFF>]
                   [SBOM <ON|OFF>]
                   [DEPENDS <relation>...] [PRE_DEPENDS <relation>...]
                   [RECOMMENDS <relation>...] [SUGGESTS <relation>...]
                   [ENHANCES <relation>...] [CONFLICTS <relation>...]
                   [BREAKS <relation>...] [REPLACES <relation>...]
                   [PROVIDES <relation>...]
                   [PREINST <file>] [POSTINST <file>]
                   [PRERM <file>] [POSTRM <file>]
                   [OBSOLETE_CONFFILES <path>...]
                   [COMPONENTS <component>...] [LEAVE_OUT <component>...] [SOLID]
                   [REQUIRE_CLEAN] [RELOCATABLE_ALLOW <glob>...]
                   [RUNTIME_DEPENDENCIES <target>...]
                   [PRE_PACKAGE COMMAND <program> [<argument>...]
                               [COMMAND <program> [<argument>...]]...])

  Makes ``cmake --build . --target package`` (and ``cpack``) turn the
  project's own ``install()`` rules into a release, in the folder ``dist`` of
  the build tree:

  ``<name>-<version>-<system>-<architecture>.tar.zst``
    One top folder, ``<name>``, that runs from any place.
  ``<name>_<version>_<architecture>.deb``
    Files under ``etc`` are conffiles, units are enabled and started. Several
    of them by :command:`shipit_add_package`.
  ``<name>-<version>-<system>-<architecture>.cdx.json``
    What it is made of: a software bill of materials (CycloneDX 1.6).
  ``deploy.json``, ``SHA256SUMS``
    What the deploy step reads, and the digests of all the others.

  A build type other than ``Release``, ``None`` or none follows the
  architecture in both names: ``…-linux-amd64-debug.tar.zst``. Releases for
  several architectures or build types can share a folder (``cpack -B``): each
  replaces its own predecessor only, ``deploy.json`` is that of the last one,
  and of the others ``<archive's name without .tar.zst>.deploy.json``.

  It works through CPack's External generator; other generators of the
  project's own go on working beside it. Called once, anywhere in the
  project.

  ``FORMATS``
    Default: both.
  ``SUMMARY``
    One line, without a full stop; default: the project's description.
  ``CONTACT``
    ``Name <mail@example.org>``: who answers for the package. It must be given
    here or by CPack's variables.
  ``NAME``
    Default: the project's name. A .deb wants lower-case letters, digits,
    ``+``, ``-`` and ``.``.
  ``DESCRIPTION``
    Paragraphs for the .deb; default: a sentence naming release and commit.
  ``LICENSE``, ``COPYRIGHT``
    The licence by its SPDX identifier (``Apache-2.0``) and who holds the
    rights; with both the .deb's copyright file is machine-readable.
  ``LICENSE_FILE``
    Goes into the .deb as its copyright file; default: ``LICENSE`` beside the
    top CMakeLists.txt, when there is one.
  ``SECTION``
    Debian's section; default ``misc``.
  ``PRIORITY``
    Debian's priority; default ``optional``.
  ``ARCHITECTURE``
    Debian's name; default: from CMAKE_SYSTEM_PROCESSOR, or ``all`` for a
    project without a compiled language.
  ``COMPRESSION``
    Of the .deb; default ``xz``. ``gzip`` and ``zstd`` are made anew for every
    change; Debian 12's lintian calls a .deb with zstd malformed.
  ``DEPENDS``
    Debian packages, each a word like ``libfoo1``, ``libfoo1 (>= 1.2)`` or
    ``exim4 | postfix``, beside those that dpkg-shlibdeps finds.
  ``PRE_DEPENDS``, ``RECOMMENDS``, ``SUGGESTS``, ``ENHANCES``
    The same for the other needs of Debian policy 7.
  ``CONFLICTS``, ``BREAKS``, ``REPLACES``, ``PROVIDES``
    The same without alternatives; PROVIDES takes no version but ``(= 1.2)``.
  ``DBGSYM``
    AUTO, the default, makes ``<name>-dbgsym_<version>_<architecture>.deb``
    beside a .deb in which something was stripped of debug information, with
    that: debuggers find it by build id. Only what has both (``-g``, which
    RelWithDebInfo and Debug have, and the linker's ``--build-id``) is in it.
  ``SHLIBDEPS``
    OFF leaves dpkg-shlibdeps out; default ON.
  ``SBOM``
    OFF makes no bill of materials; default ON. It names the Debian packages
    that a .deb depends on, with their versions at the build where
    dpkg-shlibdeps tells of them; the libraries of RUNTIME_DEPENDENCIES; and
    the packages from npm of which assets have code or files. LICENSE,
    COPYRIGHT and CONTACT are in it as well.

  ``PREINST``, ``POSTINST``, ``PRERM``, ``POSTRM``
    Maintainer scripts of the project's own, in sh or bash. They are joined
    with what units, users and folders need, under ``set -e``, and their exit
    code counts. In postinst users and folders are made before them, and units
    enabled and started after them; in prerm and postrm units are stopped and
    forgotten before them. A line ``#DEBHELPER#`` in the script says where all
    of that belongs instead.

  ``OBSOLETE_CONFFILES``
    Files below ``/etc`` that earlier versions of the package had and this one
    has no more: absolute paths on the host. An upgrade removes them; one that
    the admin has edited becomes ``<path>.dpkg-bak``. Without this they stay
    until the package is purged.

  ``COMPONENTS``
    Only the ``install()`` rules of these COMPONENTs; default: all rules,
    without those that are EXCLUDE_FROM_ALL. Where
    :command:`shipit_add_package` makes other packages of other components,
    those of the package that has the release's name.

  ``LEAVE_OUT``
    Components that are in no package, where :command:`shipit_add_package`
    makes several: any other has to be in one.

  ``SOLID``
    The archive is compressed as one piece that looks back 128 MiB: a tenth
    to a fifth smaller, and made anew for every change.

  ``RELOCATABLE_ALLOW``
    Files, by their paths in the archive, that may name absolute paths which
    are refused otherwise: those of the source and the build folder in all
    packages; with a TAR_ZST also the places that the package's own files would
    have below CMAKE_INSTALL_PREFIX or ``/usr``, a script's interpreter outside
    of ``/bin`` and ``/usr/bin``, and a RUNPATH that is not within the archive
    by ``$ORIGIN``. ``*`` and ``?`` stop at a ``/``, ``**/`` doesn't; a glob
    without ``/`` is one for names alone.

  ``RUNTIME_DEPENDENCIES``
    Programs and shared libraries whose shared libraries, and what those load,
    come along in ``lib/<name>``, by CMake's ``install(RUNTIME_DEPENDENCY_SET)``.
    Left out is what the target system promises: glibc and its loader, libgcc_s,
    libstdc++, and the libraries of graphics (libGL, libEGL, libvulkan, libdrm,
    libgbm, libX11, libxcb, libwayland and theirs); and what the build makes
    itself, for which there are ``install()`` rules. The targets get
    ``$ORIGIN/../lib/<name>`` as an RPATH, so they are to be installed one folder
    deep (``bin``, ``lib``). A library that is not found is an error. They are
    of the first of ``COMPONENTS``, so with :command:`shipit_add_package` they
    lie in this function's own package, and a package whose programs load them
    depends on that one.

  ``REQUIRE_CLEAN``
    Package nothing while tracked files differ from the commit. Without it
    such a package says so: its version ends in ``dirty``, and ``deploy.json``
    has ``"dirty": true``; ``shipit deploy`` refuses it unless ``--dirty`` is
    said.

  ``PRE_PACKAGE``
    Commands that are run each time before anything is staged, one after the
    other, without a shell, in the folder of the top CMakeLists.txt, with
    ``SHIPIT_VERSION``, ``SHIPIT_DEBIAN_VERSION``, ``SHIPIT_TAG``,
    ``SHIPIT_COMMIT`` and ``SHIPIT_BUILD_FOLDER`` in their environment. When
    one fails nothing is packaged, and what it said is shown. The version is
    looked up again after them: one that edits tracked files makes the package
    dirty, or is refused where the programs then say otherwise.

  Programs are stripped, unless CPACK_STRIP_FILES is OFF; when all rules have
  run, so that an ``install(CODE)`` sees them with their symbols.

  What isn't given here is taken from the ``CPACK_DEBIAN_…`` variables that the
  project sets for CPack's own DEB generator (docs/manual/packages.md lists
  them), as they are at the end of the top CMakeLists.txt. A warning names
  those that are not followed.

  CPACK_THREADS, set before ``shipit_package()``, says how many cores compress at
  once; unlike CPack's own generators ShipIt takes all unless it is set. ``cpack
  -D CPACK_THREADS=2`` says it for one run; 1 says nothing there, as it is what
  CPack has for a project that sets none. The bytes are the same.

  The ``install()`` rules run into ``shipit/stage`` in the build tree, which is
  kept: what has not changed since the last packaging is not copied again.
  What ``install(CODE)`` and ``install(SCRIPT)`` write is made anew each time.
  Where nothing has changed that the last release was made from, and it still
  lies where it was put, nothing is made at all.

  The version is looked up anew when CPack runs, also for CPack's own
  generators; a build tree that was made for another one is not packaged.
#]=======================================================================]
include_guard(GLOBAL)
cmake_policy(VERSION 3.25) # whatever the project itself asks for
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/package_plan.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/package_archive.cmake")

function(shipit_package)
  set(one NAME SUMMARY CONTACT DESCRIPTION HOMEPAGE LICENSE COPYRIGHT LICENSE_FILE SECTION PRIORITY
          ARCHITECTURE SHLIBDEPS COMPRESSION DBGSYM SBOM PREINST POSTINST PRERM POSTRM)
  _shipit_relation_keywords(many)
  list(PREPEND many FORMATS)
  list(APPEND many OBSOLETE_CONFFILES COMPONENTS LEAVE_OUT PRE_PACKAGE RELOCATABLE_ALLOW
       RUNTIME_DEPENDENCIES)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "SOLID;REQUIRE_CLEAN" "${one}" "${many}")
  _shipit_check_arguments(shipit_package KNOWN ${many} ${one} SOLID REQUIRE_CLEAN)
  get_property(called GLOBAL PROPERTY _SHIPIT_PACKAGE_PLAN SET)
  if(called)
    _shipit_fail("shipit_package() was called twice"
                 "a build tree makes one release: keep one call")
  endif()
  if(NOT DEFINED ARG_FORMATS)
    set(ARG_FORMATS TAR_ZST DEB)
  endif()
  foreach(format IN LISTS ARG_FORMATS)
    if(NOT format MATCHES "^(TAR_ZST|DEB)$")
      _shipit_fail("shipit_package() does not know the format '${format}'" "it knows TAR_ZST, DEB")
    endif()
  endforeach()
  if(PROJECT_NAME STREQUAL "")
    _shipit_fail("shipit_package() was called before project()"
                 "call it at the end of CMakeLists.txt")
  endif()

  set(plan "")
  _shipit_json_set(plan formats LIST ${ARG_FORMATS})
  _shipit_json_set(plan components LIST ${ARG_COMPONENTS})
  _shipit_json_set(plan leaveOut LIST ${ARG_LEAVE_OUT})
  _shipit_plan_identity(plan)
  _shipit_plan_version(plan)
  _shipit_plan_build(plan)
  _shipit_plan_hooks(plan)
  _shipit_plan_places(plan)
  _shipit_plan_bundled(plan)
  _shipit_json_set(plan obsoleteConffiles LIST ${ARG_OBSOLETE_CONFFILES})
  set_property(GLOBAL PROPERTY _SHIPIT_PACKAGE_PLAN "${plan}")
  _shipit_note_threads()
  # The records of later calls belong into the plan, and CPack is included once: last.
  cmake_language(
    EVAL CODE
    "cmake_language(DEFER DIRECTORY [==[${CMAKE_SOURCE_DIR}]==] CALL _shipit_finish_package)")
endfunction()
