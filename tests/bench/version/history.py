# SPDX-License-Identifier: Apache-2.0
"""Prints a history for git fast-import: 50,000 commits, a tag on every hundredth.

usage: history.py FILES      so many files, which the commits change one after another
"""

import sys

COMMITS = 50_000
files = int(sys.argv[1])
out = sys.stdout


def commit(number, changes):
    out.write(f"commit refs/heads/main\ncommitter Bench <bench@example.org> {1600000000 + number} +0000\n")
    out.write("data 6\nchange\n" + changes)


def change(index, content):
    return f"M 100644 inline folder{index % 100}/file{index}\ndata {len(content)}\n{content}\n"


commit(0, "".join(change(index, "first") for index in range(files)))
for number in range(1, COMMITS + 1):
    commit(number, change(number % files, str(number)))
    if number % 100 == 0:
        out.write(f"tag v1.{number // 100}.0\nfrom refs/heads/main\n")
        out.write(f"tagger Bench <bench@example.org> {1600000000 + number} +0000\ndata 0\n")
