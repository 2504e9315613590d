# SPDX-License-Identifier: Apache-2.0
"""Runs jobs turn by turn, so that all see the same machine, and keeps what each run cost."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    wall: float  # s
    cpu: float  # s, user and system
    peak: float  # MB, of the largest process


@dataclass
class Job:
    """A command that is measured, after others that are not."""

    title: str
    command: list
    before: list = field(default_factory=list)  # callables
    stdin: str = os.devnull
    runs: list = field(default_factory=list)

    def best(self):
        return min(run.wall for run in self.runs)

    def cpu(self):
        return min(run.cpu for run in self.runs)

    def peak(self):
        return max(run.peak for run in self.runs)

    def row(self):
        middle = statistics.median(run.wall for run in self.runs)
        times = f"{self.best():8.3f} {middle:8.3f} {self.cpu():8.3f}"
        return f"{self.title:<58} {times} {self.peak():6.0f} {len(self.runs):5}"


HEADER = f"{'seconds':<58} {'minimum':>8} {'median':>8} {'cpu':>8} {'MB':>6} {'runs':>5}"


def measure(command, stdin=os.devnull):
    """Runs a command; what it says is shown only if it fails, and then the benchmark ends."""
    with open(stdin, "rb") as source:
        began = time.monotonic()
        streams = {"stdin": source, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        process = subprocess.Popen(command, **streams)
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = said.decode(errors="replace")[-2000:]
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}\n{said}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def play(jobs, rounds):
    """So many rounds, in each of which every job has its turn, on an idle disk."""
    for _ in range(rounds):
        for job in jobs:
            for step in job.before:
                step()
            os.sync()  # nobody waits for the disk to take what another has written
            job.runs.append(measure(job.command, job.stdin))
    for job in jobs:
        print(job.row(), flush=True)


class Targets:
    """What is to be reached, and whether it was."""

    def __init__(self):
        self._lines, self._missed = [], []

    def at_most(self, what, value, limit, unit):
        self._add(what, f"{value:.3g}{unit}", f"at most {limit:g}{unit}", value <= limit)

    def at_least(self, what, value, limit, unit):
        self._add(what, f"{value:.3g}{unit}", f"at least {limit:g}{unit}", value >= limit)

    def _add(self, what, value, target, met):
        self._lines.append(f"{what:<58} {value:>10}   {target:<18} {'met' if met else 'MISSED'}")
        if not met:
            self._missed.append(f"bench: error: {what}: {value}, and the target is {target}")

    def verdict(self):
        """Shows all of it; what was missed is told once more on stderr, and ends the program with 1."""
        print("\n".join(["", *self._lines]), flush=True)
        if self._missed:
            sys.exit("\n".join(self._missed))
