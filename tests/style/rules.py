# SPDX-License-Identifier: Apache-2.0
"""What shows a rule: a small tree, and exactly what is said about it."""

import tempfile
import unittest
from pathlib import Path

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def plant(tree, root):
    """Writes a tree of {path: text} under `root`."""
    for name, text in tree.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class Rules(unittest.TestCase):
    maxDiff = None
    script = None

    def bad(self, tree, *findings):
        with tempfile.TemporaryDirectory() as root:
            plant(tree, root)
            self.assertEqual([str(found) for found in self.script.check(Path(root))], [*findings])

    def good(self, tree):
        self.bad(tree)
