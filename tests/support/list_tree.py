#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what a folder holds, one thing a line, so that two trees can be compared by diff.

usage: list_tree.py [--times] FOLDER

Of each: kind, mode, size, digest of the content, path as Python quotes its bytes, and what it leads
to: a symlink's text, or the first path of a file with several names. --times adds seconds since 1970.
"""
import hashlib
import os
import stat
import sys


def walk(root):
    """Every path below root, as bytes, sorted."""
    found = []
    for folder, folders, files in os.walk(root):
        found += [os.path.join(folder, name) for name in folders + files]
    return sorted(found)


def content(path):
    """The digest of a file's bytes."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def line(path, name, names, times):
    """What is said of one thing; names: the first name of each file that has several."""
    status = os.lstat(path)
    kind = stat.filemode(status.st_mode)[0]
    words = [kind, oct(stat.S_IMODE(status.st_mode)), ascii(name)]
    if times:
        words.insert(0, str(int(status.st_mtime)))
    if kind == "l":
        words[-2:-2] = ["->", ascii(os.readlink(path))]
    if kind == "-":
        words[-2:-2] = [str(status.st_size), content(path)]
        first = names.setdefault((status.st_dev, status.st_ino), name)
        if first != name:
            words.append("= " + ascii(first))
    return " ".join(words)


def main():
    """Lists the folder that is named last."""
    root = os.fsencode(sys.argv[-1])
    names = {}
    for path in walk(root):
        print(line(path, os.path.relpath(path, root), names, "--times" in sys.argv))


main()
