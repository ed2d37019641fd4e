"""Verdicts made of parts: cases by signs, conditional statements, inequalities, disjoint domains, points."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

from flint import ctx

from derive.engine.kernel.equal import Task, audited, check_witness, learn, placed, prove_equal, repeated
from derive.engine.kernel.indexed import prove_indexed
from derive.engine.kernel.polynomial import Frac, Reject, digits
from derive.engine.kernel.rules import Condition, conditions_of, normalised
from derive.expressions.build import ZERO, mul, neg, num, power, sub
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
    """Every sign vector of the split functions is proved, impossible, excluded, or a limit of others."""
    split = [task.read(f) for f in task.certificate["split"]]
    if len(split) > 5:
        raise Reject("more than five functions to split on")
    listed = [task.read(c) for c in task.certificate.get("conditions", ())]
    cells = {tuple(c["signs"]): c["certificate"] for c in task.certificate["cells"]}
    closed = task.certificate.get("seams") == "continuous" and repeated(task, lambda: _closed(task, split))
    for signs in product((1, -1, 0), repeat=len(split)):
        if signs in cells:
            _prove_cell(task, split, signs, cells[signs], listed)
        elif not (closed and 0 in signs) and not repeated(task, lambda s=signs: _empty(task, split, s, listed)):  # type: ignore[misc]
            raise Reject(f"the cell {signs} is not covered")
    if not cells:
        raise Reject("no cell is proved")
    repeated(task, lambda: _legitimate(task, listed))


def _legitimate(task: Task, listed: list[Expr]) -> None:
    """What is listed is what the two sides ask for."""
    f = task.field()
    learn(f, [c for c in conditions_of(f, task.left, task.right) if c[1].head != "cases"])
    f.memo.clear()
    for kind, u in (c for e in listed for c in normalised(e)):
        if not f.holds(kind, f.form(u)):
            raise Reject("a condition is listed that the two sides do not ask for")


def _closed(task: Task, split: list[Expr]) -> bool:
    """Whether every point with some f = 0 is a limit of points of open cells at which both sides are
    continuous: polynomial f, open conditions, and assumptions that leave no thin set."""
    if any(e.head not in CONTINUOUS for e in postorder(task.left, task.right)):
        return False
    bounded = [a.args[0] for a in task.assumptions if a.head in ("le", "ge")]
    if any(b.head not in ("sym", "entry") for b in bounded) or len(set(bounded)) < len(bounded):
        return False
    if any(a.head not in ("le", "ge", "lt", "gt", "ne") for a in task.assumptions):
        return False
    f = task.field()
    for kind, u in conditions_of(f, task.left, task.right):
        if kind == "ge" and not f.holds(kind, f.form(u)):
            return False
    forms = [f.form(g) for g in split]
    letters_only = all(f.ring.keys[i][0] == "letter" for g in forms for m in g.num for i, _ in digits(m))
    return letters_only and all(g.num and not g.den for g in forms)


def cell_facts(split: list[Expr], signs: tuple[int, ...]) -> tuple[Condition, ...]:
    return tuple(("gt", f if s > 0 else neg(f)) for f, s in zip(split, signs, strict=True) if s)


def _prove_cell(task: Task, split: list[Expr], signs: tuple[int, ...], certificate: Any, listed: list[Expr]) -> None:
    """The statement under the cell's strict signs, with zeros solved for a letter."""
    if any(task.read(c) not in listed for c in certificate.get("conditions", ())):
        raise Reject("a cell has a condition that is not listed for the whole")
    put = solution(task, split, signs)
    prove(
        task.with_certificate(
            certificate,
            left=put(task.left),
            right=put(task.right),
            assumptions=tuple(put(a) for a in task.assumptions),
            strict=task.strict + tuple((kind, put(u)) for kind, u in cell_facts(split, signs)),
        )
    )


