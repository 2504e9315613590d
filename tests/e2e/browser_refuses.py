#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of examples/myservice, when its script has other bytes than the page demands.

usage: browser_refuses.py URL SCRIPT SCRATCH     SCRIPT is the name of the file
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from devtools import Browser, find_browser  # noqa: E402


def main():
    base, script, scratch = sys.argv[1:]
    browser = Browser(find_browser(), f"{scratch}/other-profile", f"{scratch}/browser.log")
    try:
        for domain in ("Page", "Network", "Log"):
            browser.ask(domain + ".enable")
        browser.ask("Page.navigate", url=base + "/")
        browser.wait_for("document.readyState === 'complete' && !!document.querySelector('#orders')")
        came = [e["response"] for e in browser.of("Network.responseReceived")]
        if not any(answer["url"].endswith(script) and answer["status"] == 200 for answer in came):
            sys.exit(f"browser_refuses: '{script}' was not asked for")
        said = [e["entry"]["text"] for e in browser.of("Log.entryAdded")]
        if not any("integrity" in text and script in text for text in said):
            sys.exit(f"browser_refuses: no word about the integrity of '{script}': {said}")
        if browser.run("document.querySelectorAll('#orders tbody tr').length"):
            sys.exit(f"browser_refuses: '{script}' was run")
    finally:
        browser.close()
    print("a script with other bytes is refused")


main()
