# SPDX-License-Identifier: Apache-2.0
"""The files served under /static/, as the manifest lists them."""

import json
from pathlib import Path


class Assets:
    def __init__(self, folder: Path):
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        self._folder = folder
        self._public_path = manifest["publicPath"]
        self._digested = {name: asset["file"] for name, asset in manifest["assets"].items()}
        self._served = {
            asset["file"]: {"type": asset["type"], "immutable": asset["file"] != name}
            for name, asset in manifest["assets"].items()
        }

    def asset_url(self, name: str) -> str:
        """The address of 'app.js': '/static/app-k3v9q0w2m8ra.js'."""
        return self._public_path + self._digested[name]

    def find(self, file: str) -> dict | None:
        """The path, type and immutability of a served file, or None for any other."""
        served = self._served.get(file)
        return served and {"path": self._folder / file, **served}
