"""A course's own notation, from its TOML file to the page."""

from __future__ import annotations

import pytest

import derive
from derive.answers import check_answer, task_of_text
from derive.errors import LibraryError
from derive.notation.style import LAYOUTS
from derive.registry import load_registry
from derive.registry.preferences import read_preferences
from derive.render.documents import template_folders
from derive.render.latex import latex
from derive.results.claim_pages import Pages
from derive.results.own_gradient import gradient_json, gradient_writeup, own_gradient
from derive.writeups.layout import page_of
from derive.writeups.write import document


def written(tmp_path, toml, id_="mse.gradient"):
    file = tmp_path / "notation.toml"
    file.write_text(toml, encoding="utf-8")
    registry = load_registry(preferences=read_preferences(file))
    return document(page_of(Pages(registry).writeup(id_)), "tex", template_folders())


@pytest.mark.parametrize(
    ("toml", "there", "gone"),
    [
        ('[letters]\nE = "J"\n', r"\frac{\partial J}{\partial w_j}", r"\frac{\partial E}"),
        ('[style]\nvectors = "bold"\n', r"\mathbf{w} \in \mathbb{R}^{d}", r"\mathbf{w}_j"),
        ('[style]\nmatrices = "bold"\n', r"\mathbf{x} \in \mathbb{R}^{N \times d}", r"\mathbf{w}"),
        ('[style]\ngradient = "nabla"\n', r"(\nabla_{w} E)_j", r"\frac{\partial E}{\partial w_j} &="),
    ],
)
def test_notation_reaches_the_page(tmp_path, toml, there, gone):
    tex = written(tmp_path, toml).split("As documented")[0]
    assert there in tex
    assert gone not in tex


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('[style]\nvectors = "italic"\n', "plain or bold"),
        ('[style]\nlayout = "x"\n', "mixed or numerator or denominator"),
        ('[style]\nspacing = "x"\n', "no spacing"),
        ('[style]\nhadamard = "\\\\input{x}"\n', "no sign"),
        ('[style]\ntranspose = ""\n', "no sign"),
        ('[letters]\nE = "\\\\input{x}"\n', "not printed so"),
        ('[functions]\nsigma = "\\\\write18{x}"\n', "not printed so"),
    ],
)
def test_a_wrong_style_is_named(tmp_path, toml, complaint):
    file = tmp_path / "notation.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(LibraryError, match=complaint):
        read_preferences(file)


# ---- layout ------------------------------------------------------------------------------------------


def registry_in(tmp_path, layout):
    file = tmp_path / "notation.toml"
    file.write_text(f'[style]\nlayout = "{layout}"\n', encoding="utf-8")
    return load_registry(preferences=read_preferences(file))


SHAPES = ("W: m,n", "x: n", "t: m", "z: n")
IN_LAYOUT = [  # expression, letter: in the layouts mixed, numerator, denominator
    ("norm(W x - t)^2", "x", r"2W^\top (W x - t)", r"2(W x - t)^\top W", r"2W^\top (W x - t)"),
    ("norm(W x - t)^2", "W", r"2(W x - t) x^\top", r"2x (W x - t)^\top", r"2(W x - t) x^\top"),
    ("tanh(W x)", "x", *[r"\operatorname{diag}(1 - \tanh^2(W x)) W"] * 2,
     r"W^\top \operatorname{diag}(1 - \tanh^2(W x))"),
    ("softmax(z)", "z", *[r"\operatorname{diag}(\operatorname{softmax}(z)) -"
     r" \operatorname{softmax}(z) \operatorname{softmax}(z)^\top"] * 3),
]  # fmt: skip


@pytest.mark.parametrize("row", IN_LAYOUT)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_layout_of_a_whole_derivative(tmp_path, row, place):
    registry = registry_in(tmp_path, LAYOUTS[place])
    found = own_gradient(row[0], row[1], registry, shapes=SHAPES)
    writeup = gradient_writeup(found, registry)
    assert writeup.result.right.latex == row[2 + place]
    assert writeup.result.left.latex.startswith(rf"\frac{{\partial}}{{\partial {row[1]}}}")
    data = gradient_json(found, writeup, registry)
    assert (data["derivative"], data["layout"]) == (row[2 + place], LAYOUTS[place])


