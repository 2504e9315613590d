# SPDX-License-Identifier: Apache-2.0
"""What the style tests share: findings, and C++ text without what the compiler doesn't run."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    file: str
    line: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


_COMMENT = r"//[^\n]*|/\*.*?\*/"
_STRING = (
    r'R"(?P<fence>[^()\\\s]{0,16})\(.*?\)(?P=fence)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'"  # not a digit separator
)
_COMMENT_OR_STRING = re.compile(f"(?P<comment>{_COMMENT})|{_STRING}", re.DOTALL)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """C++ text with its comments blanked; lines stay where they are."""
    return _COMMENT_OR_STRING.sub(lambda m: _blank(m[0]) if m["comment"] else m[0], text)


def without_comments_and_strings(text):
    """C++ text with its comments and literals blanked; lines stay where they are."""
    return _COMMENT_OR_STRING.sub(lambda m: _blank(m[0]), text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def main(check):
    """Runs check(root) on the tree that the command line names; prints what it finds."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2]
    findings = sorted(check(root))
    for finding in findings:
        print(finding)
    return 1 if findings else 0
