"""Running a command line in this process: its exit code, what it prints, and never a traceback."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass

from derive.cli.main import run


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


def ran(*arguments: str, stdin: str = "") -> Ran:
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
    finally:
        sys.stdin = before
    found = Ran(code, out.getvalue(), err.getvalue())
    assert "Traceback" not in found.text
    return found
