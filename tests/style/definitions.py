# SPDX-License-Identifier: Apache-2.0
"""Holds that every type has one definition: two of one name link without a word, and crash.

usage: definitions.py [ROOT]  prints 'file:line: message' for each finding and exits 1 if there is one
"""

import re
import sys

from source import Finding, line_of, main, without_comments_and_strings

# What ends up in one program, and so may not disagree.
FOLDERS = ["tools", "tests/unit"]

DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\\\n]|\\\n|\\.)*", re.MULTILINE)
TOKEN = re.compile(r"\w+|::|\[\[|\]\]|[^\w\s]")
KEYS = ["struct", "class", "union", "enum"]


def without_directives(code):
    return DIRECTIVE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), code)


def skipped(words, opening, closing):
    """`words` behind the bracket that closes the one they begin with."""
    depth = 0
    for i, word in enumerate(words):
        depth += (word == opening) - (word == closing)
        if depth == 0:
            return words[i + 1 :]
    return []


def without_prelude(words):
    """A declaration without 'template <...>' and attributes."""
    while words and words[0] in ("template", "[["):
        words = skipped(words[1:], "<", ">") if words[0] == "template" else skipped(words, "[[", "]]")
    return words


def type_of(words):
    """The name of the type that a declaration up to its '{' defines, or None."""
    words = without_prelude(words)
    if not words or words[0] not in KEYS:
        return None
    words = words[2:] if words[:2] in (["enum", "class"], ["enum", "struct"]) else words[1:]
    words = without_prelude(words)
    end = next((i for i, word in enumerate(words) if word in (":", "final")), len(words))
    return "".join(words[:end]) or None


def namespace_of(words):
    """'' for an anonymous namespace, 'a::b' for a named one, None for anything else."""
    words = words[1:] if words[:1] == ["inline"] else words
    return "".join(words[1:]) if words[:1] == ["namespace"] else None


def types_in(code):
    """(offset, qualified name) of each type that `code` defines for every file to see."""
    open_scopes = []  # the name of a namespace, or None for all else
    words, begin = [], 0
    for match in TOKEN.finditer(without_directives(code)):
        word = match[0]
        if word == "}":
            if open_scopes:
                open_scopes.pop()
            words = []
        elif word == "{":
            seen = all(open_scopes)  # neither anonymous nor inside a type or a body
            name = type_of(words) if seen else None
            if name:
                yield begin, "::".join([*open_scopes, name])
            open_scopes.append(namespace_of(words) if seen else None)
            words = []
        elif word == ";":
            words = []
        else:
            begin = begin if words else match.start()
            words.append(word)


def sources(root):
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.[ch]pp")):
            if "node_modules" not in file.parts:
                yield file


def check(root):
    first = {}
    for file in sources(root):
        name = file.relative_to(root).as_posix()
        code = without_comments_and_strings(file.read_text())
        for offset, found in types_in(code):
            other = first.setdefault(found, name)
            if other != name:
                said = f"'{found}' is defined in {other} too: rename one, or put it into namespace {{}}"
                yield Finding(name, line_of(code, offset), said)


if __name__ == "__main__":
    sys.exit(main(check))
