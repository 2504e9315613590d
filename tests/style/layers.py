# SPDX-License-Identifier: Apache-2.0
"""Holds the ladder of tools/: who may include whom, where foreign libraries and the world come in.

usage: layers.py [ROOT]      prints 'file:line: message' for each finding and exits 1 if there is one
"""

import re
import sys

from source import Finding, line_of, main, without_comments, without_comments_and_strings

# Each layer and the layers that it may include besides itself. MAINS are the files straight in tools/.
MAINS = "main"
LADDER = {
    "base": [],
    "version": ["base"],
    "bump": ["base", "version"],
    "assets": ["base"],
    "bundle": ["base"],
    "configs": ["base"],
    "deb": ["base", "bundle"],
    "release": ["base", "version", "assets", "bundle"],
    "inspect": ["base", "version", "bundle", "release"],
    "deploy": ["base", "bundle", "release"],
    "repo": ["base", "release"],
    "cli": ["base", "version", "bump", "assets", "bundle", "configs", "deb", "release", "inspect", "deploy", "repo"],
    MAINS: ["cli"],
}

# Each foreign library: how its headers begin, and the one file that may include them.
FOREIGN = {
    "openssl/": "base/hash.cpp",
    "nlohmann/": "base/json.hpp",
    "boost/filesystem": "base/walk.cpp",
    "archive.h": "bundle/archive_writer.cpp",
    "archive_entry.h": "bundle/archive_writer.cpp",
    "zstd.h": "base/zstd.cpp",
    "xxhash.h": "base/checksum.cpp",
    "lzma.h": "bundle/xz.cpp",
    "gelf.h": "bundle/elf.cpp",
    "libelf.h": "bundle/elf.cpp",
    "libdeflate.h": "base/gzip.cpp",
    "brotli/": "assets/brotli.cpp",
    "toml++/": "configs/toml.cpp",
    "yaml.h": "configs/yaml.cpp",
    "CLI/": "cli/options.cpp",
}

# libarchive has a writer and a reader, which share nothing.
READERS = {"archive.h": "bundle/archive_reader.cpp", "archive_entry.h": "bundle/archive_reader.cpp"}

# Headers that come with the system: every <name> without a dot is C++'s own.
SYSTEM = re.compile(
    r"[a-z_]+|(sys|linux|netinet|arpa)/\w+\.h"
    r"|(dirent|dlfcn|elf|errno|fcntl|fnmatch|glob|grp|link|malloc|poll|pthread|pwd|sched|signal|spawn|stdlib"
    r"|string|termios|time|unistd|utime)\.h"
)

# Looking at the clock or the environment: a pattern, what it is, and the layers that may.
LOOKS_OUT = [
    (r"\b(?:secure_)?getenv\b", "an environment read"),
    (r"\benviron\b", "an environment read"),
    (r"(?<![.>])\btime\s*\(\s*(?:nullptr|NULL|0|&)", "a clock read"),
    (r"_clock\s*::\s*now\b", "a clock read"),
    (r"\b(?:gettimeofday|clock_gettime|timespec_get)\b", "a clock read"),
]
MAY_LOOK_OUT = ["cli", MAINS]

# What a single file may use all the same.
EXCEPTIONS = {
    "base/process.cpp": "environ",  # a child gets the environment that ShipIt was started with
}

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*(?:<([^>\n]+)>|\"([^\"\n]+)\")", re.MULTILINE)


def layer_of(path):
    return path.parts[0] if len(path.parts) > 1 else MAINS


def check_project_include(path, layer, target):
    """What is wrong with `layer` including the project's header `target`, or None."""
    other = target.split("/")[0]
    if other == layer or other in LADDER[layer]:
        return None
    direction = "above it" if layer in LADDER[other] else "not below it"
    allowed = ", ".join(LADDER[layer]) or "no other layer"
    return f"{layer} may not include <{target}>: {other} is {direction} on the ladder ({layer} sees {allowed})"


def check_foreign_include(path, target):
    """What is wrong with including the header `target` from outside the project, or None."""
    for start, wrapper in FOREIGN.items():
        if target.startswith(start):
            if path.as_posix() in (wrapper, READERS.get(start)):
                return None
            return f"<{target}> belongs in its one wrapper, tools/{wrapper}"
    if SYSTEM.fullmatch(target):
        return None
    return f"<{target}> is a foreign header without a wrapper: name one in FOREIGN of tests/style/layers.py"


def check_include(tools, path, target, is_quoted):
    layer = layer_of(path)
    if is_quoted:
        return f'"{target}" is to be spelled from the root: <layer/file.hpp>'
    first, _, rest = target.partition("/")
    if rest and first in LADDER:
        return check_project_include(path, layer, target)
    if target.startswith(".") or (tools / path.parent / target).exists():
        return f"<{target}> is to be spelled from the root: <layer/file.hpp>"
    return check_foreign_include(path, target)


def check_file(tools, path):
    if layer_of(path) not in LADDER:
        yield 1, f"tools/{path.parts[0]} is not on the ladder: add it to LADDER of tests/style/layers.py"
        return
    text = (tools / path).read_text()
    code = without_comments(text)
    for match in INCLUDE.finditer(code):
        problem = check_include(tools, path, match[1] or match[2], is_quoted=bool(match[2]))
        if problem:
            yield line_of(code, match.start()), problem
    if layer_of(path) in MAY_LOOK_OUT:
        return
    code = without_comments_and_strings(text)
    for pattern, what in LOOKS_OUT:
        for match in re.finditer(pattern, code):
            if match[0] != EXCEPTIONS.get(path.as_posix()):
                said = f"{what} outside cli: take the value as an argument"
                yield line_of(code, match.start()), said


def check(root):
    tools = root / "tools"
    for file in sorted(tools.rglob("*.[ch]pp")):
        for line, message in check_file(tools, file.relative_to(tools)):
            yield Finding(file.relative_to(root).as_posix(), line, message)


if __name__ == "__main__":
    sys.exit(main(check))
