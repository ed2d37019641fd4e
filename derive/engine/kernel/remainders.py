"""Integer letters as M·q + r, for every remainder r."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product
from typing import Any

from derive.engine.kernel import universal
from derive.engine.kernel.goals import Goal
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.points import INTEGERS
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import Empty, Split
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, add, mul, num, sub
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, Index, node
from derive.expressions.walk import letters, substitute
from derive.notation.context import Letter


def prove(task: Any, certificate: Mapping[str, Any]) -> str:
    """letter := M·q + r for every r, q an integer letter."""
    named = [(from_data(x).value, int(m)) for x, m in certificate["moduli"]]
    moduli = [(str(x.name if isinstance(x, Index) else x), m) for x, m in named]
    wanted = set(product(*(range(m) for _, m in moduli)))
    if any(task.context.role(x) not in INTEGERS or m < 1 for x, m in moduli) or len(wanted) > 1024:
        raise Reject("residues of something that is no integer letter")
    sides = (task.left, task.right)
    if {f"q·{x}" for x, _ in moduli} & set(letters(add(*sides, *task.assumptions))):
        raise Reject("a letter that is taken")
    sizes = [node("sym", value=x) for x, _ in moduli if task.context.role(x) == "size"]
    assumed = (*task.assumptions, *(node("ge", n, ONE) for n in sizes))
    fresh = Letter("", "integer")
    task.unfolder.context = task.context = task.context.with_letters(
        *(replace(fresh, name=f"q·{x}") for x, _ in moduli)
    )
    listed = tuple(task.read(c) for c in certificate.get("conditions", ()))
    seeds = tuple(task.read(f) for cell in certificate["cells"] for f in cell.get("factors", ()))
    for residue in sorted(wanted):
        at: dict[Expr, Expr] = {}
        for (x, m), r in zip(moduli, residue, strict=True):
            at |= {
                form: add(mul(num(m), node("sym", value=f"q·{x}")), num(r))
                for form in (node("sym", value=x), node("idx", value=Index(x)))
            }
        left, right, *facts = (task.written(substitute(e, at)) for e in (*sides, *assumed, *listed))
        cut = len(assumed)
        if impossible(task, facts[:cut]):
            continue
        universal.prove(task, Goal(left, right, tuple(facts[:cut]), tuple(facts[cut:]), seeds=seeds))
    task.witness(certificate)
    return "modulo random primes (error below 2^-100), for every residue"


def impossible(task: Any, facts: Sequence[Expr]) -> bool:
    """Whether an assumed equation says that a number other than 0 is 0."""
    gaps, found = [sub(*a.args) for a in facts if a.head == "eq"], list[bool]()

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, (), ())
        found[:] = [bool(region.ratio(region.value(gap), region.one)) for gap in gaps]

    with suppress(Reject, Split, Empty):
        task.with_plan(work, *gaps)
    return any(found)
