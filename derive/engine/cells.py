"""A proof by the signs of the functions that the two sides compare with zero.

One function after another is split on: positive, negative or zero. An open cell is settled by the normal
form under the sign; where the function is zero, a letter is solved for and put in. A cell without a point
at which both sides have values is left out, and the kernel makes sure that it is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derive.engine.balls import Evaluator, Point
from derive.engine.certify import plain_factors
from derive.engine.factoring import factor
from derive.engine.inequality import inequality_outcome
from derive.engine.learning import learn, normalizer
from derive.engine.normal import Normalizer
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared
from derive.engine.refute import Search, Trial, point_data
from derive.engine.signs import nonzero
from derive.engine.vacuity import contradiction
from derive.engine.zero import Outcome, is_zero, open_equations
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, rel, sub
from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import alpha, letters, substitute

MOST_CELLS = 64
POINTS_PER_CELL = 24
_ELEMENTARY = "exp log sqrt sin cos tan atan asin acos abs max min erf"
CONTINUOUS = frozenset(f"num dec const sym idx entry add mul neg div pow {_ELEMENTARY}".split())
RELATION_OF_SIGN = {1: "gt", -1: "lt", 0: "eq"}


@dataclass
class Cells:
    """What was found: a certificate when every cell is settled; else a point that refutes, or a reason."""

    certificate: dict[str, Any] | None = None
    refuting: Trial | None = None
    count: int = 0
    most: int = MOST_CELLS


class Unsettled(DeriveError):
    """A cell on which the statement is neither proved nor contradicted."""


class Refuting(Exception):
    """A point of a cell at which the sides differ."""

    def __init__(self, trial: Trial) -> None:
        super().__init__("a point of a cell refutes the statement")
        self.trial = trial


def explore_cells(
    prepared: Prepared, outcome: Outcome, base: Mapping[str, Any], most: int = MOST_CELLS
) -> Cells:
    """The proof of the statement cell by cell; `base`: its certificate as if there were no cells."""
    out = Cells(most=most)
    try:
        out.certificate = _by_cells(prepared, outcome, base, prepared, {}, out)
    except Refuting as found:
        out.refuting = found.trial
    except Unsettled:
        pass
    return out


def _by_cells(
    whole: Prepared,
    outcome: Outcome,
    base: Mapping[str, Any],
    cell: Prepared,
    solved: dict[Expr, Expr],
    out: Cells,
) -> dict[str, Any]:
    """The certificate of one cell, which may have to be split further."""
    split = split_function(cell, outcome)
    if split is None:
        if not outcome.proved:
            raise Unsettled("a cell is not settled")
        return dict(base)
    continuous = _continuous(cell)
    cells = []
    for sign in (1, -1) if continuous else (1, -1, 0):
        found = _cell(whole, cell, split, sign, base["conditions"], solved, out)
        if found is not None:
            cells.append({"signs": [sign], "certificate": found})
    if not cells:
        raise Unsettled("no cell has a point at which both sides have values")
    seams = "continuous" if continuous else ""
    return {**base, "kind": "cases", "split": [split], "seams": seams, "cells": cells}


def split_function(prepared: Prepared, outcome: Outcome) -> Expr | None:
    """A function whose sign the proof used, or an irreducible factor of one that is compared with zero."""
    n = normalizer(prepared.inside, prepared.scope)
    candidates = [f for leaf in outcome.leaves for f, _ in leaf.signs if f not in prepared.inside.signs]
    for seam in outcome.seams:
        candidates += _open_factors(n, seam)
    plainly = normalizer(prepared.facts, prepared.scope)
    for exception in prepared.inside.exceptions:
        candidates += _open_factors(plainly, exception)
    settled = (a for a in prepared.assumptions if a.head in RELATION_OF_SIGN.values())
    decided = {a.args[0] for a in settled if a.args[1] is ZERO}
    plain = [f for f in candidates if f not in decided and not any(i.uid for i in free_indices(f))]
    return next((f for f in plain if not any(e.head == "sign" for e in postorder(f))), None)


def _open_factors(n: Normalizer, seam: Expr) -> Iterator[Expr]:
    """Factors that may be zero; for those that hold signs, first what the signs are of."""
    form = n.forms(seam)[0]
    for part in (form.num, form.den):
        for f, _ in factor(n, n.ring.lift(part))[1]:
            if nonzero(n, f):
                continue
            signs = [n.ring.generators[i] for i in n.ring.used(f) if n.ring.generators[i].kind == "sign"]
            yield from (g.payload for g in signs)
            if not signs:
                yield n.express_poly(f)


def _cell(
    whole: Prepared,
    cell: Prepared,
    split: Expr,
    sign: int,
    listed: Sequence[Expr],
    solved: dict[Expr, Expr],
    out: Cells,
) -> dict[str, Any] | None:
    """The certificate of the part of `cell` with this sign; None when it has no point."""
    more = _solution(cell, split) if sign == 0 else {}
    solved = {k: substitute(v, more) for k, v in solved.items()} | more
    part = _restricted(cell, split, sign, more)
    if _contradictory(part):
        return None
    search = Search(part)
    trial = search.glance(4) or (search.run(POINTS_PER_CELL) if search.witness is None else None)
    if trial is not None:
        found = _completed(whole, trial, solved)
        if found is None:
            raise Unsettled("a difference on a cell that is not certain on the whole")
        raise Refuting(found)
    if search.witness is None:
        return None
    out.count += 1
    if out.count > out.most:
        raise Unsettled("more cells than are looked into")
    outcome = judged(part)
    base = _certificate(part, search, outcome, solved, listed)
    return _by_cells(whole, outcome, base, part, solved, out)


def judged(cell: Prepared) -> Outcome:
    """The difference in the normal form, or the inequality's gap."""
    if cell.statement.relation != "eq":
        return inequality_outcome(cell)
    return is_zero(sub(cell.left, cell.right), cell.inside, cell.scope, open_equations(cell))


