# SPDX-License-Identifier: Apache-2.0
"""What C++ text declares outside of types and bodies."""

import re
from dataclasses import dataclass

from source import without_comments_and_strings

_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\\\n]|\\\n|\\.)*", re.MULTILINE)
_TOKEN = re.compile(r"\w+|::|\[\[|\]\]|[^\w\s]")
_KEYS = ["struct", "class", "union", "enum"]


@dataclass(frozen=True)
class Declaration:
    offset: int
    scopes: tuple  # the namespaces around it; '' is an anonymous one
    words: tuple  # up to its '{' or ';'
    has_body: bool

    @property
    def is_private(self):
        """Whether only its own file sees it."""
        return "" in self.scopes


def _without_directives(code):
    return _DIRECTIVE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), code)


def skipped(words, opening, closing):
    """`words` behind the bracket that closes the one they begin with."""
    depth = 0
    for i, word in enumerate(words):
        depth += (word == opening) - (word == closing)
        if depth == 0:
            return words[i + 1 :]
    return ()


def without_prelude(words):
    """A declaration without 'template <...>' and attributes."""
    while words and words[0] in ("template", "[["):
        words = skipped(words[1:], "<", ">") if words[0] == "template" else skipped(words, "[[", "]]")
    return words


def type_of(words):
    """The name of the type that a declaration up to its '{' defines, or None."""
    words = without_prelude(words)
    if not words or words[0] not in _KEYS:
        return None
    words = words[2:] if words[:2] in (("enum", "class"), ("enum", "struct")) else words[1:]
    words = without_prelude(words)
    end = next((i for i, word in enumerate(words) if word in (":", "final")), len(words))
    return "".join(words[:end]) or None


def _namespace_of(words):
    """'' for an anonymous namespace, 'a::b' for a named one, None for anything else."""
    words = words[1:] if words[:1] == ("inline",) else words
    return "".join(words[1:]) if words[:1] == ("namespace",) else None


def declarations_in(text):
    """Each Declaration of the C++ `text`, in order."""
    scopes = []  # the name of a namespace, or None for all else
    words, begin, parentheses = (), 0, 0
    for match in _TOKEN.finditer(_without_directives(without_comments_and_strings(text))):
        word = match[0]
        if None in scopes:
            if word in "{}":
                _ = scopes.append(None) if word == "{" else scopes.pop()
            continue
        parentheses += (word == "(") - (word == ")")
        if parentheses > 0 or word not in ("{", "}", ";"):
            begin = begin if words else match.start()
            words += (word,)
            continue
        namespace = _namespace_of(words) if word == "{" else None
        if words and namespace is None:
            yield Declaration(begin, tuple(scopes), words, word == "{")
        if word == "{":
            scopes.append(namespace)
        elif word == "}" and scopes:
            scopes.pop()
        words = ()
