# SPDX-License-Identifier: Apache-2.0
"""Projects that publish a tree, and what is done to them between two measurements."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
GENERATORS = {"Ninja": "Ninja", "Make": "Unix Makefiles"}


def run(command):
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(command, check=False, **streams)
    if done.returncode:
        sys.exit(f"failed with {done.returncode}: {' '.join(map(str, command))}\n{done.stdout[-3000:]}")


class Site:
    def __init__(self, folder, tree, prefix, options):
        self._folder, self._tree, self._edits = folder, pathlib.Path(tree), 0
        self._tree.mkdir(exist_ok=True)
        esbuild = f"{os.environ['SHIPIT_SOURCE']}/examples/myservice/node_modules/.bin/esbuild"
        variables = {"TREE": tree, "CMAKE_PREFIX_PATH": prefix, "OPTIONS": ";".join(options),
                     "ESBUILD_EXECUTABLE": esbuild}  # fmt: skip
        given = [f"-D{name}={value}" for name, value in variables.items()]
        for tool, generator in GENERATORS.items():
            run(["cmake", "-S", HERE / "project", "-B", folder / tool, "-G", generator, *given])
        self._work = folder / "Ninja/shipit/site"
        self.command = [f"{prefix}/bin/shipit", "assets", "--plan", str(self._work / "plan.json")]

    def build_command(self, tool):
        return ["cmake", "--build", str(self._folder / tool)]

    def build(self):
        for tool in GENERATORS:
            run(self.build_command(tool))
            run(self.build_command(tool))  # what the first found out is heeded from the second on

    def remover(self, path):
        return lambda: shutil.rmtree(path, ignore_errors=True)

    def delete_output(self):
        shutil.rmtree(self._work / "tree")

    def forget(self, cache=True):
        """All that builds left: the output, the index, and the cache."""
        for path in self._work.iterdir():
            if path.name != "plan.json":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if cache:
            shutil.rmtree(os.environ["SHIPIT_CACHE_DIR"], ignore_errors=True)

    def clone(self, origin):
        """Other files with the same content, and nothing that builds left but the cache."""
        shutil.rmtree(self._tree)
        shutil.copytree(origin, self._tree, copy_function=shutil.copyfile)
        self.forget(cache=False)

    def edit(self, file):
        self._edits += 1
        with open(file, "a", encoding="utf-8") as text:
            text.write(f"\n.edit-{self._edits} {{ color: red }}\n")

    def contents(self):
        """A file that names every content that was compressed, once for each codec, largest first."""
        tree = self._work / "tree"
        manifest = json.loads((tree / "manifest.json").read_text(encoding="utf-8"))
        seen = {asset["sha256"]: asset for asset in manifest["assets"].values()}
        jobs = [
            (asset["size"], codec, tree / asset["file"])
            for asset in seen.values()
            for codec in ("gz", "br")
            if (tree / f"{asset['file']}.{codec}").exists()
        ]
        if not jobs:
            sys.exit("nothing was compressed: there is no .gz and no .br in the output")
        # The output goes between measurements; what stays is read from a copy.
        kept = pathlib.Path(tempfile.mkdtemp(dir=self._folder.parent))
        names = []
        for number, (_, codec, path) in enumerate(sorted(jobs, reverse=True)):
            shutil.copyfile(path, kept / str(number))
            names.append(f"{codec} {kept / str(number)}\n")
        (kept / "list").write_text("".join(names), encoding="utf-8")
        return str(kept / "list")

    def remove(self):
        shutil.rmtree(self._folder)


def starts_of(command):
    """How often a command, or what it starts, starts shipit."""
    with tempfile.NamedTemporaryFile() as trace:
        watched = ["-e", "trace=execve", "-e", "status=successful"]
        run(["strace", "-f", "-qq", *watched, "-o", trace.name, *command])
        return sum('/shipit"' in line for line in trace.read().decode(errors="replace").splitlines())


def has_modules(*modules):
    """Whether Debian's Python has all of these modules."""
    code = f"import {', '.join(modules)}"
    command = ["/usr/bin/python3", "-c", code]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
