# SPDX-License-Identifier: Apache-2.0
"""Holds what every source file keeps to: its size, its licence line, headers without `using namespace`.

usage: files.py [ROOT]       prints 'file:line: message' for each finding and exits 1 if there is one
"""

import re
import sys

from source import Finding, line_of, main, without_comments_and_strings

LONGEST = 300
LICENCE = "SPDX-License-Identifier: Apache-2.0"

TOP_FILES = ["CMakeLists.txt", "dev"]
FOLDERS = ["cmake", "tools", "packaging", "assets", "examples", "tests", ".ci"]
SOURCES = {".cpp", ".hpp", ".cmake", ".py", ".sh", ".js", ".css"}
NAMED = {"CMakeLists.txt", "run"}
LICENSED = {".cpp", ".hpp", ".cmake", ".py", ".sh", ""}
NOT_OURS = {"node_modules", "build", "__pycache__"}

# Folders that show what a user writes: a licence line there would be the user's, not ours.
USERS_CODE = {"examples", "project"}


def sources(root):
    for name in TOP_FILES:
        if (root / name).exists():
            yield root / name
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if NOT_OURS.isdisjoint(file.relative_to(root).parts) and file.is_file():
                if file.suffix in SOURCES or file.name in NAMED:
                    yield file


def check_file(path, text):
    lines = text.splitlines()
    if len(lines) > LONGEST:
        yield LONGEST + 1, f"{len(lines)} lines: over {LONGEST} a file has more than one job"
    if path.suffix in LICENSED and USERS_CODE.isdisjoint(path.parts):
        first = next((line for line in lines if not line.startswith("#!")), "")
        if LICENCE not in first:
            yield 1, f"the first line is to say '{LICENCE}'"
    if path.suffix == ".hpp":
        code = without_comments_and_strings(text)
        for match in re.finditer(r"\busing\s+namespace\b", code):
            yield line_of(code, match.start()), "'using namespace' in a header reaches everyone who includes it"


def check(root):
    for file in sources(root):
        path = file.relative_to(root)
        for line, message in check_file(path, file.read_text()):
            yield Finding(path.as_posix(), line, message)


if __name__ == "__main__":
    sys.exit(main(check))
