"""A real headless Chromium, spoken to over its DevTools protocol: pages are opened, used, and asked what they show."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE_SECONDS = 60.0


def executable() -> str:
    """Path of the browser. Without one the test is skipped, but not in CI, where it is installed."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        message = f"no Chromium is here (looked for {', '.join(NAMES)}): what the page shows was not checked"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@dataclass
class Page:
    """One tab. `complaints` are console errors, uncaught exceptions and failed or refused requests."""

    socket: ClientConnection
    session: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol, and its answer."""
        number = next(self._numbers) + 1000
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters, "sessionId": self.session}))
        while True:
            message = json.loads(self.socket.recv(timeout=PATIENCE_SECONDS))
            if message.get("id") == number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        parameters = message.get("params", {})
        match message.get("method"):
            case "Runtime.exceptionThrown":
                self.complaints.append(str(parameters["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if parameters["type"] in {"error", "warning", "assert"}:
                self.complaints.append(str(parameters["args"]))
            case "Log.entryAdded" if parameters["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(str(parameters["entry"]))
            case "Network.requestWillBeSent":
                self.requests.append(str(parameters["request"]["url"]))

    def open(self, path: Path, query: str = "") -> None:
        """Open a file and wait until it is complete."""
        self.call("Page.navigate", url=path.absolute().as_uri() + query)
        end = time.monotonic() + PATIENCE_SECONDS
        while self.evaluate("document.readyState + location.protocol") != "completefile:":
            assert time.monotonic() < end, "the page did not load"
            time.sleep(0.05)

    def evaluate(self, script: str) -> Any:
        """Value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def type(self, selector: str, text: str) -> None:
        """Write into a field, in place of what stands there, as a person at the keyboard does."""
        self.evaluate(f"document.querySelector({selector!r}).focus()")
        self.evaluate(f"document.querySelector({selector!r}).select()")
        self.call("Input.insertText", text=text)

    def look(self, *, width: int, height: int = 900, dark: bool = False) -> None:
        """Size of the screen and its colours."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])


@contextmanager
def open_page(profile: Path) -> Iterator[Page]:
    """A new browser with one empty tab; `profile` is a folder for what it writes."""
    process = subprocess.Popen(
        [
            executable(),
            "--headless",
            "--no-sandbox",  # it will not run as root otherwise
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            "about:blank",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        port_file = profile / "DevToolsActivePort"
        end = time.monotonic() + PATIENCE_SECONDS
        while not port_file.exists() or len(port_file.read_text().splitlines()) < 2:
            assert process.poll() is None, "Chromium ended at once"
            assert time.monotonic() < end, "Chromium did not start"
            time.sleep(0.05)
        port, path = port_file.read_text().splitlines()[:2]
        with connect(f"ws://127.0.0.1:{port}{path}", max_size=None, proxy=None) as socket:
            browser = Page(socket, "")
            target = _browser_call(browser, "Target.createTarget", url="about:blank")["targetId"]
            session = _browser_call(browser, "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            page = Page(socket, session)
            for domain in ("Page", "Runtime", "Log", "Network"):
                page.call(f"{domain}.enable")
            yield page
    finally:
        process.kill()
        process.wait()


def _browser_call(browser: Page, method: str, **parameters: Any) -> dict[str, Any]:
    browser.socket.send(json.dumps({"id": 1, "method": method, "params": parameters}))
    while True:
        message = json.loads(browser.socket.recv(timeout=PATIENCE_SECONDS))
        if message.get("id") == 1:
            assert "error" not in message, message
            result: dict[str, Any] = message["result"]
            return result
