"""Every derivation of the library is replayed; a step with one field corrupted is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from derive.derivations import replay, replay_derivation
from derive.errors import DeriveError
from derive.expressions.build import ONE, add
from derive.expressions.expr import Expr
from derive.expressions.walk import heads
from derive.proofs import equality
from derive.proofs.derivation import lemmas
from derive.records.step import Derivation, Step
from tests.library_results import FUNCTIONS, REGISTRY, judged
from tests.library_results import derived as derivation

NOT_DERIVED = {"dec", "matrix", "row_vector", "vector", "matmul", "hadamard", "outer", "transpose"}


def derivable(id_: str) -> bool:
    """Whether a claim is readable and about formulas, not about printed decimals or whole arrays."""
    try:
        statements = [x.statement for x in REGISTRY.claim(id_).links]
    except DeriveError:
        return False
    return not any(heads(s.left, s.right) & NOT_DERIVED for s in statements)


IDS = [id_ for id_ in REGISTRY.ids("claim") if derivable(id_)]


def steps_of(found: Derivation) -> Iterator[Step]:
    stack = [*found.steps, *(s for case in found.cases for s in case.steps)]
    while stack:
        step = stack.pop()
        yield step
        stack += step.substeps


@pytest.mark.parametrize("id_", [i for i in IDS if i.split(".")[-1] in ("derivative", "gradient", "hessian")])
def test_derivatives_are_derived(id_: str) -> None:
    found = derivation(id_)
    assert found is not None
    assert found.steps


@pytest.mark.parametrize("id_", IDS)
def test_rules_are_named_by_the_library(id_: str) -> None:
    found = derivation(id_)
    rules = {s.rule for s in steps_of(found)} if found else set()
    assert {r for r in rules if not r.startswith("lemma:")} <= set(REGISTRY.rules())


@pytest.mark.parametrize("id_", IDS)
def test_corrupted_steps_are_refused(id_: str) -> None:
    found = derivation(id_)
    if found is None:
        assert any(x.statement.relation != "eq" for x in REGISTRY.claim(id_).links) or not_equal(id_)
        return
    known, equal = lemmas(REGISTRY.claim(id_), REGISTRY), equality(found.context, FUNCTIONS)
    replay_derivation(found, FUNCTIONS, lemmas=known, equal=equal)
    for step in steps_of(found):
        for lie in corrupted(step):
            with pytest.raises(DeriveError):
                replay(lie, FUNCTIONS, found.context, lemmas=known, equal=equal)


def not_equal(id_: str) -> bool:
    """Whether the claim is no proved equation: there is nothing to derive."""
    return judged(id_).verdict.verdict != "proved"


def corrupted(step: Step) -> Iterator[Step]:
    """The step with another `after`, another `before`, another rule."""
    yield replace(step, after=off_by_one(step.after))
    yield replace(step, before=off_by_one(step.before))
    yield replace(step, rule="no-such-rule")
    other = "letter" if step.rule != "letter" else "product"
    if all(s.rule != other for s in step.substeps):
        yield replace(step, rule=other)


def off_by_one(expr: Expr) -> Expr:
    return add(expr, ONE)
