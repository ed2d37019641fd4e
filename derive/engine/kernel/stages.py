"""Equal for every value of some defined letters, so for the values that they have.

The letters named are kept as letters (`gates.py` has their derivatives). What is used of them, such as s > 0,
is shown of their definitions; that these have values is shown too. The letters keep their shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from derive.engine.kernel import universal
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ZERO, rel, sub
from derive.expressions.data import from_data
from derive.expressions.expr import RELATIONS, Expr, free_indices


def prove(task: Any, certificate: Mapping[str, Any], kept: Any, goal: Callable[..., Any]) -> str:
    """`kept` is the task with the letters kept."""
    own = {i for side in (task.left, task.right) for i in free_indices(side)}
    proof, known = certificate["proof"], [from_data(c) for c in certificate["known"]]
    if proof["kind"] not in ("field", "indexed") or any(free_indices(c) & own for c in known):
        raise Reject(
            "gates are kept in a proof for every size, and what is known of them holds at every place"
        )
    for relation in known:
        prove_at(task, goal, own, task.unfolder.unfold(relation))
    if any(task.context.role(name) != "scalar" for name in kept.unfolder.stages):
        raise Reject("a letter is kept that stands for integers")
    kept.assumptions += tuple(known)
    listed = [task.read(c) for c in proof["conditions"]]
    for d in task.context.definitions:
        if d.name in kept.unfolder.stages:
            prove_at(kept, goal, own, kept.unfolder.unfold(d.right), *listed)
        if d.name in certificate["smooth"]:
            prove_at(kept, goal, own, rel("gt", kept.unfolder.unfold(d.right.args[0]), ZERO), *listed)
    kept.unfolder.smooth = frozenset(certificate["smooth"])
    found: str = kept.prove({**proof, "witness": None})
    task.witness(proof)
    return found


def prove_at(task: Any, goal: Callable[..., Any], own: Any, tree: Expr, *listed: Expr) -> None:
    """The tree has a value, or the relation holds, at any place; facts about `own` indices are left out."""
    here, signed = copy(task), (tree,) if tree.head in RELATIONS else ()
    here.left = here.right = sub(*tree.args) if signed else tree
    facts = tuple(a for a in (*task.assumptions, *listed) if not free_indices(a) & own)
    extra = (here.left,) if signed else ()
    universal.prove(here, goal(here.left, here.left, facts, (), extra, signed), audited=not signed)
