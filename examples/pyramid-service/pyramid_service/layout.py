# SPDX-License-Identifier: Apache-2.0
"""Where an installed pyramid-service finds its files."""

from pathlib import Path


class Layout:
    """The folders around a prefix, which may be any; only under /usr do configs lie in /etc."""

    def __init__(self, prefix: Path):
        etc = Path("/etc") if prefix == Path("/usr") else prefix / "etc"
        self.assets = prefix / "share" / "pyramid-service" / "static"
        self.configs = etc / "pyramid-service"
