#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks a running service what a deploy step would: its version, its page, every asset.

usage: check_service.py URL MANIFEST VERSION
"""

import hashlib
import json
import re
import sys
import urllib.error
import urllib.request


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def expect(truth, what):
    if not truth:
        sys.exit(f"check_service: {what}")


def check_version(base, version):
    status, body = get(base + "/version")
    expect(status == 200, f"/version answered {status}")
    said = json.loads(body)["version"]
    expect(said == version, f"/version says {said}, not {version}")
    print(f"  /version answers {said}")


def check_page(base, manifest):
    """Every asset that the page loads must go by its digested name."""
    status, body = get(base + "/")
    expect(status == 200, f"/ answered {status}")
    prefix = manifest["publicPath"]
    digested = {asset["file"] for name, asset in manifest["assets"].items() if asset["file"] != name}
    loaded = re.findall(r'(?:src|href)="' + re.escape(prefix) + r'([^"?#]+)', body.decode())
    expect(loaded, "the page loads no asset")
    for name in loaded:
        expect(name in digested, f"the page loads '{name}', which is no digested name")
    print(f"  the page loads {', '.join(loaded)}")


def check_assets(base, manifest):
    total = 0
    assets = [asset for name, asset in sorted(manifest["assets"].items()) if asset["file"] != name]
    for asset in assets:
        status, body = get(base + manifest["publicPath"] + asset["file"])
        expect(status == 200, f"'{asset['file']}' answered {status}")
        digest = hashlib.sha256(body).hexdigest()
        expect(digest == asset["sha256"], f"'{asset['file']}' has other bytes than the manifest says")
        total += len(body)
    expect(assets, "the manifest has no digested asset")
    print(f"  {len(assets)} assets answer 200 with the bytes of the manifest ({total} bytes)")


def main():
    base, manifest_file, version = sys.argv[1:]
    with open(manifest_file, encoding="utf-8") as file:
        manifest = json.load(file)
    check_version(base.rstrip("/"), version)
    check_page(base.rstrip("/"), manifest)
    check_assets(base.rstrip("/"), manifest)


main()
