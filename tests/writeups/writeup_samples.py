"""Write-ups made by hand: what the layout is tested on."""

from __future__ import annotations

from derive.render.formula import Formula
from derive.writeups.document import (
    CaseChain,
    Chain,
    Documented,
    Equation,
    Finding,
    LetterNote,
    Line,
    Link,
    WriteUp,
)


def f(latex: str, plain: str = "") -> Formula:
    return Formula(latex, plain or latex)


PROVED = Finding("proved", "Proved", "The two sides are equal wherever both are defined.")

SIGMOID = WriteUp(
    id="sigmoid.derivative",
    title="The derivative of the sigmoid",
    model="The logistic sigmoid",
    about="The sigmoid maps the real line to the open interval from 0 to 1; it gates an LSTM.",
    letters=(LetterNote(f("z"), "real", "the pre-activation"),),
    definitions=(Equation(f(r"\sigma(z)", "σ(z)"), f(r"\frac{1}{1+e^{-z}}", "1/(1 + exp(-z))")),),
    chain=Chain(
        f(r"\frac{d\sigma(z)}{dz}", "dσ(z)/dz"),
        (
            Line(f(r"\frac{d}{dz}\frac{1}{1+e^{-z}}", "d/dz 1/(1 + exp(-z))"), "definition of σ"),
            Line(
                f(r"-\frac{-e^{-z}}{(1+e^{-z})^2}", "-(-exp(-z))/(1 + exp(-z))^2"),
                "quotient rule",
                formula=f(r"\left(\frac{1}{g}\right)' = -\frac{g'}{g^2}", "(1/g)' = -g'/g^2"),
                conditions=(f(r"1+e^{-z} \neq 0", "1 + exp(-z) ≠ 0"),),
                left=f(r"\frac{d}{dz}\frac{1}{1+e^{-z}}"),
                substeps=(
                    Line(f(r"-\frac{\frac{d}{dz}(1+e^{-z})}{(1+e^{-z})^2}"), "quotient rule"),
                    Line(f(r"-\frac{-e^{-z}}{(1+e^{-z})^2}"), "derivative of the exponential, chain rule"),
                ),
            ),
            Line(f(r"\frac{e^{-z}}{(1+e^{-z})^2}", "exp(-z)/(1 + exp(-z))^2"), "signs", shown=False),
            Line(
                f(
                    r"\frac{1}{1+e^{-z}} \cdot \left(1-\frac{1}{1+e^{-z}}\right)",
                    "1/(1 + exp(-z)) (1 - 1/(1 + exp(-z)))",
                ),
                "factors",
            ),
            Line(f(r"\sigma(z)\,(1-\sigma(z))", "σ(z) (1 - σ(z))"), "definition of σ, read backwards"),
        ),
    ),
    result=Equation(
        f(r"\frac{d\sigma(z)}{dz}", "dσ(z)/dz"), f(r"\sigma(z)\,(1-\sigma(z))", "σ(z) (1 - σ(z))")
    ),
    documented=(
        Documented(
            "A. Student, Theory and Practice of Deep Learning, Homework 8",
            "§1.3, eq. (6)",
            (
                Link(
                    1,
                    f(r"\frac{d\sigma(z)}{dz}"),
                    "=",
                    f(r"\frac{1}{e^z} \cdot \frac{1}{(1 + e^{-z})^2}"),
                    PROVED,
                ),
                Link(
                    2,
                    f(r"\frac{1}{e^z} \cdot \frac{1}{(1 + e^{-z})^2}"),
                    "=",
                    f(r"\frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}"),
                    PROVED,
                ),
                Link(
                    3,
                    f(r"\frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}"),
                    "=",
                    f(r"\sigma(z)(1 - \sigma(z))"),
                    PROVED,
                ),
            ),
            Finding("proved", "Proved", "Every link holds wherever both of its sides are defined."),
        ),
    ),
)

