"""What a notebook calls: every object shows itself as text, LaTeX and HTML, and its formulas typeset."""

from __future__ import annotations

import re
from html import unescape

import pytest

import derive
from derive.errors import DeriveError, NotAnAnswer
from derive.expressions.build import add, idx, mul, sym
from derive.jupyter.changes import changed_parts
from derive.jupyter.widgets import frame_html
from derive.render.katex import typeset_error

MATHS = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
LOSS = {"expr": "(y - Sum(w[j] x[j],(j,1,d)))^2", "wrt": "w", "shapes": {"w": "d", "x": "d"}}
WRONG = "We have $$x^2-1 = (x-1)(x+1) = x^2+1.$$"

SHOWN = {
    "derivation": lambda: derive.derivation("softmax.jacobian"),
    "cases": lambda: derive.derivation("relu.derivative"),
    "gradient": lambda: derive.gradient(**LOSS),
    "proved": lambda: derive.equal("tanh(x)", "2*sigma(2*x)-1"),
    "refuted": lambda: derive.check("sigma(z)", of="sigmoid.derivative"),
    "conditional": lambda: derive.equal("sqrt(x^2)", "x"),
    "report": lambda: derive.lint(WRONG),
    "expression": lambda: derive.expression("x/x + exp(log(x))"),
    "model": lambda: derive.model("softmax"),
    "answer": lambda: derive.answer_box(of="sigmoid.derivative").answer("sigma(z)"),
}


def test_both_sides_of_an_equation_bring_letters_and_derivatives():
    assert derive.equal("x", "x*(y^2+1)/(y^2+1)").verdict == "proved"
    assert derive.equal("D(x^2, x)", "D(x^2 + 1, x)").verdict == "proved"
    cases = r"\begin{cases} 1 & i = j \\ 0 & \text{otherwise} \end{cases}"
    assert derive.equal(cases, r"\delta_{ij}").verdict == "proved"


def test_the_imaginary_unit_is_declared():
    unit = {"i": "imaginary"}
    assert derive.equal(r"\frac{e^{ix} + e^{-ix}}{2}", r"\cos x", shapes=unit).verdict == "proved"
    assert derive.equal("(6 + 7*i)^2", "84*i - 13", shapes=unit).verdict == "proved"
    assert derive.equal("(6 + 7*i)^2", "84*i + 13", shapes=unit).verdict == "refuted"
    with pytest.raises(DeriveError, match="imaginary"):
        derive.equal("exp(i*x)", "cos(x)")


@pytest.fixture(scope="module")
def shown() -> dict[str, object]:
    return {name: make() for name, make in SHOWN.items()}


@pytest.mark.parametrize("name", SHOWN)
def test_shows_itself(shown, name):
    each = shown[name]
    assert str(each).strip()
    html = each._repr_html_() if hasattr(each, "_repr_html_") else each._repr_latex_()
    formulas = [unescape(a or b) for a, b in MATHS.findall(html)]
    assert [f"{f}: {error}" for f in formulas if (error := typeset_error(f))] == []
    assert html.count("<details") == html.count("</details>")


def test_an_expression_is_not_evaluated(shown):
    assert str(shown["expression"]) == "x/x + exp(log(x))"


def test_latex_can_be_copied(shown):
    assert shown["gradient"].latex.startswith("\\begin{aligned}")
    assert "<textarea readonly" in shown["gradient"]._repr_html_()
    assert shown["refuted"].latex == r"\sigma(z)(1 - \sigma(z))"


def test_steps_fold(shown):
    html = shown["derivation"]._repr_html_()
    assert "<details open><summary>Steps</summary>" in html
    assert "quotient rule" in html


def test_a_counterexample_is_drawn(shown):
    assert "<svg" in shown["refuted"]._repr_html_()


# ---- leafing through a derivation ------------------------------------------------------------------


def test_frames_mark_what_changes(shown):
    frames = shown["derivation"].frames
    assert [f.number for f in frames] == list(range(1, len(frames) + 1))
    assert frames[0].before == r"\frac{\partial \textcolor{crimson}{p_i}}{\partial z_k}"
    assert frames[5].plain == "p[i]*(delta(i, k) - p[k])"
    assert all("crimson" in f.after for f in frames)
    assert [error for f in frames if (error := typeset_error(f.latex))] == []


def test_frames_of_cases(shown):
    frames = shown["derivation"].frames
    assert [f.case.plain for f in frames[:6]] == [""] * 6
    assert {f.case.plain for f in frames[6:]} == {"i = k", "i != k"}
    assert "in the case" in str(frames[-1])