@pytest.mark.parametrize(
    ("layout", "id_", "said"),
    [
        ("mixed", "mse.gradient", r"The gradient is a column, as \(w\) is"),
        (
            "numerator",
            "mse.gradient",
            r"Numerator layout: the gradient is a row, with the derivative by \(w_j\) in column",
        ),
        ("denominator", "mse.gradient", r"Denominator layout: the gradient is a column"),
        ("numerator", "softmax.jacobian", r"derivative of \(p_i\) by \(z_k\) in row \(i\), column \(k\)"),
        ("denominator", "softmax.jacobian", r"derivative of \(p_i\) by \(z_k\) in row \(k\), column \(i\)"),
    ],
)
def test_a_page_says_its_layout(tmp_path, layout, id_, said):
    page = page_of(Pages(registry_in(tmp_path, layout)).writeup(id_))
    assert said in page.conventions[0]
    for form in ("tex", "html", "md"):
        assert said.split(r"\(")[0].strip() in document(page, form, template_folders())


def test_a_greek_matrix_is_bold_too(tmp_path):
    tex = written(tmp_path, '[style]\nmatrices = "bold"\n', "logistic-regression.gradient")
    assert r"\boldsymbol{\phi} \in" in tex


def test_nabla_has_the_shape_of_its_letter_in_every_layout(tmp_path):
    tex = written(tmp_path, '[style]\nlayout = "numerator"\ngradient = "nabla"\n')
    assert "The gradient is a column" in tex
    assert "Numerator" not in tex


def test_no_layout_of_a_derivative_by_a_number(tmp_path):
    page = page_of(Pages(registry_in(tmp_path, "numerator")).writeup("sigmoid.derivative"))
    assert page.conventions == ()


ANSWERS = [  # answer, what is asked, layout, verdict
    ("2 (W x - t)^T W", "D(norm(W x - t)^2, x)", "numerator", "proved"),
    ("2 (W x - t)^T W", "D(norm(W x - t)^2, x)", "mixed", "refuted"),
    ("2 W^T (W x - t)", "D(norm(W x - t)^2, x)", "numerator", "refuted"),
    ("2 W^T (W x - t)", "D(norm(W x - t)^2, x)", "denominator", "proved"),
    ("2 x (W x - t)^T", "D(norm(W x - t)^2, W)", "numerator", "proved"),
    ("2 x (W x - t)^T", "D(norm(W x - t)^2, W)", "denominator", "refuted"),
    ("W^T", "D(W x, x)", "denominator", "proved"),
    ("W", "D(W x, x)", "denominator", "refuted"),
    ("W", "D(W x, x)", "numerator", "proved"),
]


@pytest.mark.parametrize(("answer", "asked", "layout", "verdict"), ANSWERS)
def test_answers_are_judged_in_the_layout(tmp_path, answer, asked, layout, verdict):
    functions = registry_in(tmp_path, layout).functions
    task = task_of_text(asked, functions, shapes=SHAPES)
    checked = check_answer(answer, task, functions)
    assert checked.verdict.verdict == verdict
    if verdict == "refuted":
        corrected = latex(checked.verdict.correction, checked.context, functions)
        assert check_answer(corrected, task, functions).verdict


def test_a_notebook_has_the_notation(tmp_path):
    file = tmp_path / "course.toml"
    file.write_text('[style]\nlayout = "numerator"\nhadamard = "\\\\circ"\n', encoding="utf-8")
    shapes = {"W": "m,n", "x": "n", "t": "m"}
    derive.use_notation(file)
    try:
        shown = derive.gradient("norm(tanh(W x) - t)^2", wrt="W", shapes=shapes)
        frames = shown.frames
    finally:
        derive.use_notation()
    assert r"\circ" in shown.writeup.result.right.latex
    assert shown.writeup.result.right.latex.startswith("2x ")
    assert r"\circ" in frames[-1].after
    assert r"\odot" in derive.gradient("norm(tanh(W x) - t)^2", wrt="W", shapes=shapes).latex
    with pytest.raises(LibraryError, match="there is no file"):
        derive.use_notation(tmp_path / "missing.toml")
