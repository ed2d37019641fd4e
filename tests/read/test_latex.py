"""LaTeX with declared letters: what it is read as, in plain maths."""

import pytest

from derive.errors import DeriveError
from derive.read import read_expression, read_relation
from derive.render.plain import plain
from tests.read.contexts import FUNCTIONS, NUMBERS

EXPRESSIONS = [
    # numbers, products, powers
    (r"2x + 3.50", "2*x + 3.50"),
    (r"18{,}624", "18624"),
    (r"1.5 \cdot 10^{-3}", "0.0015"),
    (r"2.5 \times 10^3 x", "2.5e3*x"),
    (r"2 \cdot 10^3", "2*10^3"),
    (r"x y", "x*y"),
    (r"x \cdot -y", "x*(-y)"),
    (r"x \times y", "x*y"),
    (r"x^2 y", "x^2*y"),
    (r"x^{10}", "x^10"),
    (r"-x^2", "-x^2"),
    (r"(a+b)(a-b)", "(a + b)*(a - b)"),
    (r"\left( \frac{a}{b} \right)^2", "(a/b)^2"),
    (r"\frac{a}{b} c", "(a/b)*c"),
    (r"\sqrt{x} + \sqrt[3]{y}", "sqrt(x) + y^(1/3)"),
    (r"e^{-x}", "exp(-x)"),
    (r"2^{x+1}", "2^(x + 1)"),
    (r"a - (b - c)", "a - (b - c)"),
    # functions
    (r"\sin^2 x + \cos^2 x", "sin(x)^2 + cos(x)^2"),
    (r"\log(x) y", "log(x)*y"),
    (r"\log 2x", "log(2*x)"),
    (r"\sigma(x)(1-\sigma(x))", "sigma(x)*(1 - sigma(x))"),
    (r"\sigma'(x)", "D(sigma(x), x)"),
    (r"\tanh^2(x)", "tanh(x)^2"),
    (r"\max(0, x)", "max(0, x)"),
    (r"\log_{a} x", "log(x)/log(a)"),
    (r"\log{\left(x \right)} y", "log(x)*y"),
    (r"\operatorname{erf}{\left(x \right)}", "erf(x)"),
    (r"\sin^{1/3}(x)", "sin(x)^(1/3)"),
    (r"\Gamma(a, x) + \Gamma(a)", "uppergamma(a, x) + gamma(a)"),
    (r"x \bmod 2", "mod(x, 2)"),
    (r"J_{x - 1}(y)^2", "besselj(x - 1, y)^2"),
    (r"\binom{x}{2} + 3!", "binomial(x, 2) + factorial(3)"),
    (r"|x - y|", "abs(x - y)"),
    (r"\left| |x| - y \right|", "abs(abs(x) - y)"),
    (r"\lfloor x / 2 \rfloor + 1", "floor(x/2) + 1"),
    (r"\operatorname{ReLU}(x)", "relu(x)"),
    (r"f(x, y)", "f(x, y)"),
    (r"f'(x)", "D(f(x), x)"),
    # letters with decorations
    (r"\hat{y} - y", "y_hat - y"),
    (r"h_{t-1} W^{(2)}", "h_{t-1}*W^{(2)}"),
    (r"\theta", "theta"),
    # indices, sums
    (r"z_i p_k", "z[i]*p[k]"),
    (r"A_{ik}", "A[i, k]"),
    (r"z_{i+1}", "z[i + 1]"),
    (r"\sum_{j=1}^n z_j", "Sum(z[j], (j, 1, n))"),
    (r"\sum_j z_j", "Sum(z[j], (j, 1, n))"),
    (r"\sum_{j \ne k} z_j", "Sum(z[j], (j, 1, n, j != k))"),
    (r"\sum_{j=1}^n z_j + c", "Sum(z[j], (j, 1, n)) + c"),
    (r"\sum_{j=1}^n (z_j + c)", "Sum(z[j] + c, (j, 1, n))"),
    (r"\sum_{j=1}^n \sum_{l=1}^m A_{jl}", "Sum(Sum(A[j, l], (l, 1, m)), (j, 1, n))"),
    (r"\prod_{j=1}^n z_j", "Product(z[j], (j, 1, n))"),
    (r"p_i(\delta_{ik} - p_k)", "p[i]*(delta(i, k) - p[k])"),
    (r"\mathbb{1}[i = k]", "iverson(i = k)"),
    (r"1(x > 0)", "iverson(x > 0)"),
    (r"\frac{e^{z_i}}{\sum_j e^{z_j}}", "exp(z[i])/Sum(exp(z[j]), (j, 1, n))"),
    # derivatives, limits
    (r"\frac{\partial L}{\partial z_k}", "D(L, z[k])"),
    (r"\frac{d}{dx} x^2", "D(x^2, x)"),
    (r"\frac{d^2 y}{dx^2}", "D(y, x, 2)"),
    (r"\frac{\partial^2 L}{\partial x \partial y}", "D(L, y, x)"),
    (r"\frac{d}{dx}\left(x y\right) + 1", "D(x*y, x) + 1"),
    (r"\partial L / \partial x", "D(L, x)"),
    (r"\lim_{x \to 0} \frac{\sin x}{x}", "Limit(sin(x)/x, x, 0)"),
    # families
    (r"\mathrm{softmax}(z)_i", "softmax(z)[i]"),
    (r"\mathrm{softmax}(z_i)", "softmax(z)[i]"),
    (r"\mathrm{softmax}(z + c)_i", "softmax(z + c)[i]"),
    (r"\mathrm{softmax}(2z)_{i+1}", "softmax(2*z)[i + 1]"),
    (r"\sum_{j=1}^n \mathrm{softmax}(z)_j z_j", "Sum(softmax(z)[j]*z[j], (j, 1, n))"),
    # cases, layout
    (
        r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
        "Piecewise((x, x > 0), (0, True))",
    ),
    (r"$x + 1$", "x + 1"),
    (r"x \, y \tag{1}", "x*y"),
    (r"\boxed{x}", "x"),
]
RELATIONS = [
    (r"x > 0", "x > 0"),
    (r"0 < x \le 1", "0 < x and x <= 1"),
    (r"i \neq k", "i != k"),
    (r"\sum_j p_j = 1", "Sum(p[j], (j, 1, n)) = 1"),
]
COMPLAINTS = [  # text, what the complaint says, what it points at
    ("x +", "missing|begin", ""),
    ("x + q", "'q' is not known", "q"),
    (r"\foo{x}", "not read", r"\foo"),
    (r"x^10", "first digit", "10"),
    (r"\frac{1}{2", "not closed", "{"),
    (r"(x + y", "expected", ""),
    (r"x + y)", "does not continue", ")"),
    (r"1/2x", "ambiguous", "1/2x"),
    (r"\log x y", "where the argument", "x y"),
    (r"\sin^{-1} x", "power or an inverse", "-1"),
    (r"x = y", "not a relation", "x = y"),
    (r"x, y", "does not continue", ","),
    (r"x \pm y", "not read", r"\pm"),
    (r"x / 0", "division by zero", "x / 0"),
    (r"A_i", "2 indices", "A_i"),
    (r"z", "number is expected", "z"),
    (r"f", "needs its argument", "f"),
    (r"\sum z_i", "no index", r"\sum"),
    (r"\infty", "only as the point", r"\infty"),
    (r"x^{99999}", "beyond", "x^{99999}"),
    (r"\href{http://a}{x}", "not read", r"\href"),
    (r"{a+b}^2", "braces do not show", "{a+b}"),
    (r"x \; \text{and then some}", "does not continue", r"\text{and then some}"),
    (r"A_{ij}", "'j' is not known", "ij"),
    (r"\frac{d}{dx} x \cdot y", "first factor or of the product", r"\frac{d}{dx} x \cdot"),
]


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS)
def test_expression(text, expected):
    read = read_expression(text, NUMBERS, FUNCTIONS, syntax="latex")
    assert plain(read.expr, NUMBERS, FUNCTIONS) == expected


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relation(text, expected):
    assert plain(read_relation(text, NUMBERS, FUNCTIONS, syntax="latex").expr, NUMBERS, FUNCTIONS) == expected


@pytest.mark.parametrize(("text", "message", "marked"), COMPLAINTS)
def test_complaint(text, message, marked):
    with pytest.raises(DeriveError, match=message) as caught:
        read_expression(text, NUMBERS, FUNCTIONS, syntax="latex")
    start, end = caught.value.span
    assert text[start:end].strip() == marked
    assert "^" in str(caught.value)
