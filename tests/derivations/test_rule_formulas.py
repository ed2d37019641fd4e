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
# Not judged: they have words, a choice of signs or functions in them. As they were checked by hand.
BY_HAND = {
    ("big-product", r"\partial_x \prod_i f_i = \sum_j \partial_x f_j \prod_{i \ne j} f_i"),
    ("bracket", r"[c] = 1 \text{ where } c \text{ holds}"),
    ("brackets-put-in", r"f_j = f_j \, [1 \le j \le n] \text{ for } j = 1, \dots, n"),
    ("by-cases", r"\delta_{ik} = 1 \text{ if } i = k"),
    ("by-cases", r"0 \text{ if } i \ne k"),
    ("case", r"\delta_{ik} = 1 \text{ if } i = k"),
    ("case", r"0 \text{ if } i \ne k"),
    ("by-signs", r"|u| = u \text{ for } u \ge 0"),
    ("by-signs", r"-u \text{ for } u \le 0"),
    ("cases", r"\partial_x \{ f \text{ if } c \} = \{ \partial_x f \text{ if } c \}"),
    ("chain", r"\partial_x f(g) = f'(g) \, \partial_x g"),
    ("count-factors", r"\prod_{k=1}^{n} c f_k = c^n \prod_{k=1}^{n} f_k"),
    ("decide-brackets", r"\delta_{es} \, [1 \le e \le N] = \delta_{es} \text{ for } s = 1, \dots, N"),
    ("factors-counted", r"\prod_{k=1}^{n} c f_k = c^n \prod_{k=1}^{n} f_k"),
    ("letter", r"\partial_{x_k} x_i = \delta_{ik}"),
    ("linearity", r"\partial_x (f \pm g) = \partial_x f \pm \partial_x g"),
    ("max", r"\partial_x \max(f, g) = \partial_x f \text{ if } f > g"),
    ("max", r"\partial_x g \text{ if } g > f"),
}
EXAMPLES = {"f": "(e^x + 1)", "g": "(x^2 + 2)", "c": "(5)", "n": "3"}


def parts() -> list[tuple[str, str]]:
    """(rule, one equation) for every equation."""
    split = r",\s*(?:\\;|\\quad)\s*"
    return [(id_, p) for id_, rule in REGISTRY.rules().items() for p in re.split(split, rule.formula) if p]


def is_judged(part: str) -> bool:
    """Whether the equation is read: no words, no choice of signs."""
    return not any(word in part for word in WORDS) and r"\partial_{x_k}" not in part


def formulas() -> list[tuple[str, str]]:
    return [(id_, part) for id_, part in parts() if is_judged(part)]


def test_what_is_not_judged_is_as_it_was_checked() -> None:
    assert {each for each in parts() if not is_judged(each[1])} == BY_HAND


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
