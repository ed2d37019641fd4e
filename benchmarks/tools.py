"""The tools compared: each takes a statement and answers equal, conditional, different or undecided."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time
from typing import Any

import sympy as sp

from benchmarks import maxima
from benchmarks.sampling import agree_in_floats
from derive.engine.prove import decide
from derive.expressions.expr import Expr, number_value
from derive.expressions.sympy_bridge import to_sympy
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

try:
    import math_verify
except ImportError:  # the comparison is left out where it is not installed
    math_verify = None


@dataclass(frozen=True)
class Answer:
    """word: proved · conditional · refuted · undecided · error; seconds inside the tool alone."""

    word: str
    seconds: float
    conditions: int = 0
    detail: str = ""


def ask_derive(statement: Statement, table: FunctionTable) -> Answer:
    """Our prover; the time holds the kernel's re-check of the certificate."""
    start = process_time()
    verdict = decide(statement, table)
    seconds = process_time() - start
    detail = "; ".join(filter(None, (verdict.method, verdict.reason, _shown(verdict.counterexample))))
    return Answer(verdict.verdict, seconds, len(verdict.conditions) + len(verdict.holds_if), detail)


def _shown(counterexample: Any) -> str:
    if counterexample is None:
        return ""
    point = ", ".join(f"{k} = {v}" for k, v in counterexample.point.items())
    return f"at {point}: {counterexample.left} and {counterexample.right}"


def ask_simplify(statement: Statement, table: FunctionTable) -> Answer:
    """SymPy: `simplify(a - b) == 0`, what most checkers do; anything else counts as "different"."""
    left, right = _sides(statement, table)
    start = process_time()
    same = sp.simplify(_derived(left) - _derived(right)) == 0
    return Answer("proved" if same else "refuted", process_time() - start)


def ask_equals(statement: Statement, table: FunctionTable) -> Answer:
    """SymPy: `a.equals(b)`, which answers True, False or None."""
    left, right = _sides(statement, table)
    start = process_time()
    same = _derived(left).equals(_derived(right))
    word = "undecided" if same is None else "proved" if same else "refuted"
    return Answer(word, process_time() - start)


def ask_sampling(statement: Statement, table: FunctionTable) -> Answer:
    """Floating point at 20 random points."""
    start = process_time()
    same = agree_in_floats(statement, table)
    word = "undecided" if same is None else "proved" if same else "refuted"
    return Answer(word, process_time() - start)


def ask_maxima(statement: Statement, table: FunctionTable) -> Answer:
    """Maxima: the simplified difference is 0, or counts as "different"."""
    same, seconds = maxima.equal(statement, table)
    word = "undecided" if same is None else "proved" if same else "refuted"
    return Answer(word, seconds)


def ask_math_verify(statement: Statement, table: FunctionTable) -> Answer:
    """Math-Verify: both sides as LaTeX, read and compared by it."""
    written = [f"${sp.latex(_derived(side))}$" for side in _sides(statement, table)]
    start = process_time()
    left, right = (math_verify.parse(each) for each in written)
    same = math_verify.verify(left, right)
    return Answer("proved" if same else "refuted", process_time() - start)


def installed() -> dict[str, Callable[[Statement, FunctionTable], Answer]]:
    """The tools that are on this machine."""
    found = dict(TOOLS)
    if math_verify is not None:
        found["math-verify"] = ask_math_verify
    if shutil.which("maxima"):
        found["maxima"] = ask_maxima
    return found


TOOLS: dict[str, Callable[[Statement, FunctionTable], Answer]] = {
    "derive": ask_derive,
    "simplify": ask_simplify,
    "equals": ask_equals,
    "sampling": ask_sampling,
}


def _derived(side: Any) -> Any:
    """SymPy's own differentiation, where the row asks for a derivative."""
    return side.doit() if side.has(sp.Derivative) else side


def _sides(statement: Statement, table: FunctionTable) -> list[Any]:
    symbols = {name: sp.Symbol(name, **facts) for name, facts in _facts(statement).items()}
    return [
        to_sympy(side, table, symbols=symbols, evaluate=True) for side in (statement.left, statement.right)
    ]


def _facts(statement: Statement) -> dict[str, dict[str, bool]]:
    """What a careful user would tell SymPy: real, integer, positive, nonzero."""
    facts: dict[str, dict[str, bool]] = {}
    for name, letter in statement.context.letters.items():
        facts[name] = {"real": True} if letter.role == "scalar" else {"integer": True}
        if letter.role == "size":
            facts[name]["positive"] = True
    for name, fact in _signs(statement.context.assumptions):
        facts.setdefault(name, {"real": True})[fact] = True
    return facts


def _signs(assumptions: tuple[Expr, ...]) -> Iterator[tuple[str, str]]:
    """x > 0, 0 < x, x ≥ 0, x < 0, x ≠ 0 as SymPy's words."""
    words = {"gt": "positive", "ge": "nonnegative", "lt": "negative", "le": "nonpositive", "ne": "nonzero"}
    mirrored = {"gt": "lt", "lt": "gt", "ge": "le", "le": "ge", "ne": "ne"}
    for relation in assumptions:
        left, right = relation.args[:2]
        head = relation.head
        if number_value(left) is not None:
            left, right, head = right, left, mirrored.get(head, head)
        bound = number_value(right)
        if left.head != "sym" or bound is None or head not in words:
            continue
        if bound == 0 or (bound > 0 and head in ("gt", "ge")):
            yield left.value, "positive" if bound > 0 else words[head]
