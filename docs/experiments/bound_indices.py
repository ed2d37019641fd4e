"""D2: what shared names of bound indices cost, on random nested sums, judged by brute force.

Each random sum binds i, j, k again and again.  Two operations, with the free letters of the same names:
x := X[i] (or F[i, j], …) and ∂/∂X[i].  Truth is the value at a concrete n (dual numbers for the derivative).
Run: python -m docs.experiments.bound_indices
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from random import Random
from typing import Any

import sympy as sp

from derive.engine.differentiate import differentiate
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.expressions.sympy_bridge import from_sympy, to_sympy
from derive.expressions.walk import substitute
from derive.notation.functions import FunctionTable
from tests.binding.nested_sums import array, value

CASES = 200
SEED = 20
N, X, F = b.sym("n"), b.sym("X"), b.sym("F")
FREE = {name: b.idx(name) for name in "ijk"}
SYMPY = {name: sp.Symbol(name, integer=True) for name in "nijk"} | {"x": sp.Symbol("x", real=True)}
ARRAYS = {name: sp.IndexedBase(name, real=True) for name in "XF"}

Spec = tuple[Any, ...]
FRESH = count()


def random_spec(rng: Random, depth: int) -> Spec:
    """A sum in words: ("sum", "i", hi, body), ("add" | "mul", a, b), ("X", "i"), ("F", "i", "j"), ("x",)."""
    if depth == 0:
        kinds = [("X", rng.choice("ijk")), ("F", rng.choice("ijk"), rng.choice("ijk")), ("x",)]
        return rng.choice(kinds)
    kind = rng.choice(["sum", "sum", "sum", "add", "mul"])
    if kind == "sum":
        hi = rng.choice(["n", "n", *"ijk"])
        return ("sum", rng.choice("ijk"), hi, ("mul", random_spec(rng, depth - 1), random_spec(rng, 0)))
    return (kind, random_spec(rng, depth - 1), random_spec(rng, depth - 1))


def as_tree(spec: Spec, scope: Mapping[str, Expr] = FREE, names: Callable[[], str] | None = None) -> Expr:
    """Our tree; its bound indices are called as in the words, or as `names` says."""
    head = spec[0]
    if head == "x":
        return b.sym("x")
    if head in "XF":
        return b.entry(b.sym(head), *(scope[name] for name in spec[1:]))
    if head == "sum":
        index = b.fresh_idx(names() if names else spec[1])
        body = as_tree(spec[3], {**scope, spec[1]: index}, names)
        return b.sum_over(body, index, b.ONE, scope.get(spec[2], N))
    return b.node(head, *(as_tree(s, scope, names) for s in spec[1:]))


def with_shared_names(spec: Spec) -> sp.Expr:
    head = spec[0]
    if head == "x":
        return SYMPY["x"]
    if head in "XF":
        return ARRAYS[head][tuple(SYMPY[name] for name in spec[1:])]
    if head == "sum":
        return sp.Sum(with_shared_names(spec[3]), (SYMPY[spec[1]], 1, SYMPY[spec[2]]))
    left, right = (with_shared_names(s) for s in spec[1:])
    return left + right if head == "add" else left * right


def with_unique_names(spec: Spec) -> sp.Expr:
    return to_sympy(as_tree(spec, names=lambda: f"u{next(FRESH)}"), symbols=SYMPY, evaluate=True)


@dataclass(frozen=True)
class Dual:
    """a + a′ε with ε² = 0."""

    real: Fraction
    dual: Fraction

    def __add__(self, other: Any) -> Dual:
        o = as_dual(other)
        return Dual(self.real + o.real, self.dual + o.dual)

    def __mul__(self, other: Any) -> Dual:
        o = as_dual(other)
        return Dual(self.real * o.real, self.real * o.dual + self.dual * o.real)

    __radd__, __rmul__ = __add__, __mul__


def as_dual(a: Any) -> Dual:
    return a if isinstance(a, Dual) else Dual(Fraction(a), Fraction(0))


def true_derivative(expr: Expr, env: Mapping[Expr, Any]) -> Fraction:
    """∂/∂X_c at c = the value of the free index i: every entry X_k carries δ_kc as its ε-part."""
    c = env[FREE["i"]]

    def walk(e: Expr, at: Mapping[Expr, Any]) -> Any:
        if e.head == "entry" and e.args[0] is X:
            place = value(e.args[1], at)
            return Dual(array("X", place), Fraction(int(place == c)))
        if e.head == "sum":
            body, index, lo, hi, _ = e.args
            ranged = range(int(value(lo, at)), int(value(hi, at)) + 1)
            return sum((walk(body, {**at, index: k}) for k in ranged), Dual(Fraction(0), Fraction(0)))
        if e.head in ("add", "mul"):
            left, right = (walk(a, at) for a in e.args)
            return left + right if e.head == "add" else left * right
        return as_dual(value(e, at))

    return walk(expr, env).dual


def judged(result: Callable[[], Expr], truth: Fraction, env: Mapping[Expr, Any]) -> str:
    signal.alarm(20)
    try:
        return "right" if value(result(), env) == truth else "WRONG"
    except Exception as error:
        return f"no result ({type(error).__name__})"
    finally:
        signal.alarm(0)


def free_place(rng: Random) -> Spec:
    return rng.choice([("X", rng.choice("ijk")), ("F", rng.choice("ijk"), rng.choice("ijk"))])


def ours(spec: Spec, new: Spec) -> tuple[Callable[[], Expr], Callable[[], Expr]]:
    tree, letter = as_tree(spec), b.entry(X, FREE["i"])
    return (
        lambda: substitute(tree, {b.sym("x"): as_tree(new)}),
        lambda: differentiate(tree, letter, FunctionTable({})),
    )


def built(made: sp.Expr) -> Callable[[], Expr]:
    return lambda: from_sympy(made, "ijk")


def theirs(made: sp.Expr, new: Spec) -> tuple[Callable[[], Expr], Callable[[], Expr]]:
    return (
        lambda: from_sympy(made.subs(SYMPY["x"], with_shared_names(new)), "ijk"),
        lambda: from_sympy(sp.diff(made, ARRAYS["X"][SYMPY["i"]]), "ijk"),
    )


def environment(rng: Random) -> dict[Expr, Any]:
    places = {index: rng.randint(1, 3) for index in FREE.values()}
    return {N: rng.randint(1, 3), b.sym("x"): Fraction(3, 7)} | places


def main() -> None:
    rng = Random(SEED)
    counts: dict[tuple[str, str], Counter[str]] = {}
    kept: Counter[str] = Counter()
    for _ in range(CASES):
        spec, new, env = random_spec(rng, 3), free_place(rng), environment(rng)
        tree = as_tree(spec)
        put = value(tree, {**env, b.sym("x"): value(as_tree(new), env)})
        slope = true_derivative(tree, env)
        plain = value(tree, env)
        ways = {
            "our tree": ours(spec, new),
            "SymPy, shared names": theirs(with_shared_names(spec), new),
            "SymPy, unique names": theirs(with_unique_names(spec), new),
        }
        for name, (put_in, derive) in ways.items():
            counts.setdefault((name, "x := X[i]"), Counter())[judged(put_in, put, env)] += 1
            counts.setdefault((name, "∂/∂X[i]"), Counter())[judged(derive, slope, env)] += 1
        kept[judged(built(with_shared_names(spec)), plain, env)] += 1
    print(f"{CASES} random nested sums, seed {SEED}")
    print(f"{'built only':<12}{'SymPy, shared names':<24}{dict(kept)}")
    for (name, operation), found in sorted(counts.items(), key=lambda item: item[0][1]):
        print(f"{operation:<12}{name:<24}{dict(found)}")


if __name__ == "__main__":
    main()
