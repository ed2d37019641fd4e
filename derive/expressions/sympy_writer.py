"""Our tree written as SymPy objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Protocol

import sympy as sp

from derive.errors import DeriveError
from derive.expressions import build
from derive.expressions.build import ONE, div, num
from derive.expressions.expr import BINDERS, STRUCTURE, Expr, Index, postorder
from derive.expressions.sympy_names import CONSTANTS, FUNCTIONS, LOGIC, RELATIONS
from derive.expressions.walk import freshen, substitute, transform

REWRITTEN: dict[str, Callable[[Expr], Expr]] = {
    "log1p": lambda x: build.log(build.add(ONE, x)),
    "expm1": lambda x: build.sub(build.exp(x), ONE),
    "log2": lambda x: div(build.log(x), build.log(num(2))),
    "log10": lambda x: div(build.log(x), build.log(num(10))),
}


class Defined(Protocol):
    """What `to_sympy` needs to know of a function that SymPy does not have."""

    @property
    def parameters(self) -> tuple[Expr, ...]: ...
    @property
    def definition(self) -> Expr | None: ...


class Functions(Protocol):
    """The part of the function table that is used here."""

    def get(self, name: str) -> Defined | None: ...


def to_sympy(
    expr: Expr,
    functions: Functions | None = None,
    *,
    symbols: Mapping[str, Any] | None = None,
    evaluate: bool = False,
) -> Any:
    """The SymPy object that says the same; unevaluated unless `evaluate`.

    `symbols` gives the objects that letters stand for (default: real symbols, integer indices).
    A function that SymPy does not have is replaced by its definition in `functions`; functions of a
    family (softmax) must be unfolded before.
    Bound indices of one name are told apart by a suffix, since SymPy shares bound names.
    """
    expr = _expand_definitions(expr, functions)
    writer = _Writer(_index_names(expr), symbols or {}, evaluate)
    memo: dict[Expr, Any] = {}
    for each in postorder(expr):
        memo[each] = writer.write(each, [memo[a] for a in each.args])
    return memo[expr]


def _expand_definitions(expr: Expr, functions: Functions | None) -> Expr:
    def rule(each: Expr) -> Expr | None:
        if each.head in STRUCTURE or each.head in FUNCTIONS or each.head in WRITERS:
            return None
        if each.head in REWRITTEN:
            return REWRITTEN[each.head](*each.args)
        found = functions.get(each.head) if functions is not None else None
        if found is None or found.definition is None or len(found.parameters) != len(each.args):
            raise DeriveError(f"SymPy has no function {each.head!r}, and no definition of it is known")
        definition = _expand_definitions(freshen(found.definition), functions)
        return substitute(definition, dict(zip(found.parameters, each.args, strict=True)))

    return transform(expr, rule)


def _index_names(expr: Expr) -> dict[Index, str]:
    """A name for every index; a bound index steps aside for letters and earlier indices."""
    leaves = [e for e in postorder(expr) if e.head in ("sym", "idx")]
    taken = {e.value if e.head == "sym" else e.value.name for e in leaves if not getattr(e.value, "uid", 0)}
    names: dict[Index, str] = {}
    for leaf in leaves:
        if leaf.head == "idx" and leaf.value.uid:
            stem, k = leaf.value.name or "i", 0
            while (name := f"{stem}_{k}" if k else stem) in taken:
                k += 1
            taken.add(name)
            names[leaf.value] = name
    return names


class _Writer:
    def __init__(self, names: dict[Index, str], symbols: Mapping[str, Any], evaluate: bool) -> None:
        self.names = names
        self.symbols = symbols
        self.evaluate = evaluate

    def write(self, expr: Expr, args: list[Any]) -> Any:
        head, value = expr.head, expr.value
        if head == "sym":
            return self.symbols.get(value) or sp.Symbol(value, real=True)
        if head == "idx":
            name = self.names.get(value, value.name)
            return (not value.uid and self.symbols.get(name)) or sp.Symbol(name, integer=True)
        if head in ("num", "dec"):
            q = Fraction(value)
            return sp.Rational(q.numerator, q.denominator)
        if head == "truth":
            return sp.true if value else sp.false
        if head == "const":
            return CONSTANTS[value]
        if head in BINDERS:
            return _write_binder(head, *args)
        if head in WRITERS:
            return WRITERS[head](args, {"evaluate": self.evaluate})
        return MAKERS[head](*args, evaluate=self.evaluate)


def _write_binder(head: str, body: Any, index: Any, lo: Any, hi: Any, condition: Any) -> Any:
    """A condition on the index becomes a case inside: the neutral element where it fails."""
    neutral = 0 if head == "sum" else 1
    if condition is not sp.true:
        body = sp.Piecewise((body, condition), (neutral, True))
    return (sp.Sum if head == "sum" else sp.Product)(body, (index, lo, hi))


def _negative(args: list[Any], how: dict[str, bool]) -> Any:
    return -args[0] if args[0].is_Number else sp.Mul(sp.S.NegativeOne, args[0], **how)


def _quotient(args: list[Any], how: dict[str, bool]) -> Any:
    return sp.Mul(args[0], sp.Pow(args[1], -1, **how), **how)


def _side(limit: list[Any]) -> str:
    """The direction of (body, letter, point) or (body, letter, point, ±1)."""
    if len(limit) == 4:
        return "+" if limit[3] > 0 else "-"
    return "+-" if limit[2].is_finite else "-"


def _cases(args: list[Any], how: dict[str, bool]) -> Any:
    return sp.Piecewise(*zip(args[::2], args[1::2], strict=True), **how)


MAKERS: dict[str, Any] = {**FUNCTIONS, **RELATIONS, **LOGIC}
WRITERS: dict[str, Callable[[list[Any], dict[str, bool]], Any]] = {
    "add": lambda a, how: sp.Add(*a, **how),
    "mul": lambda a, how: sp.Mul(*a, **how),
    "neg": _negative,
    "div": _quotient,
    "pow": lambda a, how: sp.Pow(*a, **how),
    "sqrt": lambda a, how: sp.Pow(a[0], sp.S.Half, **how),
    "max": lambda a, how: sp.Max(*a, **how),
    "min": lambda a, how: sp.Min(*a, **how),
    "heaviside": lambda a, how: sp.Heaviside(*a, **how),
    "entry": lambda a, how: sp.IndexedBase(str(a[0]), real=True)[tuple(a[1:])],
    "delta": lambda a, how: sp.KroneckerDelta(*a, **how),
    "iverson": lambda a, how: sp.Piecewise((sp.S.One, a[0]), (sp.S.Zero, True), **how),
    "deriv": lambda a, how: sp.Derivative(*a),
    "cases": _cases,
    "limit": lambda a, how: sp.Limit(*a[:3], _side(a)),
    "call": lambda a, how: sp.Function(str(a[0]))(*a[1:]),
}
