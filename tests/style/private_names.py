# SPDX-License-Identifier: Apache-2.0
"""Holds that what a .cpp keeps to itself is no other's name: a unity build compiles several as one.

usage: private_names.py [ROOT]  prints 'file:line: message' for each finding and exits 1 if there is one
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass

from declarations import declarations_in, type_of, without_prelude
from layers import LADDER
from source import Finding, line_of, main

IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
# Overloads that differ in nothing but these are taken for each other.
TEXTS = ["string", "string_view", "char", "Path"]
# Spelled as our types are, and made elsewhere.
ALIASES = ["Json"]


@dataclass(frozen=True)
class Name:
    word: str
    parameters: tuple  # of a function, as far as they tell overloads apart; None for anything else
    file: str
    line: int

    def is_taken_for(self, other):
        overloads = None not in (self.parameters, other.parameters)
        return not overloads or self.parameters == other.parameters

    def hides(self, other):
        """Whether a call ends here that means the `other` of all files: types of ours would lead on to it."""
        ours = [word for word in other.parameters or () if word[:1].isupper() and word not in ALIASES]
        return self.is_taken_for(other) or not ours


def depths(words, opening, closing):
    """(word, how many brackets are open behind it) for each word."""
    depth = 0
    for word in words:
        depth += (word in opening) - (word in closing)
        yield word, depth


def type_told(words):
    """'Path' of 'const shipit::Path& file = {}'."""
    words = [word for word, depth in depths(words, "<", ">") if depth == 0 and word != ">"]
    words = words[: words.index("=")] if "=" in words else words
    words = [word for word in words if word not in ("const", "&", "*")]
    if len(words) > 1 and words[-2] != "::":
        words.pop()
    word = words[-1] if words else ""
    return "text" if word in TEXTS else word


def parameters_of(words):
    """What is told by each parameter of the list that `words` begin with."""
    parameters = [[]]
    for word, depth in depths(words[1:], "([{<", ")]}>"):
        if depth < 0:
            break
        if word == "," and depth == 0:
            parameters.append([])
        else:
            parameters[-1].append(word)
    return tuple(type_told(parameter) for parameter in parameters if parameter)


def name_in(words):
    """(name, parameters) of a declaration; None if it names nothing or a member of something else."""
    words = without_prelude(words)
    if "operator" in words or words[:1] in (("namespace",), ("static_assert",)):
        return None
    if words[:1] == ("using",):
        return (words[1], None) if "=" in words else None
    if type_of(words) and IDENTIFIER.fullmatch(type_of(words)):
        return type_of(words), None
    told = [i for i, (_, depth) in enumerate(depths(words, "<", ">")) if depth == 0]
    end = next((i for i in told if words[i] in ("(", "=", "[")), len(words))
    if end < 2 or words[end - 2] == "::" or not IDENTIFIER.fullmatch(words[end - 1]):
        return None
    is_function = words[end : end + 1] == ("(",)
    return words[end - 1], parameters_of(words[end:]) if is_function else None


def names_in(root, file, is_private):
    """What `file` declares for itself, or for others; each once."""
    text = file.read_text()
    found = {}
    for declaration in declarations_in(text):
        named = name_in(declaration.words) if declaration.is_private == is_private else None
        if named and named not in found:
            found[named] = Name(*named, file.relative_to(root).as_posix(), line_of(text, declaration.offset))
    return [*found.values()]


def by_word(names):
    found = defaultdict(list)
    for name in names:
        found[name.word].append(name)
    return found


def check_folder(root, folder, headers):
    public = by_word(name for header in headers for name in names_in(root, header, is_private=False))
    private = []
    for file in sorted(folder.glob("*.cpp")):
        before = by_word(private)
        private += names_in(root, file, is_private=True)
        for name in private[sum(map(len, before.values())) :]:
            others = [other for other in before[name.word] if name.is_taken_for(other)]
            others += [other for other in public[name.word] if name.hides(other)]
            if others:
                said = f"'{name.word}' is a name of {others[0].file}:{others[0].line} too, and a unity build may"
                help = "let the name tell more, or share what is meant"
                yield Finding(name.file, name.line, f"{said} compile both as one: {help}")


def check(root):
    tests = root / "tests/unit"
    for layer, below in LADDER.items():
        headers = [file for seen in [layer, *below] for file in sorted((root / "tools" / seen).glob("*.hpp"))]
        yield from check_folder(root, root / "tools" / layer, headers)
        headers += [*sorted(tests.glob("*.hpp")), *sorted((tests / layer).glob("*.hpp"))]
        yield from check_folder(root, tests / layer, headers)


if __name__ == "__main__":
    sys.exit(main(check))