def _continuous(prepared: Prepared) -> bool:
    """Whether the zeros are limits of open cells at which both sides are continuous."""
    heads = {e.head for e in postorder(prepared.left, prepared.right)}
    relations = [a.head for a in (*prepared.assumptions, *remaining_conditions(prepared))]
    closed = prepared.statement.relation in ("eq", "le", "ge")
    return closed and heads <= CONTINUOUS and all(r in ("lt", "gt", "ne") for r in relations)


def _certificate(
    cell: Prepared, search: Search, outcome: Outcome, solved: dict[Expr, Expr], listed: Sequence[Expr]
) -> dict[str, Any]:
    assert search.witness is not None
    point = search.witness.point
    witness = {**point_data(point, search.needed), **_values(point, solved)}
    kept = {alpha(c) for c in remaining_conditions(cell)}
    inequality = cell.statement.relation != "eq"
    factored = {"factored": [[f, e] for f, e in outcome.factored]} if inequality else {}
    return {
        "kind": "inequality" if inequality else "field",
        **factored,
        "factors": plain_factors(outcome),
        "assumed": [[k, q] for k, q in outcome.cofactors],
        "conditions": [c for c in listed if alpha(c) in kept],
        "witness": witness,
    }


def _values(point: Point, solved: dict[Expr, Expr]) -> dict[str, str]:
    return {x.value: str(Evaluator(point).value(v)) for x, v in solved.items() if x.head == "sym"}


def _completed(prepared: Prepared, trial: Trial, solved: dict[Expr, Expr]) -> Trial | None:
    """The point of the cell as a point of the whole, tried there."""
    point = trial.point
    try:
        values = {k: Fraction(v) for k, v in _values(point, solved).items()}
    except (DeriveError, ValueError):
        return None
    full = Point({**point.letters, **values}, point.entries, point.indices)
    found = Search(prepared).attempt(full)
    return found if found is not None and found.fails else None


def _restricted(prepared: Prepared, split: Expr, sign: int, put: dict[Expr, Expr]) -> Prepared:
    """The statement on the cell."""
    relations = (
        ()
        if put or (not sign and is_nought(prepared, split))
        else (rel(RELATION_OF_SIGN[sign], split, ZERO),)
    )
    assumptions = tuple(substitute(a, put) for a in prepared.assumptions)
    asked = tuple(
        (substitute(c, put), tuple(substitute(g, put) for g in guards)) for c, guards in prepared.asked
    )
    left, right = substitute(prepared.left, put), substitute(prepared.right, put)
    here = free_indices(left) | free_indices(right)
    facts = learn(prepared.facts, relations, prepared.scope, here)
    domain = [c for c, guards in asked if not guards and c.head in ("gt", "ge", "lt", "le")]
    return replace(
        prepared,
        left=left,
        right=right,
        asked=asked,
        assumptions=assumptions + relations + tuple(rel("eq", v, v) for v in put.values()),
        facts=facts,
        inside=learn(facts, domain, prepared.scope, here, isolated=True),
        opened=tuple(e for side in prepared.opened for e in letters(side).values() if e not in put),
    )


def _contradictory(cell: Prepared) -> bool:
    """Whether what is assumed and asked on the cell is impossible at first sight."""
    relations = [*cell.assumptions, *(c for c, guards in cell.asked if not guards)]
    if contradiction(cell, relations) is not None:
        return True
    n = normalizer(cell.facts, cell.scope)
    for r in relations:
        if r.head == "ne" and not free_indices(r):
            try:
                if n.forms(sub(*r.args))[0].num == 0:
                    return True
            except DeriveError:
                continue
    return False


def _solution(prepared: Prepared, f: Expr) -> dict[Expr, Expr]:
    """A letter solved for so that f vanishes; none where f is linear in no letter: f = 0 is assumed then."""
    if is_nought(prepared, f):
        return {}
    found = _linear_letter(normalizer(prepared.facts, prepared.scope), f)
    return {} if found is None else dict([found])


def is_nought(prepared: Prepared, f: Expr) -> bool:
    return bool(normalizer(prepared.facts, prepared.scope).forms(f)[0].num == 0)


def _linear_letter(n: Normalizer, f: Expr) -> tuple[Expr, Expr] | None:
    """(x, v) with f = 0 ⇔ x = v: a letter in which f is linear with a constant coefficient."""
    for letter in letters(f).values():
        at = [substitute(f, {letter: v}) for v in (ZERO, ONE)]
        whole, zero, one = n.forms(f, *at)
        slope = n.ring.constant_value(n.ring.sub(one, zero))
        if not slope:
            continue
        line = n.ring.add(n.ring.mul(n.rational(slope), n.form(letter)), zero)
        if n.ring.sub(whole, line).num == 0:
            value = n.express(n.ring.mul(n.rational(-1 / slope), zero))
            return letter, value
    return None
