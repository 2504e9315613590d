# SPDX-License-Identifier: Apache-2.0
"""The jobs of this benchmark and the targets that they are held against. usage: measure.py SCRATCH"""

import os
import pathlib
import sys

from rounds import HEADER, Job, Targets, play
from site_of import GENERATORS, Site, has_modules, starts_of

HERE = pathlib.Path(__file__).parent
SCRATCH = pathlib.Path(sys.argv[1])
PREFIX = os.environ["SHIPIT_PREFIX"]
EXAMPLE = pathlib.Path(os.environ["SHIPIT_SOURCE"]) / "examples/myservice"
ROUNDS = int(os.environ.get("SHIPIT_BENCH_ROUNDS", "5"))
SLOW = os.environ.get("SHIPIT_BENCH_SLOW", "1") != "0"
STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
WHITENOISE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
# What is edited, and where.
CLONE = SCRATCH / "clone"
SHEET = CLONE / "bootstrap/dist/css/bootstrap.css"
# The tree as it is: what minifying costs is esbuild's.
AS_IT_IS = ["MINIFY", "OFF", "**"]


def profile(word):
    return ["PRECOMPRESS", word]


def site(name, tree, options):
    return Site(SCRATCH / name, tree, PREFIX, options)


def django(title, storage, output, before=()):
    program = ["/usr/bin/python3", str(HERE / "django_static.py")]
    return Job(title, [*program, str(SCRATCH / "packages"), output, storage], list(before))


def without_compression(targets):
    plain = site("plain", SCRATCH / "packages", [*AS_IT_IS, *profile("DEV")])
    again = site("again", SCRATCH / "packages", [*AS_IT_IS, *profile("DEV")])
    plain.build(), again.build()
    copy, static = SCRATCH / "copy", SCRATCH / "static"
    words = [str(SCRATCH / "limit"), str(SCRATCH / "packages"), str(copy), "2"]
    limit = Job("read, sha256, write, on two threads", words, [plain.remover(copy)])
    cold = Job("ShipIt, cold, without compression", plain.command, [plain.forget])
    peer = django("Django, cold", STORAGE, str(static), [plain.remover(static)])
    noop = Job("ShipIt, nothing changed, run directly", again.command)
    peer_again = django("Django, nothing changed", STORAGE, str(static))
    tools = [Job(f"{tool}, nothing changed", again.build_command(tool)) for tool in GENERATORS]
    play([limit, cold, peer, peer_again, noop, *tools], ROUNDS)
    targets.at_most("cold, without compression, to the limit", cold.best() / limit.best(), 3, " times")
    targets.at_least("cold, without compression, faster than Django", peer.best() / cold.best(), 5, " times")
    targets.at_most("cold, without compression, peak memory", cold.peak(), 128, " MB")
    targets.at_most("nothing changed, run directly", noop.best(), 0.15, " s")
    for tool in GENERATORS:
        starts = starts_of(again.build_command(tool))
        targets.at_most(f"nothing changed, starts of shipit by {tool}", starts, 0, "")


def fast(targets):
    quick = site("fast", CLONE, [*AS_IT_IS, *profile("FAST")])
    quick.clone(SCRATCH / "packages")
    quick.build()
    cold = Job("ShipIt, cold, fast", quick.command, [quick.forget])
    bare = Job("gzip 6 and brotli 5 alone, on two threads", codecs(6, 5, 5), [], quick.contents())
    play([bare, cold], ROUNDS)
    targets.at_most("cold, fast", cold.best(), 2, " s")
    title = "ShipIt, fast, one CSS file of 280 kB changed"
    edited = Job(title, quick.command, [lambda: quick.edit(SHEET)])
    play([edited], ROUNDS)
    targets.at_most("one CSS file changed, with gz and br", edited.best(), 0.3, " s")
    quick.remove()


def release(targets):
    full = site("release", CLONE, [*AS_IT_IS, *profile("RELEASE")])
    full.clone(SCRATCH / "packages")
    full.build()
    contents = full.contents()
    def clone():
        full.clone(SCRATCH / "packages")

    # Brotli 11 takes longer for this file than the target is, so what comes on top of it counts.
    alone = Job("gzip 12 and brotli 11 of that file alone", codecs(12, 11, 9), [], both_of(SHEET))
    edited = Job("ShipIt, release, that file changed", full.command, [lambda: full.edit(SHEET)])
    deleted = Job("ShipIt, output deleted, cache kept", full.command, [full.delete_output])
    cloned = Job("ShipIt, fresh clone, cache kept", full.command, [clone])
    play([alone, edited, deleted, cloned], ROUNDS)
    more = edited.best() - alone.best()
    targets.at_most("one CSS file changed, release, more than the codecs", more, 0.3, " s")
    targets.at_most("output deleted, cache kept", deleted.best(), 0.5, " s")
    targets.at_most("fresh clone, cache kept", cloned.best(), 0.5, " s")
    if not SLOW:
        return
    cold = Job("ShipIt, cold, release", full.command, [full.forget])
    bare = Job("gzip 12 and brotli 11 alone, on two threads", codecs(12, 11, 9), [], contents)
    play([bare, cold], min(ROUNDS, 3))
    targets.at_most("cold, release, to the codecs alone", cold.best() / bare.best(), 1.15, " times")
    targets.at_most("cold, release, peak memory", cold.peak(), 384, " MB")
    full.remove()


def codecs(gzip, brotli, brotli_big):
    return [str(SCRATCH / "codecs"), str(gzip), str(brotli), str(brotli_big), "2"]


def both_of(file):
    listed = SCRATCH / "sheet"
    listed.write_text(f"br {file}\ngz {file}\n", encoding="utf-8")
    return str(listed)


def bundling(targets):
    entries = ["app.js", "app.css"]
    words = ["ENTRY_POINTS", *entries, *profile("DEV")]
    example = site("bundle", EXAMPLE / "web", words)
    example.build()
    esbuild = str(EXAMPLE / "node_modules/.bin/esbuild")
    flags = ["--bundle", "--minify", "--sourcemap=external", "--target=es2020", "--format=iife",
             "--legal-comments=linked"]  # fmt: skip
    loaders = [f"--loader:.{kind}=file" for kind in ("png", "svg", "woff", "woff2")]
    out = SCRATCH / "esbuild"
    command = [esbuild, *(str(EXAMPLE / "web" / entry) for entry in entries), *flags, *loaders,
               f"--outdir={out}", f"--metafile={out}.json", "--log-level=error"]  # fmt: skip
    bare = Job("esbuild alone, examples/myservice", command, [example.remover(out)])
    ours = Job("ShipIt, cold, examples/myservice", example.command, [example.forget])
    play([bare, ours], ROUNDS * 2)
    targets.at_most("bundling, more than the bare esbuild", ours.best() - bare.best(), 0.1, " s")


def whitenoise():
    if has_modules("brotli", "whitenoise"):
        static = SCRATCH / "white"
        peer = django("Django and WhiteNoise, cold, gzip 9 and brotli 11", WHITENOISE, str(static))
        play([peer], 1)
        again = django("Django and WhiteNoise, nothing changed", WHITENOISE, str(static))
        play([again], 1)
    else:
        print("WhiteNoise or Python's brotli is not installed: no row for it")


def main():
    targets = Targets()
    print(HEADER)
    for part in (without_compression, bundling, fast, release):
        part(targets)
    if SLOW:
        whitenoise()
    targets.verdict()


main()
