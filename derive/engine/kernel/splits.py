"""Verdicts made of parts: cases by signs, conditional statements, inequalities, disjoint domains, points."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

from flint import ctx

from derive.engine.kernel.equal import Task, audited, check_witness, learn, placed, prove_equal, repeated
from derive.engine.kernel.indexed import prove_indexed
from derive.engine.kernel.polynomial import Frac, Reject
from derive.engine.kernel.rules import Condition, conditions_of, normalised
from derive.expressions.build import MINUS_ONE, ZERO, div, mul, neg, num, power, sub
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import letters, substitute

CONTINUOUS = frozenset(
    "num dec const sym idx entry add mul neg div pow exp log sqrt sin cos tan atan asin acos abs max min erf".split()
)
OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}


def refute(task: Task, relation: str) -> int:
    """Both sides have certified values at the point, and these violate the relation; the bits used."""
    bits = 2 * int(task.certificate.get("bits", 64))
    if not 32 <= bits <= 65_536:
        raise Reject("a precision out of range")
    with ctx.workprec(bits):
        at = placed(task, task.certificate["values"])
        at(task.left), at(task.right)
        if not at(node("iverson", node(OPPOSITE[relation], task.left, task.right))):
            raise Reject("the two values do not violate the relation at the point")
    return bits


def prove_cases(task: Task) -> None:
    """Every sign vector of the split functions is proved, impossible, or closed by continuity."""
    split = [task.read(f) for f in task.certificate["split"]]
    if len(split) > 5:
        raise Reject("more than five functions to split on")
    cells = {tuple(c["signs"]): c["certificate"] for c in task.certificate["cells"]}
    closed = task.certificate.get("seams") == "continuous" and _continuous(task)
    for signs in product((1, -1, 0), repeat=len(split)):
        if signs in cells:
            _prove_cell(task, split, signs, cells[signs])
        elif not (closed and 0 in signs) and not _empty(task, split, signs):
            raise Reject(f"the cell {signs} is not covered")
    if not any(c.get("kind") == "field" for c in cells.values()):
        raise Reject("no cell carries a witness")


def _continuous(task: Task) -> bool:
    return all(e.head in CONTINUOUS for e in postorder(task.left, task.right))


def cell_facts(split: list[Expr], signs: tuple[int, ...]) -> tuple[Condition, ...]:
    return tuple(("gt", f if s > 0 else neg(f)) for f, s in zip(split, signs, strict=True) if s)


def _prove_cell(task: Task, split: list[Expr], signs: tuple[int, ...], certificate: Any) -> None:
    """The statement under the cell's strict signs, with zeros solved for a letter."""
    solved: dict[Expr, Expr] = {}
    for f, s in zip(split, signs, strict=True):
        if not s:
            letter, value = repeated(task, lambda f=f: _solve(task, substitute(f, solved)))  # type: ignore[misc]
            solved = {k: substitute(v, {letter: value}) for k, v in solved.items()} | {letter: value}
    put = lambda e: substitute(e, solved)  # noqa: E731
    assumptions = tuple(put(a) for a in task.assumptions)
    facts = tuple((kind, put(u)) for kind, u in cell_facts(split, signs))
    sub_task = task.with_certificate(
        certificate, left=put(task.left), right=put(task.right), assumptions=assumptions, strict=task.strict + facts
    )
    prove(sub_task)


def _solve(task: Task, f: Expr) -> tuple[Expr, Expr]:
    """(x, v) with f = 0 ⇔ x = v: a letter in which f is linear with a constant coefficient."""
    field = task.field()
    form = field.form(f)
    for letter in letters(f).values():
        place = field.ring.places.get(("letter", letter))
        at_zero = substitute(f, {letter: ZERO})
        slope = field.ring.constant(field.ring.sub(field.form(substitute(f, {letter: num(1)})), field.form(at_zero)))
        if place is None or not slope or form.den:
            continue
        line = field.ring.add(field.ring.mul(field.ring.number(slope), field.form(letter)), field.form(at_zero))
        if field.ring.is_zero(field.ring.sub(form, line)):
            return letter, mul(num(-1 / slope), at_zero)
    raise Reject("a split function that is not linear in a letter")


