# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# C++ namespaces and C prefixes that no compiler takes, or may take for its own, are fatal;
# `function` was given it.
function(_shipit_check_namespace namespace function)
  # Names that the languages keep for themselves (C17 6.4.1, C++20 [lex.key] and [lex.digraph]).
  set(reserved
      alignas
      alignof
      and
      and_eq
      asm
      auto
      bitand
      bitor
      bool
      break
      case
      catch
      char
      char8_t
      char16_t
      char32_t
      class
      co_await
      co_return
      co_yield
      compl
      concept
      const
      const_cast
      consteval
      constexpr
      constinit
      continue
      decltype
      default
      delete
      do
      double
      dynamic_cast
      else
      enum
      explicit
      export
      extern
      false
      float
      for
      friend
      goto
      if
      inline
      int
      long
      mutable
      namespace
      new
      noexcept
      not
      not_eq
      nullptr
      operator
      or
      or_eq
      private
      protected
      public
      register
      reinterpret_cast
      requires
      restrict
      return
      short
      signed
      sizeof
      static
      static_assert
      static_cast
      std
      struct
      switch
      template
      this
      thread_local
      throw
      true
      try
      typedef
      typeid
      typename
      union
      unsigned
      using
      virtual
      void
      volatile
      wchar_t
      while
      xor
      xor_eq)
  set(fault "")
  if(NOT namespace MATCHES "^[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)*$")
    set(fault "which C++ does not allow")
  elseif(namespace MATCHES "(^|:)_|__|_:")
    set(fault "with a '_' where C++ keeps such names for itself")
  endif()
  string(REPLACE "::" ";" pieces "${namespace}")
  foreach(piece IN LISTS pieces)
    if(piece IN_LIST reserved)
      set(fault "and '${piece}' is a word of C++ itself")
    endif()
  endforeach()
  if(NOT fault STREQUAL "")
    string(MAKE_C_IDENTIFIER "${namespace}" legal)
    string(REGEX REPLACE "_+" "_" legal "${legal}")
    string(REGEX REPLACE "^_|_$" "" legal "${legal}")
    if(legal IN_LIST reserved)
      set(legal "my_${legal}")
    endif()
    _shipit_fail("${function}() got NAMESPACE '${namespace}', ${fault}"
                 "give a name like 'acme::shop': NAMESPACE ${legal}")
  endif()
endfunction()

# <variable> becomes the languages that get a header, of those wanted (none: whatever is enabled),
# and <source> the one that the source is written in.
function(_shipit_version_languages variable source)
  get_property(enabled GLOBAL PROPERTY ENABLED_LANGUAGES)
  set(wanted ${ARGN})
  foreach(language IN LISTS wanted)
    if(NOT language MATCHES "^(C|CXX)$")
      _shipit_fail("shipit_add_version_library() does not know the language '${language}'"
                   "it knows C, CXX")
    endif()
  endforeach()
  if(NOT "C" IN_LIST enabled AND NOT "CXX" IN_LIST enabled)
    _shipit_fail("shipit_add_version_library() needs a compiler, and the project has none"
                 "add C or CXX to the LANGUAGES of project()")
  elseif("CXX" IN_LIST wanted AND NOT "CXX" IN_LIST enabled)
    _shipit_fail("shipit_add_version_library() got LANGUAGES CXX, which the project has not"
                 "add CXX to the LANGUAGES of project(), or ask for C")
  endif()
  if(NOT wanted)
    foreach(language IN ITEMS C CXX)
      if(language IN_LIST enabled)
        list(APPEND wanted ${language})
      endif()
    endforeach()
  endif()
  if("CXX" IN_LIST wanted OR NOT "C" IN_LIST enabled)
    set(${source} CXX PARENT_SCOPE)
  else()
    set(${source} C PARENT_SCOPE)
  endif()
  set(${variable} "${wanted}" PARENT_SCOPE)
endfunction()
