#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Loads the page of examples/myservice in a real browser and holds what a user sees.

usage: browser_page.py URL MANIFEST SCRATCH [SCREENSHOT]     writes SCREENSHOT, a PNG, if it is named
"""

import base64
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from devtools import Browser, find_browser  # noqa: E402

SIZE = {"width": 1120, "height": 960}
# The table's first column as it stands.
ROWS = "document.querySelectorAll('#orders tbody tr')"
NUMBERS = f"[...{ROWS}].map(row => Number(row.cells[0].textContent))"
HEADER = "document.querySelector('#orders thead th')"
# How many pixels of the canvas have the colour of the bars.
BARS = """(() => {
  const canvas = document.querySelector('#revenue');
  const accent = getComputedStyle(canvas).getPropertyValue('--accent').trim();
  const wanted = [1, 3, 5].map(i => parseInt(accent.slice(i, i + 2), 16));
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] === 255 && wanted.every((value, part) => data[i + part] === value)) count++;
  return count;
})()"""
# What loads a script or sheet, with the integrity that the page demands.
LOADERS = """[...document.querySelectorAll('script[src], link[rel=stylesheet]')].map(element => (
  { url: element.src || element.href, integrity: element.integrity }))"""
FETCH = "fetch(%s, { integrity: %s }).then(answer => answer.ok, () => false)"


def expect(truth, what):
    if not truth:
        sys.exit(f"browser_page: {what}")


def check_quiet(browser):
    """The browser has nothing to say, and everything it asked for has come."""
    entries = [e["entry"] for e in browser.of("Log.entryAdded")]
    bad = [entry["text"] for entry in entries if entry["level"] in ("error", "warning")]
    calls = browser.of("Runtime.consoleAPICalled")
    bad += [str(call["args"]) for call in calls if call["type"] in ("error", "warning", "assert")]
    bad += [str(e["exceptionDetails"]) for e in browser.of("Runtime.exceptionThrown")]
    bad += [e["errorText"] for e in browser.of("Network.loadingFailed")]
    answers = [e["response"] for e in browser.of("Network.responseReceived")]
    bad += [f"{a['url']}: {a['status']}" for a in answers if a["status"] not in (200, 304)]
    expect(not bad, "the browser has something against the page:\n  " + "\n  ".join(bad))


def check_answers(browser, base, manifest):
    """Scripts and sheets come compressed by brotli, and all assets by their digested names."""
    files = {base + manifest["publicPath"] + asset["file"] for asset in manifest["assets"].values()}
    answers = [e["response"] for e in browser.of("Network.responseReceived")]
    assets = [a for a in answers if a["url"].startswith(base + manifest["publicPath"])]
    for answer in assets:
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        url = answer["url"]
        expect(url in files, f"'{url}' is no file of the manifest")
        expect("immutable" in headers.get("cache-control", ""), f"'{url}' is not immutable")
        if url.endswith((".js", ".css")):
            expect(headers.get("content-encoding") == "br", f"'{url}' did not come by brotli")
    kinds = {pathlib.PurePosixPath(a["url"]).suffix for a in assets}
    wanted = {".js", ".css", ".svg", ".png", ".woff2"}
    expect(wanted <= kinds, f"of the assets only {sorted(kinds)} were loaded")
    return len(assets)


def check_integrity(browser, base, manifest):
    """The browser takes every asset by the manifest's integrity, which is what the page demands."""
    prefix = base + manifest["publicPath"]
    assets = [asset for name, asset in manifest["assets"].items() if asset["file"] != name]
    known = {prefix + asset["file"]: asset["integrity"] for asset in assets}
    for url, integrity in known.items():
        taken = browser.run(FETCH % (json.dumps(url), json.dumps(integrity)))
        expect(taken, f"the integrity of '{url}' was refused")
    loaders = {loader["url"]: loader["integrity"] for loader in browser.run(LOADERS)}
    kinds = sorted(pathlib.PurePosixPath(url).suffix for url in loaders)
    expect(kinds == [".css", ".js"], f"the page loads {kinds}")
    for url, integrity in loaders.items():
        expect(integrity == known[url], f"the page wants '{integrity}' of '{url}'")
    return known


def check_refusal(browser, known):
    """The check of integrities above is one: a wrong one is refused."""
    (url, _), (_, other) = list(known.items())[:2]
    taken = browser.run(FETCH % (json.dumps(url), json.dumps(other)))
    expect(not taken, "the browser checks no integrity")


def check_sorting(browser):
    """A click on a header brings other rows, in order."""
    before = browser.wait_for(f"({NUMBERS}).length && {NUMBERS}")
    browser.click(HEADER)
    rising = browser.wait_for(f"String({NUMBERS}) !== '{','.join(map(str, before))}' && {NUMBERS}")
    browser.click(HEADER)
    falling = browser.wait_for(f"String({NUMBERS}) !== '{','.join(map(str, rising))}' && {NUMBERS}")
    sorts = rising == sorted(rising) and falling == sorted(falling, reverse=True)
    expect(sorts, f"not sorted: {rising}, {falling}")
    expect(rising[0] < falling[-1], "the table has sorted its page only")


def load(browser, base):
    browser.ask("Page.navigate", url=base + "/")
    browser.wait_for(f"document.readyState === 'complete' && ({NUMBERS}).length")
    browser.wait_for("document.fonts.status === 'loaded'")


def take_picture(browser, file):
    browser.run("window.scrollTo(0, 0)")
    picture = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=False)
    pathlib.Path(file).write_bytes(base64.b64decode(picture["data"]))


def main():
    base, manifest_file, scratch, *screenshot = sys.argv[1:]
    manifest = json.loads(pathlib.Path(manifest_file).read_text(encoding="utf-8"))
    browser = Browser(find_browser(), f"{scratch}/profile", f"{scratch}/browser.log")
    try:
        for domain in ("Page", "Network", "Log", "Runtime"):
            browser.ask(domain + ".enable")
        browser.ask("Emulation.setDeviceMetricsOverride", deviceScaleFactor=1, mobile=False, **SIZE)
        load(browser, base)
        expect(browser.run("document.fonts.check('600 24px Inter')"), "the page's font is not there")
        expect(browser.run(BARS) > 5000, "Chart.js has drawn no bars")
        if screenshot:
            take_picture(browser, screenshot[0])
        count = check_answers(browser, base, manifest)
        check_sorting(browser)
        known = check_integrity(browser, base, manifest)
        load(browser, base)
        check_quiet(browser)
        check_refusal(browser, known)
    finally:
        browser.close()
    print(f"the page loads {count} assets, draws, and sorts")


main()
