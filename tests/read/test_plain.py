"""Plain maths: what it is read as (printed in LaTeX), and its complaints."""

import pytest

from derive.errors import DeriveError
from derive.notation.context import EMPTY
from derive.read import read_expression, read_letter
from derive.render.latex import latex
from tests.read.contexts import FUNCTIONS, NUMBERS

EXPRESSIONS = [
    ("2x", "2x"),
    ("x y", "x y"),
    ("x(1 - x)", "x(1 - x)"),
    ("x^10", "x^{10}"),
    ("x**2", "x^2"),
    ("e^-x", "e^{-x}"),
    ("2^3^2", "2^{3^2}"),
    ("-x^2", "-x^2"),
    ("exp(-x)/(1+exp(-x))^2", r"\frac{e^{-x}}{(1 + e^{-x})^2}"),
    ("sqrt(x)", r"\sqrt{x}"),
    ("sigmoid(x)", r"\sigma(x)"),
    ("ln(x)", r"\log(x)"),
    ("z[i]", "z_i"),
    ("z_i p_k", "z_i p_k"),
    ("A[i, 1]", "A_{i, 1}"),
    ("Sum(z[j]^2, (j, 1, n))", r"\sum_{j=1}^n z_j^2"),
    ("Product(z[j], (j, 1, n))", r"\prod_{j=1}^n z_j"),
    ("D(x^2, x)", r"\frac{d}{dx} x^2"),
    ("D(x^2 y, x, 2)", r"\frac{\partial^2}{\partial x^2} (x^2 y)"),
    ("delta(i, k)", r"\delta_{ik}"),
    (
        "Piecewise((x, x > 0), (0, True))",
        r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
    ),
    ("where(x > 0, x, 0)", r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"),
    ("Limit(sin(x)/x, x, 0)", r"\lim_{x \to 0} \frac{\sin(x)}{x}"),
    ("1.5e-3 x", "0.0015 x"),
    ("2.5e3", "2.5 \\cdot 10^{3}"),
    ("1e-15", "0.000000000000001"),
    ("θ + 1", r"\theta + 1"),
    ("x² + 1", "x^2 + 1"),
    ("softmax(z)[i]", r"\operatorname{softmax}(z)_i"),
    ("Rational(1, 3) x", r"\frac{1}{3} x"),
    ("log(x, 2)", r"\frac{\log(x)}{\log(2)}"),
    ("KroneckerDelta(i, k)", r"\delta_{ik}"),
    (
        "where(And(x > 0, Le(x, 1)), x, 0)",
        r"\begin{cases} x & \text{if } x > 0 \text{ and } x \le 1 \\ 0 & \text{otherwise} \end{cases}",
    ),
]
COMPLAINTS = [
    ("1/2x", "ambiguous", "1/2x"),
    ("2e-3", "ambiguous", "2e-3"),
    ("xz", "not known|ambiguous", "xz"),
    ("q + 1", "'q' is not known", "q"),
    ("fun(x)", "not known here", "fun"),
    ("x + ", "begin", ""),
    ("x $ y", "not part of plain maths", "$"),
    ("import x", "no mathematics", "import"),
    ("x = 1", "not a relation", "x = 1"),
    ("sin x y", "where the argument", "x y"),
    ("[x, y]", "a list is not", "[x, y]"),
    ("Sum(z[j])", "needs its index", "Sum(z[j])"),
    ("max()", "argument is missing", "()"),
    ("exp(x, y)", "takes 1 argument, not 2", "exp(x, y)"),
    ("--x", "two signs", "-"),
]


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS)
def test_expression(text, expected):
    read = read_expression(text, NUMBERS, FUNCTIONS, syntax="plain")
    assert latex(read.expr, NUMBERS, FUNCTIONS) == expected


@pytest.mark.parametrize(("text", "message", "marked"), COMPLAINTS)
def test_complaint(text, message, marked):
    with pytest.raises(DeriveError, match=message) as caught:
        read_expression(text, NUMBERS, FUNCTIONS, syntax="plain")
    start, end = caught.value.span
    assert text[start:end].strip() == marked


