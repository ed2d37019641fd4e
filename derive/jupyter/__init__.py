"""The door for notebooks and scripts: calls that return what shows itself."""

from derive.jupyter.answering import AnswerBox, Answered
from derive.jupyter.calls import (
    answer_box,
    check,
    derivation,
    equal,
    expression,
    gradient,
    lint,
    model,
    prove,
)
from derive.jupyter.gradient_test import GradientTest, test_gradient
from derive.jupyter.library import use_notation
from derive.jupyter.magic import load_ipython_extension
from derive.jupyter.products import jvp, vjp
from derive.jupyter.shown import ShownVerdict
from derive.jupyter.shown_derivation import ShownDerivation
from derive.jupyter.shown_model import ShownExpression, ShownModel
from derive.jupyter.shown_report import ShownReport

__all__ = [
    "AnswerBox",
    "Answered",
    "GradientTest",
    "ShownDerivation",
    "ShownExpression",
    "ShownModel",
    "ShownReport",
    "ShownVerdict",
    "answer_box",
    "check",
    "derivation",
    "equal",
    "expression",
    "gradient",
    "jvp",
    "lint",
    "load_ipython_extension",
    "model",
    "prove",
    "test_gradient",
    "use_notation",
    "vjp",
]