def _empty(task: Task, split: list[Expr], signs: tuple[int, ...]) -> bool:
    """The signs contradict each other or the assumptions: one function's sign follows from the rest."""
    return bool(repeated(task, lambda: _contradiction(task, split, signs)))


def _contradiction(task: Task, split: list[Expr], signs: tuple[int, ...]) -> bool:
    for k, (f, s) in enumerate(zip(split, signs, strict=True)):
        others = [(g, t) for j, (g, t) in enumerate(zip(split, signs, strict=True)) if j != k]
        field = task.field()
        learn(field, cell_facts([g for g, _ in others], tuple(t for _, t in others)))
        field.memo.clear()
        for zero in (field.form(g) for g, t in others if not t):
            learn_zero(field, zero)
        known = field.sign(field.form(f))
        if (s and known * s < 0) or (not s and abs(known) == 2):
            return True
    return False


def learn_zero(field: Any, u: Frac) -> None:
    """u = 0 as the two facts u ≥ 0 and −u ≥ 0."""
    if u.num:
        field.facts += [("ge", u), ("ge", field.ring.neg(u))]


def prove_inequality(task: Task, relation: str) -> None:
    """The greater side minus the smaller is c·∏ f^e with c > 0 and every odd f of known sign."""
    big, small = (task.right, task.left) if relation in ("lt", "le") else (task.left, task.right)
    product_of = [(task.read(f), int(e)) for f, e in task.certificate["factored"]]
    listed = tuple(task.read(c) for c in task.certificate.get("conditions", ()))

    def work() -> None:
        f = audited(task, [], listed)
        claimed = f.ring.number(1)
        strict = True
        for factor, e in product_of:
            form = f.form(factor)
            known = f.sign(form)
            strict = strict and (abs(known) == 2 or e == 0)
            if e < 0 or (e % 2 and known <= 0):
                raise Reject("a factor whose sign is not known")
            claimed = f.ring.mul(claimed, f.ring.power(form, e))
        if not f.ring.is_zero(f.ring.sub(f.form(sub(big, small)), claimed)):
            raise Reject("the difference of the sides is not this product")
        if relation in ("lt", "gt", "ne") and not strict:
            raise Reject("the product may be zero")

    repeated(task, work)
    check_witness(task)


def prove_disjoint(task: Task) -> None:
    """Σ c_j·u_j ≤ 0 identically with c_j > 0, u_j ≥ 0 on the domain, and one of them strict."""

    def work() -> None:
        f = task.field()
        needed = conditions_of(f, task.left, task.right) + [
            c for a in task.assumptions if a.head not in ("eq", "and", "or", "not") for c in normalised(a)
        ]
        total, strict = f.ring.number(0), False
        for k, text in task.certificate["combination"]:
            kind, u = needed[int(k)]
            if int(k) < 0 or kind == "ne" or Fraction(text) <= 0:
                raise Reject("not a nonnegative combination of conditions")
            strict = strict or kind == "gt"
            total = f.ring.add(total, f.ring.mul(f.ring.number(Fraction(text)), f.form(u)))
        if not (strict and (f.ring.is_zero(total) or f.sign(total) < 0)) and not f.sign(total) == -2:
            raise Reject("the combination of conditions is no contradiction")

    repeated(task, work)


def prove(task: Task) -> str:
    """The equality by the certificate's kind; the words of what that guarantees."""
    kind = task.certificate.get("kind")
    if kind == "field":
        prove_equal(task)
        return "exact"
    if kind == "indexed":
        prove_indexed(task)
        return "exact for all sizes (finite-n principle)"
    if kind == "cases":
        prove_cases(task)
        return "exact, every cell of the split"
    raise Reject(f"no proof of the kind {kind}")


def check_conditional(task: Task, relation: str) -> str:
    """False at a point of the domain as it stands; true under the further assumptions."""
    extra = tuple(task.read(a) for a in task.certificate["holds_if"])
    if not extra:
        raise Reject("no condition is named")
    refute(task.with_certificate(task.certificate["refutation"]), relation)
    under = task.with_certificate(task.certificate["proof"], assumptions=task.assumptions + extra)
    return "false at an exact point; under the conditions " + prove(under)
