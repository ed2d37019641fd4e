"""Letters that a lint has put in, as a reader knows them: F'(x), ∂L/∂z, and x_1 of the terms of x."""

from __future__ import annotations

import re
from dataclasses import replace

from derive.linting.chain_rule import FREE
from derive.notation.context import Context
from derive.read.array_letters import slope_by
from derive.records.verdict import Verdict

_FAMILY = re.compile(r"_each[0-9]*(?=_|\^|$)")


def with_known_letters(verdict: Verdict | None, context: Context) -> Verdict | None:
    """The verdict with a counterexample whose point names what the text names."""
    if verdict is None or verdict.counterexample is None:
        return verdict
    example = verdict.counterexample
    point = {letter_in_words(name, context): value for name, value in example.point.items()}
    return replace(verdict, counterexample=replace(example, point=point))


def letter_in_words(name: str, context: Context) -> str:
    letter = context.letters.get(name)
    if letter is not None and letter.meaning.startswith(FREE):
        return letter.meaning.removeprefix(FREE)
    base, places = name, ""
    while base not in context.letters and "_" in base:
        base, _, last = base.rpartition("_")
        places = f"_{last}{places}"
    by = slope_by(context, base)
    if by:
        of = base.removeprefix("d").removesuffix(f"_by_{by}")
        return f"∂{of}/∂{_FAMILY.sub('', by)}{places}"
    return _FAMILY.sub("", name)
