#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command on a terminal of its own and answers its question.

usage: terminal.py ANSWER COMMAND [ARGUMENT ...]     prints what was on the terminal; ends as COMMAND
"""

import os
import pty
import sys


def main(answer, command):
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    said = b""
    asked = False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # EIO: the other end is closed
            break
        if not piece:
            break
        said += piece
        if not asked and said.endswith(b"[y/N] "):
            asked = True
            os.write(terminal, answer.encode() + b"\n")
    sys.stdout.write(said.decode().replace("\r\n", "\n"))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
