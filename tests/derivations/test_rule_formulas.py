"""The formulas printed beside the rules are true: read from their LaTeX and proved.

Functions and constants stand for examples: f = e^x + 1, g = x² + 2, c = 5, n = 3, f_i = x X_i.
"""

from __future__ import annotations

import re

import pytest

from derive.engine.prove import decide
from derive.expressions.build import ONE, sym
from derive.notation.context import EMPTY, Context, Letter
from derive.read import read_relation
from derive.records.statement import Statement
from derive.registry import load_registry

REGISTRY = load_registry()
N = sym("n")
WORDS = (r"\text", "f'", r"\pm", r"\{", r"\prod")
# True (k := i + 1 − j), but the search does not turn a window round when a bracket alone bounds it.
NOT_FOUND = frozenset({"change-index", "index-changed"})
EXAMPLES = {"f": "(e^x + 1)", "g": "(x^2 + 2)", "c": "(5)", "n": "3"}


def formulas() -> list[tuple[str, str]]:
    """(rule, one equation) for every equation that is read: no words, no choice of signs."""
    found = []
    for id_, rule in REGISTRY.rules().items():
        for part in re.split(r",\s*(?:\\;|\\quad)\s*", rule.formula):
            if part and not any(word in part for word in WORDS) and r"\partial_{x_k}" not in part:
                found.append((id_, part))
    return found


def with_examples(text: str) -> str:
    """The equation with examples for f, g, c, f_i where it holds a ∂, and ∂_x as a fraction."""
    if r"\partial" in text:
        text = re.sub(r"f_([ij])", r"(x X_\1)", text)
        text = re.sub(r"\^([gn])", r"^{\1}", text)
        text = re.sub(r"(?<![A-Za-z\\])([fgcn])(?![A-Za-z])", lambda m: EXAMPLES[m.group(1)], text)
    else:
        text = re.sub(r"\bn\b", "3", text) if r"\sum" not in text else text
    return text.replace(r"\partial_x", r"\frac{\partial}{\partial x}")


def context() -> Context:
    scalars = [Letter(x) for x in "abcduvx"]
    arrays = [*(Letter(x, axes=(N,)) for x in "fgX"), Letter("h", axes=(N, N))]
    places = [Letter(x, "index", lo=ONE, hi=N) for x in "ijk"]
    return EMPTY.with_letters(*scalars, Letter("n", "size"), *arrays, *places)


@pytest.mark.parametrize(("rule", "text"), formulas())
def test_the_formula_of_a_rule_is_true(rule: str, text: str) -> None:
    known = context()
    relation = read_relation(with_examples(text), known, REGISTRY.functions, syntax="latex").expr
    verdict = decide(Statement(*relation.args, known, relation.head), REGISTRY.functions)
    allowed = ("proved", "undecided") if rule in NOT_FOUND else ("proved",)
    assert verdict.verdict in allowed, verdict.reason
