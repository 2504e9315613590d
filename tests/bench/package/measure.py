# SPDX-License-Identifier: Apache-2.0
"""The jobs of this benchmark and the targets that they are held against. usage: measure.py SCRATCH"""

import os
import pathlib
import shutil
import subprocess
import sys

from builds import Build, Checkout, debian_root, misses
from rounds import HEADER, Job, Targets, play

SCRATCH = pathlib.Path(sys.argv[1])
ROUNDS = int(os.environ.get("SHIPIT_BENCH_ROUNDS", "3"))
SLOW = os.environ.get("SHIPIT_BENCH_SLOW", "1") != "0"
PEER = SCRATCH / "peer.tar.zst"


def tar_zstd(folder, options, before=""):
    return ["bash", "-o", "pipefail", "-ec", f"{before} tar -C {folder} -cf - . | zstd -T0 -q -f {options} -o {PEER}"]


# Both digests that deploy.json has of an archive: no program can make a new one for less.
SUM = "openssl dgst -sha256"


def tar_zstd_digests(folder, before=""):
    sums = f"tee >({SUM} >{SCRATCH}/tar.sum) | zstd -T0 -q -3 | tee {PEER} | {SUM}"
    return ["bash", "-o", "pipefail", "-ec", f"{before} tar -C {folder} -cf - . | {sums}"]


def copy_digests(tar, archive):
    return ["bash", "-ec", f"{SUM} {tar} & cat {archive} | tee {PEER}.copy | {SUM}; wait $!"]


def shown(title, size, of):
    print(f"  {title}: {size / 1e6:.1f} MB, {(size / of - 1) * 100:+.1f} %", flush=True)


def archive(targets):
    checkout = Checkout(SCRATCH / "archive", SCRATCH / "whole")
    ours = Build(SCRATCH / "ours", checkout, "-DOPTIONS=FORMATS;TAR_ZST")
    peer = Build(SCRATCH / "tzst", checkout, "-DPEER=TZST")
    image = SCRATCH / "image"
    copy = f"DESTDIR={image} cmake --install {peer.folder} --prefix /usr >/dev/null;"
    tar = Job("tar | zstd -T0 -3", tar_zstd(checkout.tree, "-3"))
    plain = Job("cmake --install, then tar | zstd -T0 -3", tar_zstd(image, "-3", copy))
    plain.before.append(lambda: shutil.rmtree(image, ignore_errors=True))
    digested = Job("the same of the tree, with both digests", tar_zstd_digests(checkout.tree))
    installed = Job("the same after cmake --install", tar_zstd_digests(image, copy))
    installed.before.append(lambda: shutil.rmtree(image, ignore_errors=True))
    content = SCRATCH / "content.tar"
    subprocess.run(["tar", "-C", checkout.tree, "-cf", content, "."], check=True)
    copied = Job("a copy of an archive, with both digests", copy_digests(content, PEER))
    first = Job("ShipIt, first packaging", ours.command, [ours.forget])
    cold = Job("ShipIt, empty cache, stage kept", ours.command, [ours.forget_packages])
    noop = Job("ShipIt, nothing changed", ours.command)
    twelve = Job("ShipIt, 12 files changed", ours.command, [checkout.edit_twelve])
    commit = Job("ShipIt, new commit", ours.command, [checkout.commit, ours.build])
    cpack = Job("CPack TZST, nothing changed", peer.command)
    ninja = Build(SCRATCH / "ours-ninja", checkout, "-GNinja", "-DOPTIONS=FORMATS;TAR_ZST")
    by_ninja = Job("ShipIt by Ninja, nothing changed", ninja.command, [ninja.package])
    peer_ninja = Build(SCRATCH / "tzst-ninja", checkout, "-GNinja", "-DPEER=TZST")
    cpack_ninja = Job("CPack TZST by Ninja, nothing changed", peer_ninja.command)
    start = Job("CMake, Make and CPack with nothing to do", Build(SCRATCH / "none", checkout, "-DPEER=External").command)
    peer.package(), peer_ninja.package()
    jobs = [tar, plain, digested, installed, copied, first, cold, noop, twelve, commit, cpack, start]
    jobs += [by_ninja, cpack_ninja]
    play(jobs, ROUNDS)
    size, peer_size = ours.size("dist/*.tar.zst"), PEER.stat().st_size
    shown("ShipIt's archive to that of tar | zstd", size, peer_size)
    before = misses()
    commit.before[0](), commit.before[1](), ours.package()
    targets.at_most("nothing changed", noop.best(), 0.5, " s")
    targets.at_least("nothing changed, faster than CPack TZST", cpack.best() / noop.best(), 20, " times")
    by = cpack_ninja.best() / by_ninja.best()
    targets.at_least("the same, by Ninja instead of Make", by, 20, " times")
    if SLOW:
        gzip = Job("CPack TGZ", Build(SCRATCH / "tgz", checkout, "-DPEER=TGZ").command)
        play([gzip], 1)
        targets.at_least("nothing changed, faster than CPack TGZ", gzip.best() / noop.best(), 20, " times")
    work = (cpack.best() - start.best()) / (noop.best() - start.best())
    targets.at_least("the same, without what CMake, Make and CPack start with", work, 20, " times")
    targets.at_most("12 files changed", twelve.best(), 1.5, " s")
    targets.at_most("new commit, frames to make beside the first", misses() - before, 0, "")
    more = commit.best() - noop.best()
    targets.at_most("new commit, more than nothing changed", more, 0.5, " s")
    targets.at_most("the same, to a copy with both digests", more / copied.best(), 1, " times")
    targets.at_most("empty cache, to tar | zstd -T0", cold.best() / tar.best(), 1, " times")
    targets.at_most("the same, with both digests", cold.best() / digested.best(), 1, " times")
    targets.at_most("first packaging, to cmake --install, tar | zstd", first.best() / plain.best(), 1, " times")
    targets.at_most("the same, with both digests", first.best() / installed.best(), 1, " times")
    targets.at_most("size of the archive, to tar | zstd", (size / peer_size - 1) * 100, 2, " %")
    return checkout, [first, cold, noop, twelve, commit]


