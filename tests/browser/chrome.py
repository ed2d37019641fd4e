"""A headless Chrome or Chromium, driven over its DevTools protocol."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from itertools import count
from pathlib import Path
from urllib.request import urlopen

import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def browser_path():
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def found_in(log, pattern, seconds=60):
    """What a process writes into its log, once it does (a pipe that nobody reads would stop it)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := re.search(pattern, log.read_text()):
            return found.group(1)
        time.sleep(0.2)
    raise AssertionError(f"not in the log: {pattern}\n{log.read_text()}")


class Chrome:
    """One page; `with Chrome(folder) as page`."""

    def __init__(self, folder):
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        options += ["--remote-allow-origins=*", "--window-size=1200,1400", f"--user-data-dir={folder}"]
        command = [browser_path(), *options, "about:blank"]
        self.log = Path(folder) / "log"
        with self.log.open("w") as errors:
            self.process = subprocess.Popen(command, stderr=errors, stdout=errors)
        self.numbers = count(1)

    def __enter__(self):
        try:
            self._connect()
        except BaseException:
            self.process.kill()
            raise
        return self

    def _connect(self):
        address = found_in(self.log, r"(ws://\S+)")
        host = re.match(r"ws://([^/]+)", address).group(1)
        with urlopen(f"http://{host}/json/list") as answer:
            pages = json.load(answer)
        page = next(p for p in pages if p["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60)
        # JupyterLab has no current notebook in a window without the focus
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)

    def send(self, method, **parameters):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (found := json.loads(self.socket.recv())).get("id") != number:
            pass
        assert "error" not in found, found
        return found["result"]

    def open(self, address):
        self.send("Page.navigate", url=address)

    def value(self, script):
        """What a JavaScript expression gives."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait_for(self, script, seconds=60):
        """The value of the expression once it is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.value(script):
                return found
            time.sleep(0.3)
        raise AssertionError(f"never true: {script}; the page says {self.value('document.body.innerText')!r}")

    def click(self, element):
        """A press of the mouse in the middle of the element that a JavaScript expression gives."""
        middle = "[r.x + r.width / 2, r.y + r.height / 2]"
        x, y = self.value(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect(); "
            f"return {middle} }})({element})"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def key(self, name, code, text=""):
        for kind, written in (("keyDown", text), ("keyUp", "")):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=name,
                code=name,
                windowsVirtualKeyCode=code,
                text=written,
            )

    def type(self, text):
        self.send("Input.insertText", text=text)

    def picture(self):
        """The page as PNG, in base 64."""
        return self.send("Page.captureScreenshot")["data"]
