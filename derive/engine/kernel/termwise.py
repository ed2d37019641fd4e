"""Bounds of sums and products from bounds of their terms, equal sums from equal terms.

    |f_i| ≤ g_i for every i:  ∏ f_i ≤ |∏ f_i| ≤ ∏ g_i,  |Σ f_i| ≤ Σ g_i
    f_i ≤ g_i for every i:    Σ f_i ≤ Σ g_i, also with 0 for one of the two

over 1..n, where ∏ c = cⁿ and Σ c = n c; and equal terms give equal sums, Σ f_i + Σ g_i = Σ h_i. What holds
of the terms is a statement about one place; what is assumed of every place holds there. Its index must not
be one of the statement's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derive.engine.kernel import universal
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, TRUE, ZERO, add, idx, mul, num, sym
from derive.expressions.expr import BINDERS, Expr, free_indices, kinds, node, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Context, Letter
from derive.records.statement import Statement

INDEXED = kinds("idx", "entry", "sum", "prod")


def prove(
    task: Any, certificate: Mapping[str, Any], goal: Callable[..., Any], check: Callable[..., str]
) -> str:
    if task.relation not in ("le", "ge", "eq"):
        raise Reject("a bound by terms is not strict")
    sides = (task.right, task.left) if task.relation == "ge" else (task.left, task.right)
    name = str(certificate["index"])
    if any(i.name == name for side in sides for i in free_indices(side)):
        raise Reject("an index of the statement's own")
    terms = equal_terms if task.relation == "eq" else of_terms
    found = check(terms(task.context, *sides, task.assumptions, name), certificate["term"])
    listed = tuple(task.read(c) for c in certificate["conditions"])
    facts = (*(a for a in task.assumptions if not a.kinds & INDEXED), *listed)
    for side in sides if conditions_of(certificate["term"]) or listed else ():  # they have values
        inner = side.args[0] if side.head == "abs" else side
        universal.prove(task, goal(inner, inner, facts))
    task.witness(certificate)
    return f"from the terms: {found}"


def conditions_of(certificate: Any) -> list[Any]:
    """All conditions within: without any, the terms have values at every place."""
    if isinstance(certificate, list):
        return [c for part in certificate for c in conditions_of(part)]
    if not isinstance(certificate, Mapping):
        return []
    inner = [c for part in certificate.values() for c in conditions_of(part)]
    return [*certificate.get("conditions", ()), *inner]


def equal_terms(
    context: Context, left: Expr, right: Expr, assumptions: tuple[Expr, ...], name: str
) -> Statement:
    """f_i + g_i = h_i, from which Σ f_i + Σ g_i = Σ h_i follows; there may be numbers before the sums."""
    found = [list(_multiples(side, Fraction(1))) for side in (left, right)]
    ranges = {s.args[2:] for parts in found for _, s in parts}
    if len(ranges) != 1:
        raise Reject("no sums over one range")
    ((lo, hi, condition),) = ranges
    if lo is not ONE or condition is not TRUE or context.role(str(hi.value)) != "size":
        raise Reject("a range other than from 1 to a size")
    place = idx(name)

    def terms(parts: list[tuple[Fraction, Expr]]) -> Expr:
        return add(*(mul(num(c), substitute(s.args[0], {s.args[1]: place})) for c, s in parts))

    mine = free_indices(left) | free_indices(right)
    assumptions = tuple(a for a in assumptions if not free_indices(a) & mine)
    own = context.with_letters(Letter(name, "index", lo=lo, hi=hi))
    return as_numbers(
        Statement(terms(found[0]), terms(found[1]), replace(own, definitions=()), "eq"), assumptions, name
    )


def _multiples(side: Expr, factor: Fraction) -> Iterator[tuple[Fraction, Expr]]:
    """The sums of a side, each with the number before it."""
    if side.head in ("add", "neg"):
        for part in side.args:
            yield from _multiples(part, -factor if side.head == "neg" else factor)
    elif side.head == "mul" and side.args[0].head == "num" and len(side.args) == 2:
        yield from _multiples(side.args[1], factor * side.args[0].value)
    elif side.head == "sum":
        yield factor, side
    else:
        raise Reject("something beside sums")


def of_terms(context: Context, small: Expr, big: Expr, assumptions: tuple[Expr, ...], name: str) -> Statement:
    """The bound of the terms from which `small` ≤ `big` follows."""
    absolute = small.head == "abs"
    inner = big if small is ZERO else small.args[0] if absolute else small
    if inner.head not in ("sum", "prod") or (inner.head == "prod" and small is ZERO):
        raise Reject("no sum and no product")
    body, index, lo, hi, condition = inner.args
    if lo is not ONE or condition is not TRUE or context.role(str(hi.value)) != "size":
        raise Reject("a range other than from 1 to a size")
    known, place = context.letters.get(name), idx(name)
    if known is not None and known.hi is not None and (known.lo, known.hi) != (lo, hi):
        raise Reject("an index with another range")
    above = term(inner.head, big, hi, place)
    below = ZERO if small is ZERO else substitute(body, {index: place})
    mine = free_indices(small) | free_indices(big)  # what is assumed of these is about one place
    assumptions = tuple(a for a in assumptions if not free_indices(a) & mine)
    own = context.with_letters(Letter(name, "index", lo=lo, hi=hi))
    below = node("abs", below) if absolute or inner.head == "prod" else below
    return as_numbers(Statement(below, above, replace(own, definitions=()), "le"), assumptions, name)


def as_numbers(statement: Statement, assumptions: tuple[Expr, ...], name: str) -> Statement:
    """X_i, Y_i as numbers of which nothing is known but what is assumed of these places."""
    trees = (statement.left, statement.right)
    entries = [x for x in dict.fromkeys(postorder(*trees)) if x.head == "entry"]
    at = {x: sym(f"{x.args[0].value}·{k}") for k, x in enumerate(entries)}
    if {e.value for e in at.values()} & {e.value for e in postorder(*trees, *assumptions)}:
        raise Reject("a letter that is taken")
    left, right, *facts = (substitute(e, at) for e in (*trees, *assumptions))
    moving = any(x.head in ("deriv", "limit") for x in postorder(*trees))  # ∂X_i/∂X_k is δ
    if (
        moving
        or free_indices(left) | free_indices(right)
        or any(x.head in BINDERS for x in postorder(left, right))
    ):
        return replace(statement, context=replace(statement.context, assumptions=assumptions))
    known = tuple(f for f in facts if not f.kinds & INDEXED)
    letters = (Letter(x.value) for x in at.values())
    context = replace(statement.context, assumptions=known).with_letters(*letters)
    return Statement(left, right, context, statement.relation)


def term(head: str, big: Expr, n: Expr, place: Expr) -> Expr:
    """g_i of Σ g_i or ∏ g_i; c of n·c and of cⁿ."""
    if big.head == head and big.args[2] is ONE and big.args[3] is n and big.args[4] is TRUE:
        return substitute(big.args[0], {big.args[1]: place})
    if big is (ONE if head == "prod" else n):
        return ONE
    if head == "sum" and big is ZERO:
        return ZERO
    if head == "prod" and big.head == "pow" and big.args[1] is n:
        return big.args[0]
    if head == "sum" and big.head == "mul" and n in big.args:
        at = big.args.index(n)
        return mul(*big.args[:at], *big.args[at + 1 :])
    raise Reject("the greater side is no sum or product over the same range")