INFERRED = [  # text, the letters with their roles and numbers of indices
    ("x + 2y", {"x": ("scalar", 0), "y": ("scalar", 0)}),
    (r"\sum_{i=1}^n w_i x_i", {"w": ("scalar", 1), "x": ("scalar", 1), "n": ("size", 0)}),
    (r"f(x) + 1", {"f": ("function", 0), "x": ("scalar", 0)}),
    (r"\hat{y} - y", {"y_hat": ("scalar", 0), "y": ("scalar", 0)}),
    (r"\alpha(e^x - 1)", {"alpha": ("scalar", 0), "x": ("scalar", 0)}),
    (r"\gamma(x - \mu) + \beta(1 - y)", {"gamma": ("scalar", 0), "beta": ("scalar", 0)}),
    (r"x^y + c^d", {"x": ("scalar", 0), "y": ("scalar", 0), "c": ("scalar", 0), "d": ("scalar", 0)}),
    (r"\log_{\frac{1}{2}} x", {"x": ("scalar", 0)}),
    (r"f c + i g", {"i": ("scalar", 0), "g": ("scalar", 0)}),
    (r"\log_b x", {"b": ("scalar", 0), "x": ("scalar", 0)}),
    (r"\sum_{j=1}^n \delta_{ij} x_j", {"i": ("index", 0), "n": ("size", 0), "x": ("scalar", 1)}),
    (r"\sum_{1 \le j \le i, 1 \le i \le n} F_{ij}", {"F": ("scalar", 2), "n": ("size", 0)}),
    (r"\sum_{k=1}^K w_k x_{t+k-1}", {"w": ("scalar", 1), "x": ("sequence", 0), "t": ("integer", 0)}),
    (r"\sum_{i=1}^n {x}_i + x_{n+1}", {"x": ("sequence", 0), "n": ("size", 0)}),
    (r"W^{(2)} a", {"W^{(2)}": ("scalar", 0), "a": ("scalar", 0)}),
    (r"e^{e_i} + \exp(e_j)", {"e": ("scalar", 1)}),
    (r"\pi_i x_i", {"pi": ("scalar", 1), "x": ("scalar", 1)}),
    (r"\mathrm{softmax}(z)_i", {"z": ("scalar", 1), "i": ("index", 0)}),
    (r"\operatorname{logsumexp}(z)", {"z": ("scalar", 1)}),
]
AMBIGUOUS = [
    ("x(y)", "product or a function"),
    (r"e^{ix} + 1", "imaginary unit or a real number"),
    (r"(2 + 3i)^2", "imaginary unit or a real number"),
    (r"\log \pi + \log \pi_i", "with and without an index"),
    (r"A^T B", "transpose of a number"),
    (r"\mathbf{x} + 1", "shape is not known"),
    ("x^B", "power or a label"),
    (r"w_i + w_{ij}", "1 and with 2 indices|one index"),
]


@pytest.mark.parametrize(("text", "expected"), INFERRED)
def test_undeclared_letters_by_use(text, expected):
    letters = read_expression(text, EMPTY, FUNCTIONS, syntax="latex", infer=True).context.letters
    assert {n: (letters[n].role, len(letters[n].axes)) for n in expected} == expected


def test_a_letter_with_digits_is_numbered():
    context = read_expression("x1 + x12 + log10(y)", EMPTY, FUNCTIONS, syntax="plain", infer=True).context
    assert sorted(context.letters) == ["x_1", "x_12", "y"]


def test_e_to_a_power_beside_an_array_e_is_the_number_only_where_it_can_be_nothing_else():
    context = EMPTY.with_letters(read_letter("n", "size"), read_letter("e", "real[n]"))
    read = read_expression("e^e[1]", context, FUNCTIONS, syntax="plain").expr
    assert read is read_expression("exp(e[1])", context, FUNCTIONS, syntax="plain").expr
    for text in ("e^2", "e^-x"):
        with pytest.raises(DeriveError):
            read_expression(text, context, FUNCTIONS, syntax="plain", infer=True)


def test_a_number_in_brackets_is_an_index():
    context = read_expression("x[1] + W[1, 2]", EMPTY, FUNCTIONS, syntax="plain", infer=True).context
    assert sorted(context.letters) == ["W_{1,2}", "x_1"]


def test_whole_arrays_only_where_they_are_needed():
    context = EMPTY.with_letters(read_letter("n", "size"), read_letter("w", "real[n]"))
    number = read_expression("w[1]^2", context, FUNCTIONS, arrays=None)
    array = read_expression("w.T @ w", context, FUNCTIONS, arrays=None)
    assert (number.expr.head, array.expr.head) == ("pow", "matmul")


@pytest.mark.parametrize(("text", "message"), AMBIGUOUS)
def test_what_stays_ambiguous_is_refused(text, message):
    with pytest.raises(DeriveError, match=message):
        read_expression(text, EMPTY, FUNCTIONS, syntax="latex", infer=True)


@pytest.mark.parametrize(
    ("name", "text"), [("x", "real["), ("x", "vector"), ("x", "index 1.."), ("1", "real"), ("x", "size[n]")]
)
def test_bad_declarations(name, text):
    with pytest.raises(DeriveError):
        read_letter(name, text)
