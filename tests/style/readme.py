#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the README shows is what the tests run."""

import pathlib
import sys

source = pathlib.Path(__file__).parents[2]
readme = (source / "README.md").read_text(encoding="utf-8")
example = (source / "examples/myservice/CMakeLists.txt").read_text(encoding="utf-8")
if f"```cmake\n{example}```" not in readme:
    sys.exit("README.md: its lines of CMake are not those of examples/myservice/CMakeLists.txt")
if len(example.splitlines()) >= 40:
    sys.exit("examples/myservice/CMakeLists.txt: 40 lines or more")
