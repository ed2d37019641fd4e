r"""Names as they stand beside code, `\text{kernel\_size}[0]`, and subscripts of which nothing is lost."""

import pytest

from derive.errors import DeriveError
from derive.notation.context import EMPTY
from derive.read import read_formula
from derive.render.latex import latex
from tests.read.contexts import FUNCTIONS

READ = [
    (r"2 \times \text{stride}[0]", r"2 \mathrm{stride}_0"),
    (r"\text{stride}[i] \times 2", r"\mathrm{stride}_i \cdot 2"),
    (r"\text{kernel\_size} - 1", r"\mathrm{kernelSize} - 1"),
    (r"w[t-1] + X[i,j]", r"w_{t-1} + X_{ij}"),
    (r"p[1-p]", r"p(1 - p)"),
    (r"\eta_{\min} + \eta_{\max}", r"\eta_{\mathrm{min}} + \eta_{\mathrm{max}}"),
    (r"\sum_{j=1}^m \exp(x_{{ij}})", r"\sum_{j=1}^m e^{x_{ij}}"),
    (r"P_n(\text{input})", r"P_n(\mathrm{input})"),
    (r"f \odot c + i \odot g", r"f \odot c + i \odot g"),
    (r"{\rm margin} + 1", r"\mathrm{margin} + 1"),
]


def printed(text):
    formula = read_formula(text, EMPTY, FUNCTIONS)
    assert formula.refused == ()
    return [latex(side.expr, side.context, FUNCTIONS) for chain in formula.chains for side in chain.sides]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[r[0] for r in READ])
def test_read(text, expected):
    assert printed(text) == [expected]


def test_an_empty_group_behind_a_sign_is_spacing():
    assert printed("N ={} & 2 + x") == ["N", "2 + x"]


def test_what_hangs_over_is_a_statement_of_its_own():
    assert printed(r"A = QR\mathrlap{\qquad Q \in \mathbb{R}^{m \times m}}")[:3] == ["A", "Q R", "Q"]


def test_a_condition_keeps_its_words():
    (chain,) = read_formula(r"y = x, \quad \text{where} \quad \text{RMS}(x) = 2", EMPTY, FUNCTIONS).chains
    assert [latex(c, chain.context, FUNCTIONS) for c in chain.conditions] == [r"\mathrm{RMS}(x) = 2"]


def test_a_star_between_factors_is_refused():
    with pytest.raises(DeriveError, match="cross-correlation"):
        read_formula(r"a \star b", EMPTY, FUNCTIONS)
