# SPDX-License-Identifier: Apache-2.0
"""Prints one row of the table from what hyperfine measured.

usage: row.py FILE WAY TITLE FILES GITS-NO-OP GITS-COMMIT COMPILED      the first result is the base
"""

import json
import sys

path, way, title, files, gits, commit_gits, compiled = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    results = {result["command"]: result for result in json.load(file)["results"]}
base, this = next(iter(results.values())), results[way]
median = this["median"] * 1000
more = (this["min"] - base["min"]) * 1000
ratio = this["median"] / base["median"]
print(f"{title:36} {files:>7} | {median:9.1f} {more:9.1f} {ratio:9.2f} {gits:>6} | {commit_gits:>6} {compiled:>9}")
