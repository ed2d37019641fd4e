"""Formulas of running texts: statements, letters by their use, words set aside, macros; refusals."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from derive.expressions.walk import alpha
from derive.notation.context import EMPTY
from derive.read import read_formula, read_macros
from derive.read.readings import lex
from derive.render.latex import latex
from tests.read.contexts import FUNCTIONS

SIGNS = {"eq": "=", "ne": r"\ne", "lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge", "approx": r"\approx"}
SIGNS |= {"in": r"\in", "notin": r"\notin", "sim": r"\sim", "propto": r"\propto", "assign": r"\leftarrow"}
SIGNS |= {"increment": "+="}
SAMPLE = [json.loads(line) for line in (Path(__file__).parent / "formulas.jsonl").read_text().splitlines()]

STATEMENTS = [
    # subscripts of two places, sums that go on behind a sign, fields, arguments
    (r"a_{11} + a_{mn}", ["a_{1, 1} + a_{mn}"]),
    (r"a_{12} + a_{1,2}", ["a_{1,2} + a_{1,2}"]),
    (r"a_{12} + b_{1,2}", ["a_{12} + b_{1,2}"]),
    (r"a_{10} + a_{ij}", ["a_{10} + a_{ij}"]),
    (r"s = \frac{1}{n} \sum_{i=1}^n x_i^2 + y_i", [r"s = \frac{1}{n} \sum_{i=1}^n (x_i^2 + y_i)"]),
    (r"s = \sum_{i=1}^n x_i + y + \sum_{i=1}^n z_i", [r"s = \sum_{i=1}^n x_i + y + \sum_{i=1}^n z_i"]),
    (r"\log 2\pi\sigma^2", [r"\log(2 \pi \sigma^2)"]),
    (r"\sin x \cos y", [r"\sin(x) \cos(y)"]),
    (r"(x-\mu)^T \Sigma^{-1} (x-\mu)", [r"(x - \mu)^\top \Sigma^{-1} (x - \mu)"]),
    (r"\hat{y^{(i)}} - \hat{y_k}", [r"\hat{y}^{(i)} - \hat{y}_k"]),
    (r"2[3 \times 4]", [r"2(3 \cdot 4)"]),
    (r"3\frac{1}{2} x", [r"3 \cdot \frac{1}{2} x"]),
    # several statements, rows, words between
    (r"F = 3, S = 1", ["F = 3", "S = 1"]),
    (
        r"f(x) = x^2 \quad \rightarrow \quad \frac{df}{dx} = 2x",
        ["f(x) = x^2", r"\frac{\partial f}{\partial x} = 2x"],
    ),
    (r"\begin{align} a &= b \\ &= c + d \\ &\quad + e_1 \end{align}", ["a = b = c + d + e_1"]),
    (r"\begin{array}{lcl} y &=& x^2 && (\text{by definition}) \end{array}", ["y = x^2"]),
    (r"x = 1 \text{ and hence } y = 2", ["x = 1", "y = 2"]),
    (r"y = x \quad \text{if } x > 0", ["y = x   [x > 0]"]),
    (r"(y = f(x))", ["y = f(x)"]),
    # products and applications
    (r"p_i(1-p_i)", ["p_i(1 - p_i)"]),
    (r"u(x) v(1 - x)", ["u(x) v(1 - x)"]),
    (r"2xcos(x^2)", [r"2x \cos(x^2)"]),
    (r"ax + by", ["a x + b y"]),
    (r"W x + b", ["W x + b"]),
    (r"w_i h_i (1 - h_i) x_i", ["w_i h_i(1 - h_i) x_i"]),
    (r"x^{(0)} (s^{(1)})^T", [r"x^{(0)}(s^{(1)})^\top"]),
    (
        r"\begin{aligned} & \text{Total cost} = a b \\ & \text{Sum of operations} = c d \end{aligned}",
        [r"\mathrm{TotalCost} = a b", r"\mathrm{SumOfOperations} = c d"],
    ),
    (r"Cost = \frac{1}{N} \sum_i c_i", [r"\mathrm{Cost} = \frac{1}{N} \sum_{i=1}^n c_i"]),
    (r"P(y = 1 \mid x; w)", [r"P(y = 1 \mid x, w)"]),
    (r"\text{Var}(X) = E[X^2] - E[X]^2", [r"\mathrm{Var}(X) = E(X^2) - E(X)^2"]),
    (r"D(p \,\|\, q) = 0", [r"D(p \mid q) = 0"]),
    (r"A = U \Sigma V^\top", [r"A = U \Sigma V^\top"]),
    (r"n! = n (n - 1)!", ["n! = n(n - 1)!"]),
    (r"\frac12 x", [r"\frac{1}{2} x"]),
    # labels, indices, transposes
    (r"\delta^l = (w^{l+1})^T \delta^{l+1}", [r"\delta^l = (w^{l+1})^\top \delta^{l+1}"]),
    (
        r"\mathbf{h}^{(t)} = \mathbf{W} \mathbf{h}^{(t-1)}",
        [r"\mathbf{h}^{(t)} = \mathbf{W} \mathbf{h}^{(t-1)}"],
    ),
    (r"Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}", ["Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}"]),
    (r"\frac{1}{m} \sum_{i=1}^m (a^{(i)} - y^{(i)})^2", [r"\frac{1}{m} \sum_{i=1}^m (a^{(i)} - y^{(i)})^2"]),
    (r"h_t = \tanh(W_{hh} h_{t-1})", [r"h_t = \tanh(W_{hh} h_{t-1})"]),
    (r"w^T x", [r"w^\top x"]),
    (r"W^F_i f_i + b^F", ["W^F_i f_i + b^F"]),
    (
        r"\mathbf{w} \cdot \mathbf{x} = \sum_i w_i x_i",
        [r"\mathbf{w} \cdot \mathbf{x} = \sum_{i=1}^n w_i x_i"],
    ),
    (r"L = \sum_i L_i", [r"L = \sum_{i=1}^n L_i"]),
    (r"s_{y_i} - s_j", ["s_{y_i} - s_j"]),
    (r"\frac{\partial Pi}{\partial Zk}", [r"\frac{\partial P_i}{\partial Z_k}"]),
    (r"dW = \frac{\partial L}{\partial W}", [r"\mathrm{dW} = \frac{\partial L}{\partial W}"]),
    (r"\theta = (X^T X)^{-1} X^T y", [r"\theta = (X^\top X)^{-1} X^\top y"]),
    (r"\sum_{i=1}^m h(x^{(i)}) x_j^{(i)}", [r"\sum_{i=1}^m h(x^{(i)}) x^{(i)}_j"]),
    (r"x^* = \pi_\theta(a \mid s)", [r"x^* = \pi_{\theta}(a \mid s)"]),
    # sets, lists, omissions
    (r"x \in \mathbb{R}^{n \times d}", [r"x \in \mathbb{R}^{n \times d}"]),
    (r"y_i \in \{0, 1\}", [r"y_i \in \{0, 1\}"]),
    (r"k \in [0, 1]", [r"k \in [0, 1]"]),
    (r"x = [x_1, \ldots, x_n]^T", [r"x = [x_1, \ldots, x_n]^\top"]),
    (r"i = 1 \ldots N", [r"i = 1 \ldots N"]),
    (r"y = x, \quad i = 1, 2, \ldots, n", ["y = x", r"i = 1, 2, \ldots, n"]),
    (r"\sum_{i<j} a_{ij}", [r"\sum_{i=1}^n \sum_{j=1,\, i < j}^m a_{ij}"]),
    (r"a_1 + \cdots + a_n", [r"\sum_{i=1}^n a_i"]),
    (r"\sum_{w \in V} y_w", [r"\sum_{w \in V} y_w"]),
    (r"\operatorname*{arg\,min}_\theta L(\theta)", [r"\arg\min_{\theta} L(\theta)"]),
    (r"\underset{x}{\max} f(x)", [r"\max_{x} f(x)"]),
    (r"\max_j f_j", [r"\max_{j} f_j"]),
    (
        r"\theta \leftarrow \theta - \alpha \nabla_\theta L",
        [r"\theta \leftarrow \theta - \alpha \frac{\partial L}{\partial \theta}"],
    ),
    (r"dA += x y", [r"\mathrm{dA} += x y"]),
    (r"\int_0^1 x^2 \, dx", [r"\int_0^1 x^2 \, dx"]),
    (r"\underbrace{x + y}_{\text{input}} z", ["(x + y) z"]),
]
REFUSED = [  # text, complaint, marked
    (r"x = [1 \times 393]", "a shape, or a product", r"[1 \times 393]"),
    (r"i0(x) = 1", "may be one name", "i0"),
    (r"x0 = 1", "may be one name", "x0"),
    (r"y = 1.5e-3", "a power of ten", "1.5e"),
    (r"f^{-1}(y) = x", "a power or an inverse", None),
    (r"y = x^1/2", "only the 1 is raised", None),
    (r"y = 3\frac{1}{2}", "a whole number and a fraction", r"3\frac{1}{2}"),
    (r"\operatorname{tr} A B", "where the argument of 'tr' ends", None),
    (r"f \circ g(x)", "one function after another", r"f \circ g(x)"),
    (r"\mathbf{a} \times \mathbf{b}", "the cross product", None),
    (r"\overline{x + y}", "over a single letter", None),
    (r"\overline{x^2} - \bar{x}^2", "over a single letter", r"\overline{x^2}"),
    (r"s_i = \sum_{i=1}^n x_i + y_i", "where the sum over i ends", "y_i"),
    (r"s = -\sum_{i=1}^n x_i + y_i", "where the sum over i ends", "y_i"),
    (r"\sum_{x} f(x) \sum_i x_i", "what the sum runs over", "x_i"),
    (r"50 \text{ of } x = 100", "not read|does not continue", r"\text{ of }"),
    (r"(f * g)(t)", "convolution", "f * g"),
    (r"\frac{\delta L}{\delta x}", "derivative or a quotient", r"\frac{\delta L}{\delta x}"),
    (r"f \circ g", "one function after another", r"f \circ g"),
    (r"= x", "what stood before it is needed", "="),
    (r"x = ", "is missing", ""),
    (r"a \overset{!}{=} b", "only when it is words", None),
    (r"a \bigstar b", "not read", r"\bigstar"),
    (r"\begin{bmatrix} 1 & 2 \end{bmatrix} \begin{bmatrix} 1 & 2 \end{bmatrix}", "does not fit", None),
    (r"\frac{d}{dx} f(x) \frac{d}{dx} g(x)", "where the differentiated", r"\frac{d}{dx} f(x) \frac"),
]


def shown(formula):
    lines = []
    for chain in formula.chains:
        sides = [latex(side.expr, side.context, FUNCTIONS) for side in chain.sides]
        line = " ".join(
            [sides[0], *(f"{SIGNS[r]} {s}" for r, s in zip(chain.relations, sides[1:], strict=True))]
        )
        conditions = "; ".join(latex(c, chain.context, FUNCTIONS) for c in chain.conditions)
        lines.append(line + (f"   [{conditions}]" if conditions else ""))
    return lines


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_statements(text, expected):
    formula = read_formula(text, EMPTY, FUNCTIONS)
    assert not formula.refused, formula.refused[0]
    assert shown(formula) == expected


@pytest.mark.parametrize(("text", "message", "marked"), REFUSED)
def test_refused(text, message, marked):
    (complaint, *_) = read_formula(text, EMPTY, FUNCTIONS).refused
    assert re.search(message, str(complaint))
    start, end = complaint.span
    assert marked is None or text[start:end] == marked


def test_one_bad_statement_does_not_spoil_the_others():
    formula = read_formula(r"x = 1, \quad y = \foo, \quad z = 2", EMPTY, FUNCTIONS)
    assert shown(formula) == ["x = 1", "z = 2"]
    assert len(formula.refused) == 1


def test_words_are_set_aside_with_their_spans():
    text = r"x = 1 \quad \text{by assumption}"
    formula = read_formula(text, EMPTY, FUNCTIONS)
    assert [text[a:b] for a, b in formula.asides] == [r"\text{by assumption}"]


def test_a_formula_that_begins_with_a_relation_continues_the_one_before():
    before = read_formula("y = x^2", EMPTY, FUNCTIONS).chains[0].sides[-1]
    (chain,) = read_formula("= x x", EMPTY, FUNCTIONS, lead=before).chains
    assert [latex(s.expr, s.context, FUNCTIONS) for s in chain.sides] == ["x^2", "x x"]


def test_a_field_is_printed_as_it_is_written():
    formula = read_formula(r"A \in \mathbb{K}^{m \times n}", EMPTY, FUNCTIONS)
    assert latex(formula.chains[0].sides[1].expr, EMPTY, FUNCTIONS) == r"\mathbb{K}^{m \times n}"
    assert [a.value for a in formula.context.letters["A"].axes] == ["m", "n"]


def test_a_membership_declares_a_shape():
    formula = read_formula(r"W \in \mathbb{R}^{m \times n}", EMPTY, FUNCTIONS)
    assert [size.value for size in formula.context.letters["W"].axes] == ["m", "n"]
    assert formula.context.role("m") == "size"


MACROS = [
    (r"\vecr", "[1]", r"\bm{#1}"),
    (r"\R", "", r"\mathbb{R}"),
    (r"\pd", "[2]", r"\frac{\partial #1}{\partial #2}"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\pd{L}{x} = 2x", [r"\frac{\partial L}{\partial x} = 2x"]),
        (r"\vecr{x} \in \R^n", [r"\mathbf{x} \in \mathbb{R}^{n}"]),
        (r"\vecr x", [r"\mathbf{x}"]),
    ],
)
def test_macros(text, expected):
    formula = read_formula(text, EMPTY, FUNCTIONS, macros=read_macros(MACROS))
    assert shown(formula) == expected


def test_a_complaint_within_a_macro_points_at_its_call():
    text = r"x + \pd{L}{2}"
    (complaint,) = read_formula(text, EMPTY, FUNCTIONS, macros=read_macros(MACROS)).refused
    start, end = complaint.span
    assert text[start:end] in text
    assert start >= 4


@pytest.mark.parametrize("body", [r"\a{\a{#1}}", r"#1#1\a{#1#1}", r"x\a{y}"])
def test_macros_that_never_end_are_refused(body):
    with pytest.raises(Exception, match="expand too far"):
        read_formula(r"\a{y}", EMPTY, FUNCTIONS, macros=read_macros([(r"\a", "[1]", body)]))


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: row["id"])
def test_sample_of_real_formulas(row):
    """Compared with the source by eye; `right` says what was found."""
    formula = read_formula(row["latex"], EMPTY, FUNCTIONS, macros=read_macros(row.get("macros", [])))
    assert shown(formula) == row["read"]


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: row["id"])
def test_sample_printed_and_read_back(row):
    formula = read_formula(row["latex"], EMPTY, FUNCTIONS, macros=read_macros(row.get("macros", [])))
    for chain, text in zip(formula.chains, shown(formula), strict=True):
        again = read_formula(text.split("   [")[0], formula.context, FUNCTIONS)
        assert not again.refused, again.refused[0]
        sides = [side.expr for c in again.chains for side in c.sides]
        assert [alpha(s) for s in sides] == [alpha(s.expr) for s in chain.sides]


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: row["id"])
def test_no_number_of_the_source_is_lost(row):
    """Every digit of the source, outside the words set aside, is in what was read."""
    macros = read_macros(row.get("macros", []))
    formula = read_formula(row["latex"], EMPTY, FUNCTIONS, macros=macros)
    tokens = lex(row["latex"], EMPTY, FUNCTIONS, "latex", True, document=True, macros=macros).tokens
    kept = [t for t in tokens if not any(a <= t.start and t.end <= b for a, b in formula.asides)]
    written = Counter("".join(t.text for t in kept if t.kind == "number"))
    read = Counter(c for c in " ".join(shown(formula)) if c.isdigit() or c == ".")
    assert not written - read
