#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Whether every reference in a published folder leads to a file, by parsers that are not ShipIt's:
html.parser, tinycss2, and for scripts the esbuild that is given.

usage: check_links.py FOLDER PUBLIC-PATH ESBUILD [URLS]      writes the URL paths of all files to URLS
"""

import json
import pathlib
import posixpath
import subprocess
import sys
import tempfile
import urllib.parse
from html.parser import HTMLParser

import tinycss2

LOADING = {"src", "href", "poster", "data", "xlink:href"}


class Attributes(HTMLParser):
    """The URLs in the attributes of a page or picture, and its style sheets."""

    def __init__(self, text):
        super().__init__()
        self.urls, self.sheets, self._in_style = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._in_style = tag == "style"
        for name, value in attrs:
            if name in LOADING:
                self.urls.append(value)
            elif name == "srcset":
                self.urls += [part.split()[0] for part in value.split(", ")]
            elif name == "style":
                self.sheets.append("x{" + value + "}")

    def handle_data(self, data):
        if self._in_style:
            self.sheets.append(data)

    def handle_endtag(self, tag):
        self._in_style = False


def urls_in_nodes(nodes):
    for node in nodes:
        if node.type == "url":
            yield node.value
        elif node.type == "function":
            inner = node.arguments
            if node.lower_name in ("url", "src", "image-set", "-webkit-image-set"):
                yield from (each.value for each in inner if each.type == "string")
            yield from urls_in_nodes(inner)
        elif node.type == "at-rule":
            if node.lower_at_keyword == "import":
                yield from (each.value for each in node.prelude if each.type == "string")
            yield from urls_in_nodes([*node.prelude, *(node.content or [])])
        elif node.type == "qualified-rule":
            yield from urls_in_nodes(node.content)
        elif node.type in ("{} block", "() block", "[] block"):
            yield from urls_in_nodes(node.content)


def urls_in_sheet(text):
    return urls_in_nodes(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def urls_in_page(text):
    found = Attributes(text)
    yield from found.urls
    for sheet in found.sheets:
        yield from urls_in_sheet(sheet)


def urls_in_scripts(folder, scripts, esbuild):
    """By esbuild, which leaves every import as it is and tells of it."""
    with tempfile.TemporaryDirectory() as scratch:
        meta = pathlib.Path(scratch) / "meta.json"
        command = [esbuild, *scripts, "--bundle", "--format=esm", "--external:*", f"--metafile={meta}",
                   f"--outdir={scratch}/out", "--log-level=error"]  # fmt: skip
        subprocess.run(command, cwd=folder, check=True)
        inputs = json.loads(meta.read_text(encoding="utf-8"))["inputs"]
    return [(path, each["path"]) for path, made in inputs.items() for each in made["imports"]]


def references(folder, esbuild):
    readers = {".html": urls_in_page, ".svg": urls_in_page, ".css": urls_in_sheet}
    scripts = []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix == ".js" and file.is_file():
            scripts.append("./" + name)
        elif file.suffix in readers:
            text = file.read_text(encoding="utf-8", errors="surrogateescape")
            yield from ((name, url) for url in readers[file.suffix](text))
    if scripts:
        yield from urls_in_scripts(folder, scripts, esbuild)


def target_of(name, url, public_path):
    """The path in the folder that a URL leads to; None if it leads elsewhere."""
    parts = urllib.parse.urlsplit(url.strip())
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = urllib.parse.unquote(parts.path, errors="surrogateescape")
    if path.startswith(public_path):
        return path[len(public_path):]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def main():
    folder, public_path, esbuild = pathlib.Path(sys.argv[1]), *sys.argv[2:4]
    count, lost = 0, []
    for name, url in references(folder, esbuild):
        target = target_of(name, url, public_path)
        count += target is not None
        if target is not None and not (folder / target).is_file():
            lost.append(f"{name}: {url}")
    if lost or not count:
        sys.exit(f"of {count} references these lead nowhere:\n" + "\n".join(lost[:20]))
    if len(sys.argv) > 4:
        found = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        files = [file.relative_to(folder).as_posix() for file in found]
        urls = [public_path + urllib.parse.quote(file, errors="surrogateescape") for file in files]
        pathlib.Path(sys.argv[4]).write_text("\n".join(urls) + "\n", encoding="utf-8")
    print(count)


main()
