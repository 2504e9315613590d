#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command and prints its wall time, the processor time and the peak memory of its processes.

usage: measure.py LABEL COMMAND [ARGUMENT ...]
"""

import os
import resource
import subprocess
import sys
import time


def main():
    label, command = sys.argv[1], sys.argv[2:]
    began = time.monotonic()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    wall = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{label:<44} {wall:7.2f} s wall {used.ru_utime + used.ru_stime:7.2f} s cpu"
        f" {used.ru_maxrss / 1000:5.0f} MB peak",
        flush=True,
    )
    return status


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C"
    sys.exit(main())
