"""Bounds of sums and products from bounds of their terms.

    |f_i| ≤ g_i for every i:  |∏ f_i| ≤ ∏ g_i,  |Σ f_i| ≤ Σ g_i        f_i ≤ g_i for every i:  Σ f_i ≤ Σ g_i

over 1..n, where ∏ c = cⁿ and Σ c = n c. The bound of the terms is a statement about one place; what is
assumed of every place holds there. Its index must not be one of the statement's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from derive.engine.kernel import universal
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, TRUE, idx, mul, sym
from derive.expressions.expr import BINDERS, Expr, free_indices, kinds, node, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Context, Letter
from derive.records.statement import Statement

INDEXED = kinds("idx", "entry", "sum", "prod")


def prove(
    task: Any, certificate: Mapping[str, Any], goal: Callable[..., Any], check: Callable[..., str]
) -> str:
    if task.relation not in ("le", "ge"):
        raise Reject("a bound by terms is not strict")
    sides = (task.left, task.right) if task.relation == "le" else (task.right, task.left)
    name = str(certificate["index"])
    if any(i.name == name for side in sides for i in free_indices(side)):
        raise Reject("an index of the statement's own")
    found = check(of_terms(task.context, *sides, task.assumptions, name), certificate["term"])
    listed = tuple(task.read(c) for c in certificate["conditions"])
    facts = (*(a for a in task.assumptions if not a.kinds & INDEXED), *listed)
    for side in sides:  # they have values
        inner = side.args[0] if side.head == "abs" else side
        universal.prove(task, goal(inner, inner, facts))
    task.witness(certificate)
    return f"from a bound of the terms: {found}"


def of_terms(context: Context, small: Expr, big: Expr, assumptions: tuple[Expr, ...], name: str) -> Statement:
    """The bound of the terms from which `small` ≤ `big` follows."""
    absolute = small.head == "abs"
    inner = small.args[0] if absolute else small
    if inner.head not in ("sum", "prod") or (inner.head == "prod" and not absolute):
        raise Reject("no sum, and no absolute value of a product")
    body, index, lo, hi, condition = inner.args
    if lo is not ONE or condition is not TRUE or context.role(str(hi.value)) != "size":
        raise Reject("a range other than from 1 to a size")
    known, place = context.letters.get(name), idx(name)
    if known is not None and known.hi is not None and (known.lo, known.hi) != (lo, hi):
        raise Reject("an index with another range")
    above = term(inner.head, big, hi, place)
    below = substitute(body, {index: place})
    mine = free_indices(small) | free_indices(big)  # what is assumed of these is about one place
    assumptions = tuple(a for a in assumptions if not free_indices(a) & mine)
    own = context.with_letters(Letter(name, "index", lo=lo, hi=hi))
    below = node("abs", below) if absolute else below
    return as_numbers(Statement(below, above, replace(own, definitions=()), "le"), assumptions, name)


def as_numbers(statement: Statement, assumptions: tuple[Expr, ...], name: str) -> Statement:
    """X_i, Y_i as numbers of which nothing is known but what is assumed of these places."""
    trees = (statement.left, statement.right)
    entries = [x for x in dict.fromkeys(postorder(*trees)) if x.head == "entry"]
    at = {x: sym(f"{x.args[0].value}·{k}") for k, x in enumerate(entries)}
    left, right, *facts = (substitute(e, at) for e in (*trees, *assumptions))
    if free_indices(left) | free_indices(right) or any(x.head in BINDERS for x in postorder(left, right)):
        return replace(statement, context=replace(statement.context, assumptions=assumptions))
    known = tuple(f for f in facts if not f.kinds & INDEXED)
    letters = (Letter(x.value) for x in at.values())
    context = replace(statement.context, assumptions=known).with_letters(*letters)
    return Statement(left, right, context, "le")


def term(head: str, big: Expr, n: Expr, place: Expr) -> Expr:
    """g_i of Σ g_i or ∏ g_i; c of n·c and of cⁿ."""
    if big.head == head and big.args[2] is ONE and big.args[3] is n and big.args[4] is TRUE:
        return substitute(big.args[0], {big.args[1]: place})
    if big is (ONE if head == "prod" else n):
        return ONE
    if head == "prod" and big.head == "pow" and big.args[1] is n:
        return big.args[0]
    if head == "sum" and big.head == "mul" and n in big.args:
        at = big.args.index(n)
        return mul(*big.args[:at], *big.args[at + 1 :])
    raise Reject("the greater side is no sum or product over the same range")