SOFTMAX = WriteUp(
    id="softmax.jacobian",
    title="The Jacobian of softmax",
    model="Softmax of n logits",
    letters=(
        LetterNote(f("n"), "an integer, at least 1", "the number of classes"),
        LetterNote(f("z"), "a vector of n real numbers", "the logits"),
    ),
    definitions=(
        Equation(f("p_i"), f(r"\frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}}", "exp(z[i])/Sum(exp(z[j]), (j,1,n))")),
    ),
    chain=Chain(
        f(r"\frac{\partial p_i}{\partial z_k}", "∂p[i]/∂z[k]"),
        (
            Line(
                f(
                    r"\frac{\delta_{ik} e^{z_i} \sum_{j=1}^{n} e^{z_j} - e^{z_i} e^{z_k}}"
                    r"{\left(\sum_{j=1}^{n} e^{z_j}\right)^2}"
                ),
                "quotient rule",
                conditions=(f(r"\sum_{j=1}^{n} e^{z_j} \neq 0"),),
            ),
            Line(f(r"\delta_{ik} p_i - p_i p_k"), "definition of p, read backwards"),
        ),
    ),
    cases=(
        CaseChain(
            f("i = k"),
            Chain(
                f(r"\frac{\partial p_i}{\partial z_i}"),
                (Line(f("p_i - p_i^2"), "δ is 1"), Line(f(r"p_i(1-p_i)"), "factor p")),
            ),
        ),
        CaseChain(
            f(r"i \neq k"),
            Chain(f(r"\frac{\partial p_i}{\partial z_k}"), (Line(f(r"-p_i p_k"), "δ is 0"),)),
        ),
    ),
    gathered=Chain(
        f(r"\frac{\partial p_i}{\partial z_k}"),
        (
            Line(
                f(
                    r"\begin{cases} p_i(1-p_i) & \text{if } i = k \\"
                    r" -p_i p_k & \text{if } i \neq k \end{cases}"
                ),
                "the cases together",
            ),
        ),
    ),
    result=Equation(
        f(r"\frac{\partial p_i}{\partial z_k}", "∂p[i]/∂z[k]"),
        f(r"p_i(\delta_{ik}-p_k)", "p[i] (δ[i,k] - p[k])"),
    ),
    documented=(
        Documented(
            "B. Student, Homework 4",
            "§3b",
            (
                Link(
                    1,
                    f(r"\frac{\partial p_i}{\partial z_k}"),
                    "=",
                    f(r"p_i(1-p_k)"),
                    Finding(
                        "refuted",
                        "False",
                        "As it stands this is false.",
                        point=(
                            f("n = 2"),
                            f("z_{1} = 0"),
                            f("z_{2} = 0"),
                            f("i = 1"),
                            f("k = 2"),
                        ),
                        left=f(r"-\tfrac{1}{4}", "-1/4"),
                        right=f(r"\tfrac{1}{4}", "1/4"),
                        correction=f(r"\frac{\partial p_i}{\partial z_k} = p_i(\delta_{ik}-p_k)"),
                        diagnosis=("The Kronecker delta was taken to be 1 off the diagonal too.",),
                    ),
                ),
            ),
            Finding(
                "refuted",
                "False",
                "As it stands this is false.",
                point=(
                    f("n = 2"),
                    f("z_{1} = 0"),
                    f("z_{2} = 0"),
                    f("i = 1"),
                    f("k = 2"),
                ),
                left=f(r"-\tfrac{1}{4}", "-1/4"),
                right=f(r"\tfrac{1}{4}", "1/4"),
                correction=f(r"\frac{\partial p_i}{\partial z_k} = p_i(\delta_{ik}-p_k)"),
                diagnosis=("The Kronecker delta was taken to be 1 off the diagonal too.",),
            ),
            remarks=("The print is legible here; this is no slip of the scan.",),
        ),
    ),
)

LSTM_LEFT = r"\frac{\partial h_t}{\partial h_{t-1}}"
LSTM_RIGHT = (
    r"\frac{\partial o_t}{\partial h_{t-1}} \circ \tanh(c_t) + o_t \circ \left( \left[ c_{t-1} \circ "
    r"\frac{\partial f_t}{\partial h_{t-1}} + f_t \circ \frac{\partial c_{t-1}}{\partial h_{t-1}} "
    r"+ i_t \circ \frac{\partial u_t}{\partial h_{t-1}} + u_t \circ \frac{\partial i_t}{\partial h_{t-1}} "
    r"\right] (1 - \tanh^2(c_t)) \right)"
)
LSTM_SHORT = LSTM_RIGHT.replace(r"+ f_t \circ \frac{\partial c_{t-1}}{\partial h_{t-1}} ", "")

LSTM = WriteUp(
    id="lstm.grad-h",
    title="How the hidden state of an LSTM depends on the one before",
    model="The LSTM cell",
    definitions=(
        Equation(f("h_t"), f(r"o_t \circ \tanh(c_t)")),
        Equation(f("c_t"), f(r"f_t \circ c_{t-1} + i_t \circ u_t")),
    ),
    chain=Chain(
        f(LSTM_LEFT),
        (
            Line(
                f(LSTM_RIGHT), "product rule, and the derivative of tanh, applied to each of the two factors"
            ),
            Line(
                f(LSTM_SHORT),
                "the cell state before does not depend on it",
            ),
        ),
    ),
    result=Equation(f(LSTM_LEFT), f(LSTM_SHORT)),
)

SAMPLES = (SIGMOID, SOFTMAX, LSTM)
