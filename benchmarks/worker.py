"""A process that answers one case at a time and can be killed when it takes too long."""

from __future__ import annotations

import gc
import multiprocessing
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.cases import read_cases
from benchmarks.table import library_table
from benchmarks.tools import Answer, installed

CONTEXT = multiprocessing.get_context("spawn")


def serve(pipe: Connection, tool: str, file: str) -> None:
    """Reads the cases itself (expressions stay in the process) and answers by their number."""
    table = library_table()
    cases = read_cases(file, table)
    gc.freeze()  # what every tool has loaded is not gone through again while one of them is timed
    pipe.send("ready")
    while (number := pipe.recv()) is not None:
        pipe.send(_answer(tool, cases[number].statement, table))


def _answer(tool: str, statement: Any, table: Any) -> Answer:
    try:
        return installed()[tool](statement, table)
    except Exception as error:  # a crash of any tool is a row of the table, not the end of the run
        return Answer("error", 0.0, 0, f"{type(error).__name__}: {str(error).splitlines()[0][:200]}")


class Worker:
    """Asks in turn; a case over `timeout` seconds ends the process and a new one takes over."""

    def __init__(self, tool: str, file: str, timeout: float) -> None:
        self.job = (tool, file)
        self.timeout = timeout
        self._start()

    def _start(self) -> None:
        self.pipe, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=serve, args=(theirs, *self.job), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe.recv()

    def ask(self, number: int) -> Answer:
        self.pipe.send(number)
        try:
            if self.pipe.poll(self.timeout):
                answer: Answer = self.pipe.recv()
                return answer
            problem = Answer("undecided", self.timeout, 0, f"over {self.timeout:g} s")
        except EOFError:
            problem = Answer("error", 0.0, 0, "the process died")
        self.process.kill()
        self.process.join()
        self._start()
        return problem

    def close(self) -> None:
        self.pipe.send(None)
        self.process.join(5)
        self.process.kill()
