"""Equality of two trees by the field road, with the audit of the conditions it is stated under."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flint import ctx

from derive.engine.kernel.field import Field, Refine
from derive.engine.kernel.instance import certify, place
from derive.engine.kernel.polynomial import Reject
from derive.engine.kernel.rules import RULES, Condition, conditions_of, normalised
from derive.engine.kernel.trees import Unfolder
from derive.expressions.build import ZERO, sub
from derive.expressions.data import from_data
from derive.expressions.expr import RELATIONS, Expr, Index, free_indices, node
from derive.expressions.walk import substitute
from derive.notation.context import Context
from derive.notation.functions import FunctionTable


@dataclass
class Task:
    """What a re-check works on: both sides unfolded, the facts assumed, and the certificate."""

    context: Context
    functions: FunctionTable
    left: Expr
    right: Expr
    certificate: Mapping[str, Any]
    assumptions: tuple[Expr, ...]
    unfolder: Unfolder
    strict: tuple[Condition, ...] = ()  # further facts: those of a cell
    lattices: list[int] = field(default_factory=lambda: [1, 1, 2])

    def read(self, data: Any) -> Expr:
        """An expression of the certificate, unfolded."""
        return self.unfolder.unfold(from_data(data))

    def with_certificate(self, certificate: Mapping[str, Any], **changes: Any) -> Task:
        return replace(self, certificate=certificate, lattices=[1, 1, 2], **changes)

    def field(self) -> Field:
        """A ring in which the assumptions are known, and the factors of the certificate."""
        f = Field(self.context, RULES, self.lattices)
        known: list[Condition] = list(self.strict)
        for relation in self.assumptions:
            if relation.head in RELATIONS and relation.head != "eq":
                _array_fact(f, relation)
                known += normalised(relation)
        for data in self.certificate.get("factors", ()):
            form = f.form(self.read(data))
            if form.num and not form.den and f.is_real(form.num):
                f.ring.factorize(form.num)
        learn(f, known)
        return f


def _array_fact(f: Field, relation: Expr) -> None:
    """x_i > 0 with a free index is a fact about every entry of x."""
    for kind, u in normalised(relation):
        if u.head == "entry" and kind != "ne" and all(a.head == "idx" for a in u.args[1:]):
            f.arrays[u.args[0]] = kind


def learn(f: Field, known: Sequence[Condition]) -> None:
    """The facts, again and again while they teach each other something."""
    forms = [(kind, f.form(u)) for kind, u in known]
    while any([f.learn(kind, u) for kind, u in forms]):
        pass


def repeated(task: Task, work: Any) -> Any:
    """`work()`, with finer lattices of exponents as often as it asks for them."""
    for _ in range(24):
        try:
            return work()
        except Refine:
            continue
    raise Reject("the lattices of exponents do not come to an end")


def prove_equal(task: Task) -> None:
    """left = right wherever both have values and the assumptions hold; else Reject."""
    listed = tuple(task.read(c) for c in task.certificate.get("conditions", ()))
    gap, extra = combination(task)
    repeated(task, lambda: _equal(task, gap, extra, listed))
    check_witness(task)


def combination(task: Task) -> tuple[Expr, list[Expr]]:
    """left − right − Σ cofactor·(left_j − right_j), and the parts the assumptions brought in."""
    gap, extra = sub(task.left, task.right), list[Expr]()
    for entry in task.certificate.get("assumed", ()):
        k, cofactor = int(entry[0]), task.read(entry[1])
        if not 0 <= k < len(task.assumptions) or task.assumptions[k].head != "eq":
            raise Reject("an assumption that was not declared, or is no equation")
        part = node("mul", cofactor, sub(*task.assumptions[k].args))
        gap, extra = sub(gap, part), [*extra, part]
    return gap, extra


def _equal(task: Task, gap: Expr, extra: list[Expr], listed: tuple[Expr, ...]) -> None:
    f = audited(task, extra, listed)
    if not f.ring.is_zero(f.form(gap)):
        raise Reject("the difference of the two sides is not zero in the field")


def audited(task: Task, extra: list[Expr], listed: tuple[Expr, ...]) -> Field:
    """The field with the sides' own conditions known; exactly these are listed, or certain."""
    f = task.field()
    needed = [(kind, shown(u)) for kind, u in conditions_of(f, task.left, task.right)]
    remaining = [c for c in needed if not f.holds(c[0], f.form(c[1]))]
    if remaining:
        learn(f, remaining)
        f.memo.clear()
    for kind, u in [c for e in listed for c in normalised(e)] + conditions_of(f, *extra):
        if not f.holds(kind, f.form(u)):
            raise Reject("a condition is listed, or used, that the two sides do not ask for")
    if remaining:
        audit(task, remaining, listed)
    return f


def shown(u: Expr) -> Expr:
    """The condition as a reader sees it: for all values of the indices that sums bind."""
    bound = sorted((i for i in free_indices(u) if i.uid), key=lambda i: i.uid)
    used = {i.name for i in free_indices(u) if not i.uid}
    renaming: dict[Expr, Expr] = {}
    for i in bound:
        name = i.name
        while name in used:
            name += "\N{PRIME}"
        used.add(name)
        renaming[node("idx", value=i)] = node("idx", value=Index(name))
    return substitute(u, renaming) if renaming else u


def audit(task: Task, needed: Sequence[Condition], listed: Sequence[Expr]) -> None:
    """Everything that the two sides need must follow from what is assumed and listed."""
    f = task.field()
    learn(f, [c for e in listed for c in normalised(e)])
    f.memo.clear()
    for kind, u in needed:
        if not f.holds(kind, f.form(u)):
            raise Reject(f"a condition is not listed: {kind} {u!r}")


# ---- witnesses -------------------------------------------------------------------------------------


def check_witness(task: Task) -> None:
    """Both sides have values at the witness, and everything assumed holds there."""
    with ctx.workprec(256):
        at = placed(task, task.certificate["witness"])
        for side in (task.left, task.right):
            at(side)


def placed(task: Task, values: Any) -> Callable[[Expr], Any]:
    """Values at a point in the domain: every assumption, and the cell's conditions, hold there."""
    instance, point = place(task.context, values)
    for relation in task.assumptions:
        certify(instance, point, relation)
    for kind, u in task.strict:
        certify(instance, point, node(kind, u, ZERO))
    return lambda tree: point.value(instance.of(tree))
