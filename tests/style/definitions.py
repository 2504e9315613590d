# SPDX-License-Identifier: Apache-2.0
"""Holds that every type has one definition: two of one name link without a word, and crash.

usage: definitions.py [ROOT]  prints 'file:line: message' for each finding and exits 1 if there is one
"""

import sys

from declarations import declarations_in, type_of
from source import Finding, line_of, main

# What ends up in one program, and so may not disagree.
FOLDERS = ["tools", "tests/unit"]


def types_in(text):
    """(offset, qualified name) of each type that `text` defines for every file to see."""
    for declaration in declarations_in(text):
        name = type_of(declaration.words)
        if declaration.has_body and name and not declaration.is_private:
            yield declaration.offset, "::".join([*declaration.scopes, name])


def sources(root):
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.[ch]pp")):
            if "node_modules" not in file.parts:
                yield file


def check(root):
    first = {}
    for file in sources(root):
        name = file.relative_to(root).as_posix()
        text = file.read_text()
        for offset, found in types_in(text):
            other = first.setdefault(found, name)
            if other != name:
                said = f"'{found}' is defined in {other} too: rename one, or put it into namespace {{}}"
                yield Finding(name, line_of(text, offset), said)


if __name__ == "__main__":
    sys.exit(main(check))
