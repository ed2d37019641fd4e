"""Proofs by other statements: cases, squares, e^u on both sides, derivatives (rules: kernel/reduced.py).

What is proposed here is tried in turn; each premise is decided like any statement, with less effort.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import lcm
from typing import Any

from derive.engine.balls import Evaluator, Point
from derive.engine.certify import as_data, certificate_for_zero
from derive.engine.differentiate import differentiate
from derive.engine.field import Frac
from derive.engine.kernel.goals import has_values_everywhere
from derive.engine.kernel.reduced import ORDERS, RANGES, premises, sides
from derive.engine.kernel.steps import MOST_CELLS, line_in
from derive.engine.kernel.unfold import Reject
from derive.engine.learning import normalizer
from derive.engine.obligations import remaining_conditions
from derive.engine.points import FINE
from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.engine.units import is_complex, real_expression
from derive.engine.values import precision
from derive.engine.zero import Outcome
from derive.errors import DeriveError
from derive.expressions.build import MINUS_ONE, ONE, ZERO, div, exp, fn, mul, num, rel, sub, sym
from derive.expressions.expr import Expr, free_indices, kinds, number_value, postorder
from derive.expressions.walk import letters, substitute, transform
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Decide = Callable[[Statement], Verdict]
Proposal = dict[str, Any]
ROUNDED = kinds("floor", "ceil", "mod")
ARITHMETIC = kinds("num", "sym", "idx", "add", "mul", "neg", "div", "pow")
CHOICES = kinds("abs", "max", "min", "relu", "sign", "heaviside", "cases", "iverson")
GROWING = kinds("exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf", "sqrt", "pow")
REMAINDER = kinds("mod")
RANGED = REMAINDER | kinds("floor", "ceil", "erf", "atan", "asin", "acos")
ANGLES = kinds("atan", "asin", "acos")
LOGARITHM, ROOT = kinds("log"), kinds("sqrt", "pow")
INDEXED = kinds("sum", "prod", "entry", "idx")
UNITS = kinds("cis")
MOST_LETTERS, MOST_CASES = 4, 2
PLACES = (ZERO, ONE, MINUS_ONE, exp(MINUS_ONE), num(2))


def by_reduction(
    prepared: Prepared, functions: FunctionTable, search: Search, decide: Decide
) -> dict[str, Any] | None:
    """The certificate, if a rule is found all of whose premises are proved."""
    if search.witness is None or prepared.limits:
        return None
    for proposal in _proposals(prepared, functions):
        data = as_data(proposal)
        try:
            found = premises(prepared.statement, data)
        except (Reject, DeriveError, StopIteration):
            continue
        proofs = _proved(found, decide)
        if proofs is not None:
            base = certificate_for_zero(prepared, search, Outcome(), remaining_conditions(prepared))
            kept = {k: base[k] for k in ("conditions", "witness")}
            return {"kind": "reduced", **proposal, "proofs": proofs, **kept}
    return None


def _proved(statements: Any, decide: Decide) -> list[dict[str, Any]] | None:
    proofs = []
    for each in statements:
        try:
            verdict = decide(each)
        except DeriveError:
            return None
        if verdict.verdict != "proved" or verdict.certificate is None:
            return None
        proofs.append({k: v for k, v in verdict.certificate.items() if k not in ("seal", "statement")})
    return proofs


def _proposals(prepared: Prepared, functions: FunctionTable) -> Iterator[Proposal]:
    statement = prepared.statement
    if statement.relation == "eq":
        written = statement.left.kinds | statement.right.kinds
        if written & ROUNDED:
            yield from _steps(statement)
        if written & ROUNDED and not written & ~(ROUNDED | ARITHMETIC):
            yield {"rule": "both"}
        turned = statement.left.head in ("sin", "cos") and statement.right in (ZERO, ONE)
        if (prepared.left.kinds | prepared.right.kinds) & ANGLES and not turned:
            moving = letters(sub(statement.left, statement.right))
            yield {"rule": "angle", "by": "cos" if moving else "sin"}
        return
    if statement.relation not in ORDERS:
        return
    small, big, _ = sides(statement)
    yield from _ranges(statement)
    if small.head in ("abs", "max") or big.head == "min":
        yield {"rule": "each"}
    inside = prepared.left.kinds | prepared.right.kinds
    written = statement.left.kinds | statement.right.kinds
    if inside & RANGED and (not written & RANGED or inside & REMAINDER) and not inside & INDEXED:
        left, right = (transform(side, _by_floor) for side in (prepared.left, prepared.right))
        yield {"rule": "same", "left": left, "right": right}
    if inside & LOGARITHM and _logarithmic(prepared):
        yield {"rule": "image"}
    if inside & ROOT and any(_is_root(e) for e in postorder(prepared.left, prepared.right)):
        yield {"rule": "squares"}
    yield from _cases(prepared)
    if not inside & INDEXED:
        for name, x in letters(sub(small, big)).items():
            if prepared.context.role(name) == "size":
                yield {"rule": "induct", "letter": x}
    if inside & GROWING and not inside & INDEXED:
        yield from _slopes(prepared, functions)


def _steps(statement: Statement) -> Iterator[Proposal]:
    """The period and the cells of a real letter x for floors of a·x + b: these are whole where
    x = s·y and k·y + b is, k = a·s, so that every such y is a multiple of 1/d."""
    for x in letters(sub(statement.left, statement.right)).values():
        lines = []
        for e in postorder(statement.left, statement.right):
            line = line_in(e.args[0], x) if e.head in ("floor", "ceil", "mod") else None
            m = (number_value(e.args[1]) or 0) if e.head == "mod" else 1
            lines += [(line[0] / m, line[1] / m)] if line is not None and m else []
        if lines and statement.context.role(x.value) == "scalar":
            period = lcm(*(a.denominator for a, _ in lines))
            cells = lcm(*(abs(int(a * period)) * b.denominator for a, b in lines))
            if cells <= MOST_CELLS:
                yield {"rule": "steps", "letter": x, "period": period, "cells": cells}


def _logarithmic(prepared: Prepared) -> bool:
    """Whether e^gap has no logarithm left: they stand alone, with whole numbers before them."""
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form = n.forms(sub(prepared.left, prepared.right))[0]
    except DeriveError:
        return False
    logs = [(e, i) for _, e in n.ring.terms(form.num) for i in e if n.ring.generators[i].kind == "log"]
    alone = all(e == {i: 1} for e, i in logs)
    return bool(logs) and alone and n.ring.is_constant(Frac(form.den, n.ring.one.num))


def _by_floor(e: Expr) -> Expr | None:
    """mod(a, b) = a − b·⌊a/b⌋"""
    if e.head != "mod":
        return None
    a, b = e.args
    return sub(a, mul(b, fn("floor", div(a, b))))


def _is_root(e: Expr) -> bool:
    q = number_value(e.args[1]) if e.head == "pow" else None
    return e.head == "sqrt" or (q is not None and q.denominator == 2)


def _ranges(statement: Statement) -> Iterator[Proposal]:
    """Functions of which only the range is to be used, the outermost as letters."""
    trees = (statement.left, statement.right)
    found = [e for e in postorder(*trees) if e.head in RANGES and not any(i.uid for i in free_indices(e))]
    if not found or len(found) > MOST_LETTERS or statement.context.definitions:
        return
    named, put = [], dict[Expr, Expr]()
    for k, e in enumerate(found):
        e = substitute(e, put)
        t = sym(f"t·{k + 1}")
        named.append([t.value, e])
        put[e] = t
    yield {"rule": "letters", "letters": named}


def _cases(prepared: Prepared) -> Iterator[Proposal]:
    """The functions whose sign matters: u of |u|, a − b of max(a, b); t − s of floors that are letters."""
    found: dict[Expr, None] = {}
    n = normalizer(prepared.inside, prepared.scope)
    for e in postorder(prepared.left, prepared.right) if _chooses(prepared) else ():
        if e.head in ("abs", "sign", "heaviside"):
            found.setdefault(e.args[0])
        elif e.head in ORDERS or (e.head in ("max", "min") and len(e.args) == 2):
            found.setdefault(sub(*e.args))
    known = [n.express(n.forms(u)[0]) for c in prepared.assumptions for u in _gaps(c)]
    count = 0
    for f in found:
        try:
            form = n.forms(f)[0]
        except DeriveError:
            continue
        shown = n.express(form)
        new = n.ring.constant_value(form) is None and shown not in known
        if new and has_values_everywhere(shown) and count < MOST_CASES:
            count += 1
            yield {"rule": "split", "on": shown}


def _gaps(relation: Expr) -> Iterator[Expr]:
    """±(left − right) of an order, where it is a polynomial."""
    if relation.head in ORDERS:
        for gap in (sub(*relation.args), sub(*relation.args[::-1])):
            if has_values_everywhere(gap):
                yield gap


def _chooses(prepared: Prepared) -> bool:
    return bool((prepared.left.kinds | prepared.right.kinds) & CHOICES)


def _slopes(prepared: Prepared, functions: FunctionTable) -> Iterator[Proposal]:
    """Letters x and places a where D′ vanishes or where the letter begins."""
    small, big = (
        (prepared.left, prepared.right)
        if prepared.statement.relation in ("lt", "le")
        else (prepared.right, prepared.left)
    )
    gap = sub(big, small)
    gap = _plainer(prepared, gap) if gap.kinds & CHOICES else gap
    names = letters(gap)
    for name, x in names.items():
        if prepared.context.role(name) != "scalar":
            continue
        try:
            rate = differentiate(gap, x, functions)
        except DeriveError:
            continue
        base = {"rule": "slope", "letter": x, "gap": gap, "derivative": _plainer(prepared, rate)}
        others = [y for y in names.values() if y is not x]
        ends = [b for c in prepared.assumptions for b in _end(c, x)]
        for a in dict.fromkeys([*ends, *PLACES, *others]):
            beside = _beside(prepared, x, a)
            if beside is None or not (a in ends or _vanishes(prepared, rate, x, a)):
                continue
            chosen = {**base, "at": a, "beside": beside, "moving": {}}
            yield {**chosen, "strictly": False}
            if prepared.statement.relation in ("lt", "gt"):
                moving = _moving(prepared, rate, x, a, beside) if not others else {}
                yield {**chosen, "strictly": True, "moving": moving}


def _plainer(prepared: Prepared, expr: Expr) -> Expr:
    """The normal form, where it is written without imaginary units."""
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form = n.forms(expr)[0]
        shown = real_expression(n, form) if is_complex(n, form) else n.express(form)
    except DeriveError:
        return expr
    return expr if shown.kinds & UNITS else shown


def _end(relation: Expr, x: Expr) -> Iterator[Expr]:
    """c of x > c, c < x and the like."""
    if relation.head in ("lt", "le", "gt", "ge") and x in relation.args:
        yield from (a for a in relation.args if a is not x and not any(e is x for e in postorder(a)))


def _beside(prepared: Prepared, x: Expr, a: Expr) -> list[str] | None:
    """The sides of a on which x may lie, by the assumptions that compare the two."""
    found = ["right", "left"]
    for c in prepared.assumptions:
        if c.head in ("lt", "le", "gt", "ge") and set(c.args) == {x, a}:
            above = (c.head in ("gt", "ge")) == (c.args[0] is x)
            found = [s for s in found if s == ("right" if above else "left")]
    return found or None


def _moving(prepared: Prepared, rate: Expr, x: Expr, a: Expr, beside: list[str]) -> dict[str, str]:
    """A place on each side of a at which D′ is not 0."""
    found = {}
    for side in beside:
        kind = "gt" if side == "right" else "lt"
        for t in FINE:
            with precision(128):
                ev = Evaluator(Point({x.value: t}))
                try:
                    here = all(ev.holds(c) for c in (rel(kind, x, a), *prepared.assumptions))
                    if here and ev.holds(rel("ne", rate, ZERO)):
                        found[side] = str(t)
                        break
                except (DeriveError, KeyError):
                    continue
    return found if len(found) == len(beside) else {}


def _vanishes(prepared: Prepared, rate: Expr, x: Expr, a: Expr) -> bool:
    n = normalizer(prepared.inside, prepared.scope)
    try:
        return bool(n.forms(substitute(rate, {x: a}))[0].num == 0)
    except (DeriveError, ZeroDivisionError):
        return False
