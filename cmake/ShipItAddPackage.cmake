# SPDX-License-Identifier: Apache-2.0
#[=======================================================================[.rst:
ShipItAddPackage
----------------

.. command:: shipit_add_package

  ::

    shipit_add_package(<name> COMPONENTS <component>... SUMMARY <text>
                       [DESCRIPTION <text>] [SECTION <section>]
                       [PRIORITY <priority>] [ARCHITECTURE <name>]
                       [DEPENDS <relation>...] [PRE_DEPENDS <relation>...]
                       [RECOMMENDS <relation>...] [SUGGESTS <relation>...]
                       [ENHANCES <relation>...] [CONFLICTS <relation>...]
                       [BREAKS <relation>...] [REPLACES <relation>...]
                       [PROVIDES <relation>...]
                       [PREINST <file>] [POSTINST <file>]
                       [PRERM <file>] [POSTRM <file>])

  Puts what the ``install()`` rules of these COMPONENTs bring into a .deb of
  its own, beside that of :command:`shipit_package`, which then takes the
  components that it is given itself::

    shipit_package(SUMMARY "greets" … COMPONENTS Unspecified
                   DEPENDS hello-data LEAVE_OUT tests)
    shipit_add_package(hello-data COMPONENTS data SUMMARY "what hello says")

  Each component has to be in one package, or be named by ``LEAVE_OUT`` of
  shipit_package(); rules without a COMPONENT have ``Unspecified``. When
  shipit_package() has no COMPONENTS there is no .deb of its name. All are made
  in one run; the archive stays one, with everything. May be called before
  shipit_package() or after it, anywhere in the project.

  The keywords mean what they do in shipit_package(). The package has a control
  file, conffiles, maintainer scripts for the units among its files, copyright,
  changelog and ``-dbgsym`` of its own. CONTACT, HOMEPAGE, LICENSE, COMPRESSION
  and the like are those of shipit_package(), and so are SECTION and PRIORITY
  when they aren't given.

  ``DEPENDS``
    Also on the release's other packages: one without a version stands for
    exactly the version that is being made, as ``(= ${binary:Version})`` does.
    On those that have the shared libraries which its programs are linked with
    it depends so without being told.
  ``ARCHITECTURE``
    Default: ``all`` when nothing in it is for one architecture, that is no ELF
    file, no ``*.a``, no symlink to a shared library and nothing in a folder
    like ``lib/x86_64-linux-gnu``; else that of shipit_package(). The default
    of shipit_package()'s own package is found in the same way here.
#]=======================================================================]
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/detail/arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/json.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/records.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/detail/package_several.cmake")

function(shipit_add_package name)
  set(one SUMMARY DESCRIPTION SECTION PRIORITY ARCHITECTURE PREINST POSTINST PRERM POSTRM)
  _shipit_relation_keywords(many)
  list(APPEND many COMPONENTS)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "${one}" "${many}")
  _shipit_check_arguments(shipit_add_package KNOWN ${one} ${many} REQUIRED COMPONENTS SUMMARY)
  if(NOT name MATCHES "^[a-z0-9][a-z0-9+.-]+$")
    _shipit_fail("shipit_add_package() got the name '${name}', which Debian does not allow"
                 "use lower-case letters, digits, '+', '-' and '.'")
  endif()
  set(record "")
  _shipit_json_set(record name STRING "${name}")
  _shipit_json_set(record components LIST ${ARG_COMPONENTS})
  _shipit_debian_given(shipit_add_package record)
  _shipit_add_record(packages "${record}")
endfunction()
