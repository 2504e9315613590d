#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds a .deb beside those that Debian makes of the same source.

usage: compare.py DIFFERENCES PROJECT OURS.deb DEBIANS.deb ...
Prints a table of what differs, and exits 1 if there is something that DIFFERENCES doesn't list.
"""

import fnmatch
import io
import re
import subprocess
import sys
import tarfile


def output_of(*words):
    return subprocess.run(words, check=False, capture_output=True).stdout


def contents(package):
    """What isn't a folder, with the targets of symlinks."""
    with tarfile.open(fileobj=io.BytesIO(output_of("dpkg-deb", "--fsys-tarfile", package))) as tar:
        return {
            member.name.removeprefix("./") + (" -> " + member.linkname if member.issym() else "")
            for member in tar
            if not member.isdir()
        }


def field(package, name):
    return output_of("dpkg-deb", "--field", package, name).decode().strip()


def depends(packages):
    """By name, the relations to packages that aren't among these; the highest version counts."""
    own = {field(package, "Package") for package in packages}
    found = {}
    for package in packages:
        for relation in filter(None, re.split(r",\s*", field(package, "Depends"))):
            name = relation.split()[0]
            if name not in own:
                found[name] = max(found.get(name, []), [int(n) for n in re.findall(r"\d+", relation[len(name) :])])
    return {f"{name} {'.'.join(map(str, version))}".strip() for name, version in found.items()}


def lintian(packages):
    said = output_of("lintian", "--allow-root", *packages).decode()
    return {match[1] for match in re.finditer(r"^[EW]: [^:]+: (\S+)", said, re.MULTILINE)}


def allowed(file, project):
    """(kind, glob, reason) of each line for this project."""
    rules = []
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            words, _, reason = line.partition(" # ")
            if words.strip() and not line.startswith("#"):
                who, kind, glob = words.split()
                if who in ("*", project):
                    rules.append((kind, glob, reason.strip()))
    return rules


def main(file, project, ours, *debians):
    theirs = set().union(*map(contents, debians))
    found = [("missing", path) for path in sorted(theirs - contents(ours))]
    found += [("added", path) for path in sorted(contents(ours) - theirs)]
    found += [("depends", one) for one in sorted(depends([ours]) ^ depends(debians))]
    found += [("lintian", tag) for tag in sorted(lintian([ours]) - lintian(debians))]
    rules = allowed(file, project)
    unexpected = 0
    print(f"{project}: {len(theirs)} files in {len(debians)} packages of Debian's; {', '.join(sorted(depends([ours])))}")
    for kind, what in found:
        reasons = [reason for k, glob, reason in rules if k == kind and fnmatch.fnmatchcase(what, glob)]
        unexpected += not reasons
        print(f"  {kind:8} {what:70} {reasons[0] if reasons else 'UNEXPECTED'}")
    return 1 if unexpected or not theirs & contents(ours) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
