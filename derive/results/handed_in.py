"""A write-up that answers what a student handed in, instead of what documents print."""

from __future__ import annotations

from collections.abc import Sequence

from derive.answers import check_answer, task_of_claim
from derive.records.entries import Source
from derive.records.statement import Statement
from derive.registry import Registry
from derive.render.latex import latex
from derive.writeups import JudgedForm, JudgedLink, WriteUp
from derive.writeups.lay_out import with_forms

ANSWER = Source("", "Your answer")


def with_answers(writeup: WriteUp, answers: Sequence[str], registry: Registry) -> WriteUp:
    """The write-up of a claim with `answers` judged in the place of the documented forms."""
    return with_forms(
        writeup,
        [answer_form(writeup.id, text, registry) for text in answers],
        registry.functions,
    )


def answer_form(id_: str, text: str, registry: Registry) -> JudgedForm:
    """An answer to claim `id_`, judged. Raises ReadError and NotAnAnswer as `derive check` does."""
    checked = check_answer(text, task_of_claim(id_, registry), registry.functions)
    left, right = (
        latex(side, checked.context, registry.functions) for side in (checked.asked, checked.answer)
    )
    statement = Statement(checked.asked, checked.answer, checked.context)
    return JudgedForm((JudgedLink(left, right, checked.verdict, "eq", statement),), ANSWER, checked.context)
