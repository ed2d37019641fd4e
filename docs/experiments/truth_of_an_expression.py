"""D1: which representation keeps the domain of what was written?

Each expression has no value at its hole.  It is built, has x substituted (x := y + 1), is differentiated,
and is multiplied by 2 and added to 1, in each representation; then our own strict evaluator asks whether
the result still has no value at the hole.  Run: python docs/experiments/truth_of_an_expression.py
"""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import count
from statistics import median
from time import perf_counter

import sympy as sp
from sympy.core.cache import clear_cache

from derive.engine.differentiate import differentiate
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.expressions.sympy_bridge import from_sympy, to_sympy
from derive.expressions.walk import substitute
from derive.notation.functions import Function, FunctionTable

X, Y = b.sym("x"), b.sym("y")
x, y = sp.symbols("x y", real=True)
ONE, TWO = b.ONE, b.TWO
NOWHERE = b.div(ONE, b.ZERO)


def sqrt(a: Expr) -> Expr:
    return b.fn("sqrt", a)


HOLES: dict[str, tuple[Expr, float]] = {
    "x/x": (b.div(X, X), 0),
    "x·(1/x)": (b.mul(X, b.div(ONE, X)), 0),
    "x²/x": (b.div(b.power(X, TWO), X), 0),
    "1/(1/x)": (b.div(ONE, b.div(ONE, X)), 0),
    "0/x": (b.div(b.ZERO, X), 0),
    "1/x − 1/x": (b.sub(b.div(ONE, X), b.div(ONE, X)), 0),
    "(x²−1)/(x−1)": (b.div(b.sub(b.power(X, TWO), ONE), b.sub(X, ONE)), 1),
    "(x−1)/(x−1)": (b.div(b.sub(X, ONE), b.sub(X, ONE)), 1),
    "xy/x": (b.div(b.mul(X, Y), X), 0),
    "exp(log x)": (b.exp(b.log(X)), -1),
    "0·log x": (b.mul(b.ZERO, b.log(X)), -1),
    "log x − log x": (b.sub(b.log(X), b.log(X)), -1),
    "log x / log x": (b.div(b.log(X), b.log(X)), -1),
    "(√x)²": (b.power(sqrt(X), TWO), -1),
    "√x·√x": (b.mul(sqrt(X), sqrt(X)), -1),
    "√x/√x": (b.div(sqrt(X), sqrt(X)), -1),
    "(log x)⁰": (b.power(b.log(X), b.ZERO), -1),
    "1^(log x)": (b.power(ONE, b.log(X)), -1),
    "tan x · cot x": (b.mul(b.fn("tan", X), b.div(ONE, b.fn("tan", X))), 0),
    "sin x / sin x": (b.div(b.fn("sin", X), b.fn("sin", X)), 0),
}


def table() -> FunctionTable:
    """Just the derivatives that the holes need."""
    cosine, square = b.fn("cos", X), b.power(b.fn("cos", X), TWO)
    rows = {
        "log": b.div(ONE, X),
        "exp": b.exp(X),
        "sqrt": b.div(ONE, b.mul(TWO, sqrt(X))),
        "sin": cosine,
        "cos": b.neg(b.fn("sin", X)),
        "tan": b.div(ONE, square),
    }
    return FunctionTable({n: Function(n, (X,), n, derivatives=(d,)) for n, d in rows.items()})


TABLE = table()


def real(expr: Expr, at: Mapping[str, float]) -> float:
    """The value over the reals; ValueError, ZeroDivisionError or OverflowError where there is none."""
    args = [real(a, at) for a in expr.args]
    if expr.head in ("num", "dec"):
        return float(expr.value)
    return at[expr.value] if expr.head == "sym" else MEANING[expr.head](*args)


def _power(base: float, exponent: float) -> float:
    return math.pow(base, exponent)


MEANING: dict[str, Callable[..., float]] = {
    "add": lambda *a: sum(a),
    "mul": lambda *a: math.prod(a),
    "neg": lambda a: -a,
    "div": lambda p, q: p / q,
    "pow": _power,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
}


