"""Pictures hold the model's numbers, in both languages, and are left out where there is nothing to see."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from fractions import Fraction
from math import exp, isclose

import pytest
from writeup_samples import SIGMOID

from derive.derivations import derive_gradient
from derive.expressions.build import ONE, add, deriv, div, entry, idx, num, power, sym
from derive.expressions.build import exp as exponential
from derive.notation.context import Context, Letter
from derive.pictures import counterexample_picture, result_pictures
from derive.pictures.plot import plot, ticks
from derive.pictures.sampling import Place, steps, value_at, values_along
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict
from derive.registry import load_registry
from derive.render import pdf
from derive.render.documents import template_folders
from derive.writeups.layout import page_of
from derive.writeups.write import document

FUNCTIONS = load_registry().functions
X = Context().with_letters(Letter("x"))


def derived(body, context=X, letter=None):
    return derive_gradient(deriv(body, letter or sym("x")), context, FUNCTIONS)


def sigma(x):
    return div(ONE, add(ONE, exponential(div(x, num(-1)))))


def polylines(svg, style):
    found = ElementTree.fromstring(svg).iter("polyline")
    lines = [line.get("points").split() for line in found if line.get("class") == style]
    return [[tuple(map(float, point.split(","))) for point in line] for line in lines]


def test_values_are_those_of_the_expression():
    for x, value in values_along(sigma(sym("x")), "x", steps(Fraction(-2), Fraction(2), 8), Place()):
        assert isclose(value, 1 / (1 + exp(-x)), rel_tol=1e-12)


@pytest.mark.parametrize("x", [Fraction(0), Fraction(-1)])
def test_there_is_no_value_where_there_is_none(x):
    root_of_reciprocal = power(div(ONE, sym("x")), num(Fraction(1, 2)))
    assert value_at(root_of_reciprocal, Place({"x": x})) is None


def test_function_and_slope_with_the_saturation_shaded():
    (picture,) = result_pictures(derived(sigma(sym("x"))), FUNCTIONS)
    assert len(polylines(picture.svg, "first")) == len(polylines(picture.svg, "second")) == 1
    assert picture.svg.count('class="band"') == 2
    assert [entry.style for entry in picture.legend] == ["first", "second", "band"]
    (curve,) = polylines(picture.svg, "first")
    heights = [y for _, y in curve]
    assert heights == sorted(heights, reverse=True)  # σ grows; y points down


def test_a_polynomial_has_no_saturation():
    (picture,) = result_pictures(derived(power(sym("x"), num(2))), FUNCTIONS)
    assert 'class="band"' not in picture.svg


def test_a_pole_breaks_the_curve():
    (picture,) = result_pictures(derived(div(ONE, sym("x"))), FUNCTIONS)
    assert len(polylines(picture.svg, "first")) == 2


def test_a_jump_breaks_the_curve():
    samples = [(float(x), 0.0 if x < 0 else 1.0) for x in range(-10, 11)]
    drawing = plot([samples, [(x, x) for x, _ in samples]])
    assert sum(getattr(shape, "style", "") == "first" for shape in drawing.shapes) == 2


def test_the_jacobian_of_softmax_is_a_heat_map():
    registry = load_registry()
    claim = registry.claim("softmax.jacobian")
    derivation = derive_gradient(claim.target, claim.context, FUNCTIONS)
    (picture,) = result_pictures(derivation, FUNCTIONS)
    texts = [each.text for each in ElementTree.fromstring(picture.svg).iter("text")]
    weights = [exp(z) for z in (2, 1, 0, -1, -2)]
    first = weights[0] / sum(weights)
    assert f"{first * (1 - first):.3f}" in texts
    assert picture.svg.count("<rect") == 25


def test_a_result_that_is_no_derivative_has_no_picture():
    derivation = replace(derived(sigma(sym("x"))), start=sym("x"))
    assert result_pictures(derivation, FUNCTIONS) == ()


def refuted(point, left, right):
    return Verdict("refuted", counterexample=Counterexample(point, left, right))


def test_a_counterexample_is_marked_on_both_sides():
    statement = Statement(power(sym("x"), num(2)), sym("x"), X)
    picture = counterexample_picture(statement, refuted({"x": "2"}, "4", "2"), FUNCTIONS)
    circles = list(ElementTree.fromstring(picture.svg).iter("circle"))
    assert [c.get("class") for c in circles] == ["first", "second"]
    assert circles[0].get("cx") == circles[1].get("cx")
    assert float(circles[0].get("cy")) < float(circles[1].get("cy"))


def test_a_counterexample_in_entries_varies_the_first():
    context = Context().with_letters(
        Letter("n", role="size"),
        Letter("z", axes=(sym("n"),)),
        Letter("i", role="index", lo=ONE, hi=sym("n")),
    )
    z_i = entry(sym("z"), idx("i"))
    statement = Statement(power(z_i, num(2)), z_i, context)
    point = {"n": "2", "i": "1", "z_1": "3", "z_2": "0"}
    picture = counterexample_picture(statement, refuted(point, "9", "3"), FUNCTIONS)
    assert "z_1" in picture.caption


def test_without_a_counterexample_there_is_no_picture():
    statement = Statement(sym("x"), sym("x"), X)
    assert counterexample_picture(statement, Verdict("proved"), FUNCTIONS) is None


def test_a_point_without_letters_has_no_picture():
    statement = Statement(num(1), num(2), X)
    assert counterexample_picture(statement, refuted({}, "1", "2"), FUNCTIONS) is None


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-6, 6), (-0.05, 0.3), (2, 9000)])
def test_ticks_are_round_and_inside(low, high):
    found = ticks(low, high)
    assert 3 <= len(found) <= 12
    assert all(low <= x <= high for x in found)


def test_a_page_shows_its_pictures_in_html_and_tex():
    pictures = result_pictures(derived(sigma(sym("x"))), FUNCTIONS)
    page = page_of(replace(SIGMOID, pictures=pictures))
    assert '<svg class="picture"' in document(page, "html", template_folders())
    tex = document(page, "tex", template_folders())
    assert r"\begin{tikzpicture}" in tex
    assert tex.index(r"\usepackage{tikz}") < tex.index(r"\begin{document}")
    if shutil.which("pdflatex"):
        engine = pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
        assert pdf.make_pdf(engine, tex).startswith(b"%PDF")


def test_svg_holds_no_text_of_a_user_as_markup():
    picture = result_pictures(derived(sigma(sym("x"))), FUNCTIONS)[0]
    assert set(re.findall(r"<(\w+)", picture.svg)) <= {"svg", "polyline", "rect", "circle", "text"}
