# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium, driven over its DevTools protocol by a pair of pipes (messages are JSON, each
ended by a NUL): https://chromedevtools.github.io/devtools-protocol/. The standard library will do."""

import json
import os
import select
import shutil
import signal
import time

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
         "--force-color-profile=srgb", "--no-first-run", "--disable-background-networking",
         "--remote-debugging-pipe")


def find_browser():
    """The program, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a browser of its own, with a profile that nobody else has."""

    def __init__(self, program, profile, log):
        here, to_browser = os.pipe()
        from_browser, there = os.pipe()
        quiet = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        # High numbers first: 3 and 4 may be among the pipes' own.
        moves = [(here, 103), (there, 104), (103, 3), (104, 4), (quiet, 2)]
        actions = [(os.POSIX_SPAWN_DUP2, *move) for move in moves]
        words = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = os.posix_spawn(program, words, os.environ, file_actions=actions)
        for end in (here, there, quiet):
            os.close(end)
        self._to, self._from = to_browser, from_browser
        self._buffer, self._last, self._session = b"", 0, None
        self.events = []  # (method, parameters), in the order in which they came
        page = next(t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]

    def ask(self, method, seconds=60, **parameters):
        """The result of a method of the protocol; RuntimeError when it is refused."""
        self._last += 1
        question = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            question["sessionId"] = self._session
        os.write(self._to, json.dumps(question).encode() + b"\0")
        until = time.monotonic() + seconds
        while True:
            answer = self._read(until, method)
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def run(self, expression):
        """The value of an expression of JavaScript in the page; a promise is waited for."""
        said = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in said:
            raise RuntimeError(f"{expression}: {said['exceptionDetails']}")
        return said["result"].get("value")

    def wait_for(self, expression, seconds=20):
        """The first true value of an expression."""
        until = time.monotonic() + seconds
        while not (value := self.run(expression)):
            if time.monotonic() > until:
                raise TimeoutError(f"within {seconds} seconds it did not become true: {expression}")
            time.sleep(0.05)
        return value

    def click(self, expression):
        """Presses the mouse in the middle of the element that an expression gives."""
        self.run(f"({expression}).scrollIntoView({{ block: 'center' }})")
        box = self.run(f"({expression}).getBoundingClientRect().toJSON()")
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def of(self, method):
        """The parameters of every event of that kind so far."""
        return [parameters for name, parameters in self.events if name == method]

    def close(self):
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)

    def _read(self, until, method):
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError(f"{method}: the browser does not answer")
            piece = os.read(self._from, 1 << 20)
            if not piece:
                raise RuntimeError(f"{method}: the browser ended")
            self._buffer += piece
        message, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(message)
        if "method" in message:
            self.events.append((message["method"], message.get("params", {})))
        return message