def test_frames_show_where_in_the_graph_they_are():
    frames = derive.derivation("lstm.grad-c").frames
    filled = [re.findall(r'class="(node here[^"]*)"', f.graph.svg) for f in frames]
    assert all(filled)
    assert len({f.graph.svg for f in frames}) > 2
    assert "<svg" in frame_html(frames[0])
    assert derive.derivation("sigmoid.derivative").frames[0].graph is None


def test_a_complaint_is_shown_without_a_traceback():
    with pytest.raises(DeriveError) as caught:
        derive.check("q + 1", of="sigmoid.derivative")
    shown = caught.value._render_traceback_()
    assert "UnknownLetter" in shown[0]
    assert any("^" in line for line in shown)


def test_a_result_without_steps_has_no_frames():
    found = derive.derivation("conv.input-52")
    assert found.frames == ()
    with pytest.raises(DeriveError, match="no steps"):
        found.explore()


def test_vs_code_is_given_latex(shown, monkeypatch):
    monkeypatch.setenv("VSCODE_PID", "1")
    assert shown["derivation"]._repr_html_() is None
    assert shown["model"]._repr_html_() is None
    assert shown["derivation"]._repr_latex_().startswith("$")
    assert "\\(" not in shown["refuted"]._repr_html_()


def test_the_parts_that_change():
    a, b, c = map(sym, "abc")
    assert changed_parts(add(a, b), add(a, c)) == (c,)
    assert changed_parts(add(a, b), add(a, b)) == ()
    assert changed_parts(add(a, mul(b, c)), add(a, mul(b, a))) == (a,)
    assert changed_parts(add(a, b), mul(a, b)) == (mul(a, b),)
    assert changed_parts(add(a, b, c), add(a, b)) == (add(a, b),)
    assert changed_parts(add(a, b), add(a, b, idx("i"))) == (idx("i"),)


def test_the_slider_moves(shown):
    pytest.importorskip("ipywidgets")
    box = shown["derivation"].explore()
    (slider, back, number, forward), html = box.children[0].children, box.children[1]
    first = html.value
    number.value = 2
    assert slider.value == 2
    assert html.value != first
    forward.click()
    assert slider.value == 3
    slider.value = 1
    back.click()
    assert slider.value == 1
    slider.value = 3
    assert "<strong>3 / " in html.value
    assert "crimson" in html.value


# ---- the answer box --------------------------------------------------------------------------------


def test_the_answer_box_judges_what_is_typed():
    box = derive.answer_box(of="sigmoid.derivative", hint=True)
    assert box.answer("sigma(z)(1-sigma(z))")
    wrong = box.answer("sigma(z)(1+sigma(z))")
    assert not wrong
    assert wrong.verdict.counterexample is not None
    assert wrong.verdict.correction is None
    assert "known letters: z" in box.answer("q").complaint
    assert "that is the question" in box.answer("D(sigma(z), z)").complaint
    assert str(box.answer(" ")) == ""


def test_the_answer_widget_shows_the_verdict():
    pytest.importorskip("ipywidgets")
    _, typed, shown = derive.answer_box(of="sigmoid.derivative").widget().children
    typed.value = "sigma(z)"
    assert "refuted" in shown.value
    typed.value = "sigma(z)(1-sigma(z)"
    assert "<pre>" in shown.value
    typed.value = "sigma(z)(1-sigma(z))"
    assert "proved" in shown.value


# ---- a model of one's own --------------------------------------------------------------------------


def test_a_model_in_five_lines():
    cell = derive.model(
        "An LSTM step",
        letters={"a": "real", "p": "real"},
        equations=["f = sigma(a)", "c = f*p + i*g", "h = o*tanh(c)"],
    )
    assert "h = o*tanh(c)" in str(cell)
    found = cell.gradient("h", wrt="p")
    assert found.verdict
    assert cell.equal("D(h, p)", "o*(1-tanh(c)^2)*f")
    assert cell.equal("D(h, p)", "o*f").verdict == "refuted"


def test_a_model_says_what_it_cannot_read():
    with pytest.raises(DeriveError):
        derive.model("broken", equations=["f = sigma("])
    with pytest.raises(DeriveError, match="one of `of` and `equals`"):
        derive.check("x")
    with pytest.raises(NotAnAnswer):
        derive.check("", of="sigmoid.derivative")


@pytest.mark.parametrize("shapes", ["x: n", ["x: n"], {"x": 3}])
def test_shapes_are_given_by_name(shapes):
    with pytest.raises(derive.DeriveError, match="a mapping of letters to sizes"):
        derive.equal("x", "x", shapes=shapes)
