"""Every mistake of the library: its example is wrong, and is diagnosed as this mistake."""

from __future__ import annotations

import pytest

from derive.answers import check_answer, task_of_text
from derive.answers.slips import ORDER
from derive.errors import NotAnAnswer
from derive.registry import load_registry

REGISTRY = load_registry()
MISTAKES = REGISTRY.mistakes()


def checked(asked, answer, **task):
    return check_answer(answer, task_of_text(asked, REGISTRY.functions, **task), REGISTRY.functions).verdict


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.id)
def test_example_is_diagnosed(mistake):
    example = mistake.example
    verdict = checked(
        example.asked,
        example.answer,
        definitions=example.define,
        shapes=example.shapes,
        assumptions=example.assume,
    )
    assert verdict.verdict in ("refuted", "conditional")
    assert [d.id for d in verdict.diagnosis] == [mistake.id]
    assert "{what}" not in verdict.diagnosis[0].text


def test_every_slip_has_an_entry():
    assert set(ORDER) == {m.slip for m in MISTAKES}


def test_places_are_formulas():
    text = checked("D(exp(-x^2), x)", "exp(-x^2)").diagnosis[0].text
    assert text == r"the inner derivative of \(e^{-x^2}\) is missing (chain rule)"


def test_right_answers_have_no_diagnosis():
    assert checked("D(exp(-x^2), x)", "-2*x*exp(-x^2)").diagnosis == ()


def test_ratio_and_difference():
    assert [d.id for d in checked("D(sin(x)*y, x)", "5*y*cos(x)").diagnosis] == ["ratio"]
    assert [d.text for d in checked("x*y", "x*y + 7").diagnosis] == [
        "the answer is 7 more than the right result"
    ]


def test_an_answer_that_is_merely_wrong_has_no_diagnosis():
    assert checked("D(x^3*exp(x), x)", "sin(x)^2 + x^7").diagnosis == ()


def test_the_form_is_kept_to():
    task = task_of_text("D(s, x)", REGISTRY.functions, definitions=("s = 1/(1 + exp(-x))",))
    assert check_answer("s*(1 - s)", task, REGISTRY.functions, form="in s").verdict
    with pytest.raises(NotAnAnswer, match="to be given in s; it holds x"):
        check_answer("exp(-x)/(1 + exp(-x))^2", task, REGISTRY.functions, form="in s")


def test_a_hint_keeps_back_what_is_right():
    def told(asked, answer):
        task = task_of_text(asked, REGISTRY.functions)
        return check_answer(answer, task, REGISTRY.functions, hint=True).verdict

    number = told("7860 + 20", "7860")
    assert (number.correction, number.counterexample) == (None, None)
    assert [d.id for d in number.diagnosis] == ["term-left-out"]
    assert "7" not in told("x*y", "x*y + 7").diagnosis[0].text
    assert told("D(x^3, x)", "3*x^3").counterexample.point