def solution(task: Task, split: list[Expr], signs: tuple[int, ...]) -> Callable[[Expr], Expr]:
    """The substitution that makes the zero functions of the cell zero."""
    solved: dict[Expr, Expr] = {}
    for f, s in zip(split, signs, strict=True):
        g = substitute(f, solved)
        if not s and not repeated(task, lambda g=g: task.field().form(g).num == {}):  # type: ignore[misc]
            letter, value = repeated(task, lambda g=g: _solve(task, g))  # type: ignore[misc]
            solved = {k: substitute(v, {letter: value}) for k, v in solved.items()} | {letter: value}
    return lambda e: substitute(e, solved)


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


def _empty(task: Task, split: list[Expr], signs: tuple[int, ...], listed: list[Expr]) -> bool:
    """The signs contradict each other, or a side has no value on the cell and a listed condition says so."""
    for k, (f, s) in enumerate(zip(split, signs, strict=True)):
        others = [(g, t) for j, (g, t) in enumerate(zip(split, signs, strict=True)) if j != k]
        field = task.field()
        learn(field, cell_facts([g for g, _ in others], tuple(t for _, t in others)))
        for zero in [field.form(g) for g, t in others if not t]:
            learn_zero(field, zero)
        known = field.sign(field.form(f))
        if (s and known * s < 0) or (not s and (abs(known) == 2 or field.holds("ne", field.form(f)))):
            return True
    if not listed:
        return False
    put = solution(task, split, signs)
    field = task.field()
    learn(field, [(kind, put(u)) for kind, u in cell_facts(split, signs)])
    fails = [(kind, put(u)) for e in listed for kind, u in normalised(e)]
    return any(_fails(field, kind, u) for kind, u in fails)


def _fails(field: Any, kind: str, u: Expr) -> bool:
    form = field.form(u)
    return (kind != "ge" and field.ring.is_zero(form)) or (kind != "ne" and field.sign(form) == -2)


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
        f = audited(task, [factor for factor, _ in product_of], listed)
        claimed = f.ring.number(1)
        strict = True
        for factor, e in product_of:
            form = f.form(factor)
            known = f.sign(form)
            strict = strict and (abs(known) == 2 or e == 0)
            if e % 2 and known <= 0:
                raise Reject("a factor whose sign is not known")
            claimed = f.ring.mul(claimed, f.ring.power(form, e))
        if not f.ring.is_zero(f.ring.sub(f.form(sub(big, small)), claimed)):
            _by_sizes(task, sub(big, small), product_of)
        if relation in ("lt", "gt", "ne") and not strict:
            raise Reject("the product may be zero")

    repeated(task, work)
    check_witness(task)


def _by_sizes(task: Task, gap: Expr, product_of: list[tuple[Expr, int]]) -> None:
    """gap = ∏ f^e for all sizes, when the sums have to be written out to see it."""
    whole = mul(*(power(f, num(e)) for f, e in product_of))
    prove_indexed(task.with_certificate({**task.certificate, "assumed": []}, left=gap, right=whole))


def prove_disjoint(task: Task) -> None:
    """Σ c_j·u_j ≤ 0 identically with c_j > 0 and u_j ≥ 0 on the domain; one of them strict, or else the
    common domain lies within the zeros of a u that is no constant, and so is nowhere dense."""

    def work() -> None:
        f = task.field()
        needed = conditions_of(f, task.left, task.right) + [
            c for a in task.assumptions if a.head not in ("eq", "and", "or", "not") for c in normalised(a)
        ]
        total, strict = f.ring.number(0), False
        for data, text in task.certificate["combination"]:
            ((kind, v),) = normalised(task.read(data))
            u = f.form(v)
            known = any(k == kind and f.ring.is_zero(f.ring.sub(f.form(w), u)) for k, w in needed)
            if kind == "ne" or not known or Fraction(text) <= 0:
                raise Reject("not a positive combination of conditions of the two sides")
            strict = strict or kind == "gt"
            total = f.ring.add(total, f.ring.mul(f.ring.number(Fraction(text)), u))
        never = (strict and (f.ring.is_zero(total) or f.sign(total) < 0)) or f.sign(total) == -2
        free = not any(a.head == "eq" for a in task.assumptions)
        thin = free and f.ring.constant(u) is None and (f.ring.is_zero(total) or f.sign(total) < 0)
        if not never and not thin:
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
