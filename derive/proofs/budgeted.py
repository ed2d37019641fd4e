"""Verdicts within a budget: a process of its own judges, and is ended when it takes too long.

One process answers many statements; after a time-out another takes its place.  Everything that judges
statements it did not write itself (documents, batches of answers) goes through here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType

import derive
from derive.proofs.wire import statement_data, verdict_from
from derive.records.statement import Statement
from derive.records.verdict import Verdict

START_SECONDS = 60.0


class Judge:
    """Asks a judging process, `seconds` for each statement. A context manager; `close` ends the process."""

    def __init__(self, seconds: float = 10.0, folders: Sequence[Path] = ()) -> None:
        self.seconds = seconds
        self.folders = tuple(str(f) for f in folders)
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()
        self._fresh = True

    def decide(self, statement: Statement, *, document: bool = True) -> Verdict:
        """The verdict; undecided when the time is over or the process ended."""
        process = self._running()
        question = {"statement": statement_data(statement), "document": document}
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = self._lines.get(timeout=self.seconds + (START_SECONDS if self._fresh else 0))
        except (Empty, OSError):
            self.close()
            return Verdict("undecided", method="none", reason=f"not decided within {self.seconds:g} s")
        self._fresh = False
        if not line:
            self.close()
            return Verdict("undecided", method="none", reason="the judging process ended")
        return verdict_from(json.loads(line))

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._start()
        assert self._process is not None
        return self._process

    def _start(self) -> None:
        assert derive.__file__ is not None
        home = str(Path(derive.__file__).parent.parent)
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "derive.proofs.serve", *self.folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"},
        )
        self._lines, self._fresh = Queue(), True
        Thread(target=_read, args=(self._process, self._lines), daemon=True).start()

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
        self._process = None

    def __enter__(self) -> Judge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    """Hands on the answers; an empty line says that the process ended."""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.put(line)
    except ValueError:
        pass
    lines.put("")
