"""Where an expression has a value: the conditions its tree asks for, before anything is simplified.

Each condition is a relation; one met inside a sum mentions the bound index and is meant for all of its
values; one met inside a branch of a case distinction is needed only where that branch is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod

from derive.expressions.build import ONE, PI, TRUE, ZERO, div, fn, ne, rel
from derive.expressions.expr import RELATIONS, Expr, free_indices, node, number_value, postorder
from derive.expressions.walk import substitute
from derive.notation.functions import FunctionTable

Asked = tuple[Expr, tuple[Expr, ...]]  # the condition, and the branch conditions it is needed under


def definedness(functions: FunctionTable, role: Callable[[Expr], str], *exprs: Expr) -> list[Asked]:
    """The conditions for these (unfolded; derivatives allowed) to have values, without repeats."""
    out: dict[Asked, None] = {}
    seen: set[tuple[Expr, tuple[Expr, ...]]] = set()
    stack: list[tuple[Expr, tuple[Expr, ...]]] = [(expr, ()) for expr in reversed(exprs)]
    while stack:
        each, guards = stack.pop()
        if (each, guards) in seen:
            continue
        seen.add((each, guards))
        for condition in _own(each, functions, role):
            out.setdefault((condition, guards))
        stack.extend(reversed(list(_parts(each, guards))))
    return list(out)


def _parts(expr: Expr, guards: tuple[Expr, ...]) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    if expr.head != "cases":
        for arg in expr.args:
            yield arg, guards
        return
    earlier: tuple[Expr, ...] = ()
    for value, condition in zip(expr.args[::2], expr.args[1::2], strict=True):
        yield condition, guards + earlier
        taken = () if condition is TRUE else (condition,)
        yield value, guards + earlier + taken
        earlier += (negated(condition),)


INTEGERS = ("integer", "size", "index")
NEGATION = {"eq": "ne", "ne": "eq", "lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}


def negated(relation: Expr) -> Expr:
    """The relation that holds exactly where this one fails."""
    if relation.head in RELATIONS:
        return node(NEGATION[relation.head], *relation.args)
    return node("not", relation)


def _own(expr: Expr, functions: FunctionTable, role: Callable[[Expr], str]) -> Iterator[Expr]:
    """The conditions a node asks of its arguments."""
    rule = OWN.get(expr.head)
    if rule is not None:
        yield from rule(expr)
    elif expr.head == "pow":
        yield from _power(expr, role)
    elif expr.head == "deriv":
        yield from smoothness(expr.args[0], expr.args[1], functions)
    known = functions.get(expr.head)
    if known is not None and not known.family and expr.head not in OWN:
        yield from _stated(known.domain, known.parameters, expr.args)


def _stated(
    relations: tuple[Expr, ...], parameters: tuple[Expr, ...], args: tuple[Expr, ...]
) -> Iterator[Expr]:
    if len(parameters) == len(args):
        actual = dict(zip(parameters, args, strict=True))
        for relation in relations:
            yield substitute(relation, actual)


def _power(expr: Expr, role: Callable[[Expr], str]) -> Iterator[Expr]:
    base, exponent = expr.args
    value = constant(exponent)
    if value is not None:
        q = value
        if q.denominator == 1:
            if q < 0:
                yield ne(base, ZERO)
        else:
            yield rel("ge" if q > 0 else "gt", base, ZERO)
    elif base.head == "const" or (constant(base) or 0) > 0:
        return
    elif all(_keeps_integers(e) or role(e) in INTEGERS for e in postorder(exponent)):
        if not at_least_one(exponent, role):
            yield ne(base, ZERO)
    else:
        yield rel("gt", base, ZERO)


def at_least_one(expr: Expr, role: Callable[[Expr], str]) -> bool:
    """A sum, product or power of sizes and of numbers from 1 on."""
    q = constant(expr.args[1] if expr.head == "pow" else expr)
    if expr.head == "pow":
        return q is not None and q.denominator == 1 and q >= 1 and at_least_one(expr.args[0], role)
    if q is not None:
        return q.denominator == 1 and q >= 1
    if expr.head in ("add", "mul"):
        return all(at_least_one(a, role) for a in expr.args)
    return role(expr) == "size"


def _keeps_integers(expr: Expr) -> bool:
    """A whole number; a sum, product or power of what is whole."""
    if expr.head in ("num", "pow"):
        q = constant(expr.args[1] if expr.head == "pow" else expr)
        return q is not None and q.denominator == 1 and (q >= 0 or expr.head == "num")
    return expr.head in ("add", "mul", "neg")


def constant(expr: Expr) -> Fraction | None:
    """The rational value of + − × ÷ of numerals; else None."""
    if expr.head not in ("neg", "div", "add", "mul"):
        return number_value(expr)
    parts = []
    for x in expr.args:
        value = constant(x)
        if value is None:
            return None
        parts.append(value)
    if expr.head == "div":
        return parts[0] / parts[1] if parts[1] else None
    if expr.head == "neg":
        return -parts[0]
    return Fraction(sum(parts) if expr.head == "add" else prod(parts))


def smoothness(body: Expr, letter: Expr, functions: FunctionTable) -> Iterator[Expr]:
    """What ∂body/∂letter needs besides values: no kink, jump or vertical tangent at the point."""
    base = letter.args[0] if letter.head == "entry" else letter
    moving: set[Expr] = set()
    for each in postorder(body):
        if each is base or any(a in moving for a in each.args):
            moving.add(each)
            rule, known = SMOOTH.get(each.head), functions.get(each.head)
            found: list[Expr] = []
            if rule is not None:
                found = list(rule(each))
                if each.head in ("cases", "iverson"):  # a condition that stays is no border
                    found = [c for c in found if any(a in moving for a in c.args)]
            elif known is not None and not known.family:
                found = list(_stated(known.smooth, known.parameters, each.args))
            for places in _pinned(each, base, letter) if found else ():
                yield from (substitute(c, places) for c in found)


def _pinned(expr: Expr, base: Expr, letter: Expr) -> list[dict[Expr, Expr]]:
    """Where `expr` moves with X_s: at t = s for each X_t in it; a term Σ_t asks nothing at other t."""
    if letter is base:
        return [{}]
    found: dict[tuple[tuple[Expr, Expr], ...], dict[Expr, Expr]] = {}
    free = free_indices(expr)
    for each in postorder(expr):
        if each.head == "entry" and each.args[0] is base and len(each.args) == len(letter.args):
            pairs = list(zip(each.args[1:], letter.args[1:], strict=True))
            if not any(a.head == b.head == "num" and a is not b for a, b in pairs):
                at = {a: b for a, b in pairs if a.head == "idx" and a.value.uid and a.value in free}
                found.setdefault(tuple(at.items()), at)
    return list(found.values())


def _case_borders(expr: Expr) -> Iterator[Expr]:
    for condition in expr.args[1::2]:
        for part in postorder(condition):
            if part.head in RELATIONS:
                yield ne(*part.args)


def _extremum_borders(expr: Expr) -> Iterator[Expr]:
    for i, a in enumerate(expr.args):
        for b in expr.args[i + 1 :]:
            yield ne(a, b)


def _fractional_power(expr: Expr) -> Iterator[Expr]:
    value = constant(expr.args[1])
    if value is not None and value.denominator != 1:
        yield rel("gt", expr.args[0], ZERO)


def _argument(kind: str, wanted: Expr) -> Callable[[Expr], Iterator[Expr]]:
    return lambda e: iter((rel(kind, e.args[0], wanted),))


def _not_whole(expr: Expr) -> Iterator[Expr]:
    """Not at a jump: sin(πu) ≠ 0."""
    yield ne(fn("sin", fn("mul", PI, expr.args[0])), ZERO)


OWN: dict[str, Callable[[Expr], Iterator[Expr]]] = {
    "div": lambda e: iter((ne(e.args[1], ZERO),)),
    "log": _argument("gt", ZERO),
    "sqrt": _argument("ge", ZERO),
    "asin": lambda e: iter((rel("le", fn("abs", e.args[0]), ONE),)),
    "acos": lambda e: iter((rel("le", fn("abs", e.args[0]), ONE),)),
    "mod": lambda e: iter((ne(e.args[1], ZERO),)),
}
SMOOTH: dict[str, Callable[[Expr], Iterator[Expr]]] = {
    "abs": _argument("ne", ZERO),
    "sign": _argument("ne", ZERO),
    "heaviside": _argument("ne", ZERO),
    "sqrt": _argument("gt", ZERO),
    "max": _extremum_borders,
    "min": _extremum_borders,
    "cases": _case_borders,
    "iverson": lambda e: _case_borders(node("cases", e, e.args[0])),
    "pow": _fractional_power,
    "asin": lambda e: iter((rel("lt", fn("abs", e.args[0]), ONE),)),
    "acos": lambda e: iter((rel("lt", fn("abs", e.args[0]), ONE),)),
    "floor": _not_whole,
    "ceil": _not_whole,
    "mod": lambda e: _not_whole(fn("floor", div(e.args[0], e.args[1]))),
}
