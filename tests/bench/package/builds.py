# SPDX-License-Identifier: Apache-2.0
"""Projects that package a tree, and what is done to them between two measurements."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PREFIX = os.environ["SHIPIT_PREFIX"]
CACHE = pathlib.Path(os.environ["SHIPIT_CACHE_DIR"])


def run(*command):
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(command, check=False, **streams)
    if done.returncode:
        sys.exit(f"failed with {done.returncode}: {' '.join(map(str, command))}\n{done.stdout[-3000:]}")
    return done.stdout


class Checkout:
    """A repository whose files are a tree that isn't tracked."""

    def __init__(self, folder, tree):
        self.folder, self._edits = folder, 0
        shutil.copytree(HERE / "project", folder)
        tree.rename(folder / "tree")
        self.tree = folder / "tree"
        (folder / ".gitignore").write_text("tree\n")
        self._git("init", "--quiet", "--initial-branch=main")
        self._git("add", "--all")
        self.commit()
        self._git("tag", "1.0.0")

    def _git(self, *words):
        who = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"]
        run("git", "-C", self.folder, *who, *words)

    def commit(self):
        self._git("commit", "--quiet", "--allow-empty", "--message", "Another")

    def edit_twelve(self):
        texts = sorted(path for path in self.tree.rglob("*") if path.is_file() and path.stat().st_size < 64000)
        step = max(len(texts) // 12, 1)
        self._edits += 1
        for path in texts[step // 2 :: step][:12]:
            with path.open("a") as text:
                text.write(f"edit {self._edits}\n")


class Build:
    """A build folder of a checkout, and its target `package`."""

    def __init__(self, folder, checkout, *options):
        self.folder = folder
        run("cmake", "-S", checkout.folder, "-B", folder, f"-DCMAKE_PREFIX_PATH={PREFIX}", *options)
        self.command = ["cmake", "--build", str(folder), "--target", "package"]

    def package(self):
        run(*self.command)

    def build(self):
        run("cmake", "--build", self.folder)

    def forget_packages(self):
        shutil.rmtree(self.folder / "dist", ignore_errors=True)
        shutil.rmtree(CACHE, ignore_errors=True)

    def forget(self):
        """All that packaging has left."""
        self.forget_packages()
        for path in (self.folder / "shipit").iterdir():
            if path.name.startswith(("stage", "artifacts", "named", "libraries", "packaged")):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def size(self, pattern):
        (package,) = self.folder.glob(pattern)
        return package.stat().st_size


def misses():
    """Frames that the cache did not have, ever."""
    return json.loads(run(f"{PREFIX}/bin/shipit", "cache", "--json"))["misses"]


def debian_root(tree, folder):
    """What dpkg-deb packages."""
    shutil.copytree(tree, folder / "usr/share/bench/tree", symlinks=True)
    (folder / "DEBIAN").mkdir()
    fields = ["Package: bench", "Version: 1.0.0", "Architecture: all", "Maintainer: Ops <ops@example.org>"]
    (folder / "DEBIAN/control").write_text("\n".join([*fields, "Description: bench", ""]))
    return folder
