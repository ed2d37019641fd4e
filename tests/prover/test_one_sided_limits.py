"""One-sided limits: read, printed, judged; the letter of a limit is in no counterexample."""

from __future__ import annotations

import pytest
import sympy

import derive

ROWS = [
    ("proved", r"\lim_{x\to 0^+} x \log x", "0"),
    ("proved", r"\lim_{x\to 0^{-}} \frac{|x|}{x}", "-1"),
    ("refuted", r"\lim_{x\to 0^-} \frac{|x|}{x}", "1"),
    ("proved", r"\lim_{x \downarrow 0} \sqrt{x}", "0"),
    ("proved", r"\lim_{h\to 0+} \frac{\max(0,h)}{h}", "1"),
    ("proved", r"\lim_{h\uparrow 0} \frac{\max(0,h)}{h}", "0"),
    ("proved", r"\lim_{x\to a^+} \frac{|x-a|}{x-a}", "1"),
    ("proved", r"\lim_{x\to 0^+} \frac{|x|}{x} - \lim_{x\to 0^-} \frac{|x|}{x}", "2"),
    ("proved", r"x + \lim_{x\to 0^+} \frac{|x|}{x}", "x + 1"),
    ("refuted", r"x + \lim_{x\to 0^-} \frac{|x|}{x}", "x + 1"),
    ("proved", "Limit(exp(-1/x), x, 0, right)", "0"),
]


@pytest.mark.parametrize(("verdict", "left", "right"), ROWS, ids=[r[1] for r in ROWS])
def test_a_limit_from_one_side(verdict, left, right):
    found = derive.equal(left, right)
    assert found.verdict == verdict, found.reason
    assert found.counterexample is None or set(found.counterexample.point) <= {"x"}


@pytest.mark.parametrize("text", [r"\lim_{x \to 0^+} \frac{|x|}{x}", r"\lim_{x \to {-1}^-} \sqrt{x}"])
def test_it_is_printed_as_it_is_read(text):
    shown = derive.expression(text)
    assert shown.latex == text
    assert derive.expression(str(shown)).latex == text


def test_a_limit_from_one_side_in_what_is_defined_or_at_infinity():
    defined = r"L = \lim_{x\to 0^-} \frac{|x|}{x}"
    assert derive.equal("L", "-1", define=defined)
    assert derive.equal("L", "1", define=defined).verdict == "refuted"
    assert derive.prove(r"\lim_{x\to \infty^-} \tanh x = 1")


@pytest.mark.parametrize(
    ("text", "define"),
    [
        (r"\sum_{i=1}^n \lim_{x\to c_i^+} \frac{|x-c_i|}{x-c_i} = n", ()),
        ("s(2) = 1", r"s(a) = \lim_{x\to a^+} \frac{|x|}{x}"),
    ],
)
def test_points_that_move_are_refused(text, define):
    with pytest.raises(derive.DeriveError, match="at one point"):
        derive.prove(text, define=define)


def test_sympy_limits_have_their_side():
    x = sympy.Symbol("x", real=True)
    assert derive.equal(sympy.Limit(abs(x) / x, x, 0), 1)
    assert derive.equal(sympy.Limit(abs(x) / x, x, 0, "-"), -1)
    assert derive.expression("Limit(1/x, x, 0, left)").to_sympy().args[3] == sympy.Symbol("-")
