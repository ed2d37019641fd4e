"""Proofs by other statements: cases, squares, e^u on both sides, derivatives (rules: kernel/reduced.py).

What is proposed here is tried in turn; each premise is decided like any statement, with less effort.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import lcm
from typing import Any

from derive.engine.by_cases import cases
from derive.engine.by_factors import plainer_gaps
from derive.engine.by_growth import inductions
from derive.engine.by_middle import middles
from derive.engine.by_slope import slopes
from derive.engine.certify import as_data, certificate_for_zero
from derive.engine.field import Frac
from derive.engine.kernel.reduced import ORDERS, RANGES, premises, sides
from derive.engine.kernel.steps import MOST_CELLS, line_in
from derive.engine.kernel.unfold import Reject
from derive.engine.learning import normalizer
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.engine.squares import squared_factors
from derive.engine.zero import Outcome
from derive.errors import DeriveError
from derive.expressions.build import ONE, TWO, ZERO, div, fn, mul, sub, sym
from derive.expressions.expr import Expr, free_indices, kinds, number_value, postorder
from derive.expressions.walk import alpha, letters, substitute, transform
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Decide = Callable[[Statement], Verdict]
Proposal = dict[str, Any]
ROUNDED = kinds("floor", "ceil", "mod")
ARITHMETIC = kinds("num", "sym", "idx", "add", "mul", "neg", "div", "pow")
GROWING = kinds("exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf", "sqrt", "pow")
REMAINDER = kinds("mod")
RANGED = REMAINDER | kinds("floor", "ceil", "erf", "atan", "asin", "acos")
ANGLES = kinds("atan", "asin", "acos")
LOGARITHM, ROOT = kinds("log"), kinds("sqrt", "pow")
ABSOLUTE, DERIVATIVE, SUMS = kinds("abs"), kinds("deriv"), kinds("sum")
INDEXED = kinds("sum", "prod", "entry", "idx")
CASES = kinds("cases")
MOST_LETTERS = 4


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
            kept |= {"factors": list(squared_factors(prepared))} if proposal["rule"] == "angle" else {}
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
    if prepared.statement.relation == "eq":
        yield from _of_equations(prepared)
    elif prepared.statement.relation in ORDERS:
        yield from _by_form(prepared)
        yield from _by_search(prepared, functions)


def _of_equations(prepared: Prepared) -> Iterator[Proposal]:
    statement = prepared.statement
    written = statement.left.kinds | statement.right.kinds
    if (prepared.left.kinds | prepared.right.kinds) & CASES and prepared.assumptions:
        taken = [_taken(side, prepared.assumptions) for side in (prepared.left, prepared.right)]
        if not any(side.kinds & CASES for side in taken):
            yield {"rule": "same", "left": taken[0], "right": taken[1]}
    if statement.left.head in ("floor", "ceil") and not statement.right.kinds & ROUNDED:
        yield {"rule": "rounded"}
    if written & ROUNDED:
        yield from _steps(statement)
    if written & ROUNDED and not written & ~(ROUNDED | ARITHMETIC):
        yield {"rule": "both"}
    turned = statement.left.head in ("sin", "cos") and statement.right in (ZERO, ONE)
    if (prepared.left.kinds | prepared.right.kinds) & ANGLES and not turned:
        moving = letters(sub(statement.left, statement.right))
        yield {"rule": "angle", "by": "cos" if moving else "sin"}


def _by_form(prepared: Prepared) -> Iterator[Proposal]:
    """What the two sides of an inequality are made of."""
    statement = prepared.statement
    small, big, _ = sides(statement)
    if statement.context.definitions or (small.kinds | big.kinds) & DERIVATIVE:
        yield {"rule": "same", "left": prepared.left, "right": prepared.right}
    yield from _ranges(statement)
    if small.head in ("abs", "max") or big.head == "min":
        yield {"rule": "each"}
    inside, written = prepared.left.kinds | prepared.right.kinds, statement.left.kinds | statement.right.kinds
    if inside & RANGED and (not written & RANGED or inside & REMAINDER) and not inside & INDEXED:
        left, right = (transform(side, _by_floor) for side in (prepared.left, prepared.right))
        yield {"rule": "same", "left": left, "right": right}
    if inside & LOGARITHM and _logarithmic(prepared):
        yield {"rule": "image"}
    squared = any(e.head == "pow" and e.args[1] is TWO for e in (small, big))
    if inside & ROOT and not squared and any(map(_is_root, postorder(prepared.left, prepared.right))):
        yield {"rule": "squares"}
    if inside & SUMS and inside & ABSOLUTE:
        yield from _magnitudes(statement)


def _by_search(prepared: Prepared, functions: FunctionTable) -> Iterator[Proposal]:
    """Cases, inductions, slopes, values between the sides, plainer gaps."""
    inside = prepared.left.kinds | prepared.right.kinds
    yield from cases(prepared)
    yield from inductions(prepared)
    if inside & GROWING and not inside & INDEXED:
        yield from slopes(prepared, functions)
    if prepared.statement.relation in ("le", "ge") and any(a.head == "eq" for a in prepared.assumptions):
        yield {"rule": "equal"}
    if inside & SUMS:
        yield from middles(prepared)
    yield from plainer_gaps(prepared)


def _magnitudes(statement: Statement) -> Iterator[Proposal]:
    """The arrays whose entries stand in absolute values."""
    found = {
        e.args[0].args[0].value: None
        for e in postorder(statement.left, statement.right)
        if e.head == "abs" and e.args[0].head == "entry"
    }
    yield from ({"rule": "magnitudes", "array": name, "name": f"|{name}|"} for name in found)


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


def _taken(side: Expr, assumptions: Sequence[Expr]) -> Expr:
    """The side with its case distinctions resolved whose first case is assumed."""
    assumed = {alpha(a) for a in assumptions}

    def put(e: Expr) -> Expr | None:
        return e.args[0] if e.head == "cases" and alpha(e.args[1]) in assumed else None

    return transform(side, put)


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
