"""Maxima, where it is installed: radcan, trigsimp and ratsimp of the difference, in one running process."""

from __future__ import annotations

import shutil
import subprocess
import threading
from time import perf_counter

from derive.engine.unfold import resolve
from derive.expressions.expr import Expr, number_value
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

SECONDS = 18.0
SAME = {"add": "+", "mul": "*", "and": " and ", "or": " or "}
RELATIONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=", "ne": "#"}
CONSTANTS = {"pi": "%pi", "e": "%e", "i": "%i", "inf": "inf"}
NAMES = {"ceil": "ceiling", "sign": "signum", "delta": "kron_delta", "heaviside": "unit_step"}
SETUP = """display2d:false$ load("simplify_sum")$
same(d) := block([r], r: errcatch(ratsimp(trigsimp(radcan(trigexpand(d))))),
  if r = [0] then true else block([q], q: errcatch(fullratsimp(exponentialize(d))), is(q = [0])))$
"""


class NoMaxima(Exception):
    """It is not installed, or cannot say this expression."""


def text(expr: Expr) -> str:
    head = expr.head
    if head in ("num", "dec"):
        return f"({number_value(expr)})"
    if head in ("sym", "idx"):
        return _name(expr)
    if head in ("const", "truth"):
        return CONSTANTS.get(str(expr.value), str(expr.value).lower())
    if head in ("sum", "prod"):
        return _total(expr)
    if head == "cases":
        return _cases(expr)
    return _applied(expr, [text(a) for a in expr.args])


def _name(expr: Expr) -> str:
    if expr.head == "idx":
        return f"i_{expr.value.name}{expr.value.uid or ''}"
    return f"v_{expr.value}"


def _total(expr: Expr) -> str:
    body, index, lo, hi, condition = expr.args
    inside = text(body) if condition.value is True else f"(if {text(condition)} then {text(body)} else 0)"
    return f"{'sum' if expr.head == 'sum' else 'product'}({inside},{text(index)},{text(lo)},{text(hi)})"


def _cases(expr: Expr) -> str:
    written = ""
    for value, condition in zip(expr.args[::2], expr.args[1::2], strict=True):
        written += f"if {text(condition)} then {text(value)} else "
    return f"({written}und)"


def _applied(expr: Expr, args: list[str]) -> str:
    head = expr.head
    if head in SAME:
        return f"({SAME[head].join(args)})"
    if head in RELATIONS:
        return f"({args[0]} {RELATIONS[head]} {args[1]})"
    if head in ("div", "pow"):
        return f"({args[0]}){'/' if head == 'div' else '^'}({args[1]})"
    if head == "neg":
        return f"(-({args[0]}))"
    if head == "entry":
        return f"{args[0]}[{','.join(args[1:])}]"
    if head == "relu":
        return f"max(0,{args[0]})"
    return f"{NAMES.get(head, head)}({','.join(args)})"


class Session:
    """One Maxima that reads questions and answers each with a line."""

    def __init__(self) -> None:
        program = shutil.which("maxima")
        if program is None:
            raise NoMaxima("maxima is not installed")
        pipe = subprocess.PIPE
        options = ["--very-quiet", "--no-init"]
        self.process = subprocess.Popen(
            [program, *options], stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True
        )
        self.ask(SETUP)

    def ask(self, question: str) -> str:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(question + '\nprint("ANSWER", "END")$\n')
        stdin.flush()
        found = ""
        for line in stdout:
            if "ANSWER END" in line:
                return found
            found += line
        raise NoMaxima("maxima ended")


SESSION: list[Session] = []


def session() -> Session:
    if not SESSION:
        SESSION.append(Session())
    return SESSION[0]


def equal(statement: Statement, table: FunctionTable) -> tuple[bool | None, float]:
    """Whether the difference simplifies to 0 (None: over its time), and the seconds inside."""
    left, right = (resolve(s, statement.context, table) for s in (statement.left, statement.right))
    assumed = "".join(f"assume({text(a)})$ " for a in statement.context.assumptions if a.head in RELATIONS)
    running = session()
    timer = threading.Timer(SECONDS, running.process.kill)
    timer.start()
    start = perf_counter()
    try:
        found = running.ask(f'{assumed}print("SAME", same({text(left)} - ({text(right)})))$ forget(facts())$')
    except (NoMaxima, BrokenPipeError):
        SESSION.clear()
        return None, SECONDS
    finally:
        timer.cancel()
    return "SAME true" in found, perf_counter() - start