def solid(targets, checkout):
    ours = Build(SCRATCH / "solid", checkout, "-DOPTIONS=FORMATS;TAR_ZST;SOLID")
    tar = Job("tar | zstd -T0 -3 --long=27", tar_zstd(checkout.tree, "-3 --long=27"))
    first = Job("ShipIt SOLID, first packaging", ours.command, [ours.forget])
    play([tar, first], 1)
    size, peer_size = ours.size("dist/*.tar.zst"), PEER.stat().st_size
    shown("ShipIt's SOLID archive to that of tar | zstd --long=27", size, peer_size)
    targets.at_most("size of the SOLID archive, to --long=27", (size / peer_size - 1) * 100, 2, " %")
    return [first]


def debs(targets):
    checkout = Checkout(SCRATCH / "deb", SCRATCH / "tenth")
    tar = Build(SCRATCH / "tar", checkout, "-DOPTIONS=FORMATS;TAR_ZST")
    one = Build(SCRATCH / "one", checkout, "-DOPTIONS=FORMATS;DEB")
    both = Build(SCRATCH / "both", checkout, "-DOPTIONS=FORMATS;TAR_ZST;DEB")
    root = debian_root(checkout.tree, SCRATCH / "root")
    peer = SCRATCH / "peer.deb"
    jobs = [Job("ShipIt .tar.zst of a tenth, first packaging", tar.command, [tar.forget]),
            Job("ShipIt .deb of a tenth, first packaging", one.command, [one.forget]),
            Job("ShipIt .tar.zst and .deb, first packaging", both.command, [both.forget])]  # fmt: skip
    play(jobs, min(ROUNDS, 2))
    again = Job("ShipIt .tar.zst and .deb, nothing changed", both.command)
    play([again], ROUNDS)
    dpkg = Job("dpkg-deb --build", ["dpkg-deb", "--root-owner-group", "--build", str(root), str(peer)])
    cpack = Job("CPack DEB (xz, all threads)", Build(SCRATCH / "cpack", checkout, "-DPEER=DEB").command)
    play([dpkg, cpack], 1)
    shown("ShipIt's .deb to that of dpkg-deb", one.size("dist/*.deb"), peer.stat().st_size)
    slower = max(jobs[0].best(), jobs[1].best())
    targets.at_most("archive and .deb together, to the slower one", jobs[2].best() / slower, 1.2, " times")
    return [*jobs, again]


def main():
    targets = Targets()
    print(HEADER)
    checkout, jobs = archive(targets)
    jobs += solid(targets, checkout)
    if SLOW:
        jobs += debs(targets)
    targets.at_most("peak memory, of all", max(job.peak() for job in jobs), 256, " MB")
    targets.verdict()


main()