def has_value(expr: Expr, at: Mapping[str, float]) -> bool:
    try:
        real(expr, at)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    return True


STAGES = ("built", "x := y + 1", "derivative", "2e + 1")


def ours(expr: Expr) -> list[Expr]:
    moved = substitute(expr, {X: b.add(Y, ONE)})
    return [expr, moved, differentiate(expr, X, TABLE), b.add(b.mul(TWO, expr), ONE)]


def theirs(evaluate: bool) -> Callable[[Expr], list[Expr]]:
    def stages(expr: Expr) -> list[Expr]:
        e = to_sympy(expr, evaluate=evaluate)
        made = [e, e.subs(x, y + 1), sp.diff(e, x), 2 * e + 1]
        return [
            from_sympy(m) if m.is_finite is not False and m is not sp.nan else b.div(ONE, b.ZERO)
            for m in made
        ]

    return stages


REPRESENTATIONS: dict[str, Callable[[Expr], list[Expr]]] = {
    "our tree": ours,
    "SymPy": theirs(True),
    "SymPy, evaluate=False": theirs(False),
}


def survival() -> None:
    print(f"{len(HOLES)} expressions; how many still have no value at their hole")
    print(f"{'':<24}" + "".join(f"{s:>14}" for s in STAGES))
    for name, stages in REPRESENTATIONS.items():
        kept = [0] * len(STAGES)
        for expr, hole in HOLES.values():
            points = [
                {"x": hole, "y": 0.7},
                {"x": 0.3, "y": hole - 1},
                {"x": hole, "y": 0.7},
                {"x": hole, "y": 0.7},
            ]
            for k, (stage, at) in enumerate(zip(stages(expr), points, strict=True)):
                kept[k] += not has_value(stage, at)
        print(f"{name:<24}" + "".join(f"{k:>14}" for k in kept))


def timed(work: Callable[[], object], runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def ours_deep(name: str) -> Expr:
    letter = e = b.sym(name)
    for k in range(DEPTH):
        e = b.add(b.mul(e, letter), b.num(k))
    return e


def theirs_deep(name: str) -> sp.Expr:
    letter = e = sp.Symbol(name, real=True)
    for k in range(DEPTH):
        e = e * letter + k
    return e


def theirs_unevaluated(name: str) -> sp.Expr:
    letter = e = sp.Symbol(name, real=True)
    for k in range(DEPTH):
        e = sp.Add(sp.Mul(e, letter, evaluate=False), sp.Integer(k), evaluate=False)
    return e


DEPTH = 100  # at 300 SymPy cannot compare two equal trees: RecursionError
DEEP: dict[str, Callable[[str], object]] = {
    "our tree": ours_deep,
    "SymPy": theirs_deep,
    "SymPy, evaluate=False": theirs_unevaluated,
}


def costs() -> None:
    """(((x·x + 0)·x + 1)·x + …), 100 deep: built in a new letter each time; two equal ones compared."""
    letters = (f"x{k}" for k in count())
    print("\ncost relative to our tree            build    compare two equal trees")
    base: dict[str, float] = {}
    for name, make in DEEP.items():
        build = timed(lambda m=make: m(next(letters)))
        one, two = make("u"), clear_cache() or make("u")
        compare = timed(lambda p=one, q=two: p == q)
        base.setdefault("build", build)
        base.setdefault("compare", compare)
        print(f"{name:<32}{build / base['build']:>10.1f}{compare / base['compare']:>16.0f}")


def imports() -> None:
    def run(code: str) -> float:
        return timed(lambda: subprocess.run([sys.executable, "-c", code], check=True), 5)

    nothing = run("pass")
    tree = run("import derive.expressions.walk") - nothing
    sympy = run("import sympy") - nothing
    print(f"\nimport sympy / import our tree = {sympy / tree:.0f}")


if __name__ == "__main__":
    survival()
    costs()
    imports()
