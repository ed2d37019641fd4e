r"""Derive gradients, prove documented results, and write them up.

    import derive
    derive.derivation("softmax.jacobian")                        # shows itself in a notebook
    derive.check(r"p_i(\delta_{ik}-p_k)", of="softmax.jacobian") # a verdict
    derive.equal("tanh(x)", "2*sigma(2*x)-1")                    # a verdict
    derive.prove("0 < sigma(x) < 1")                             # a verdict on a statement
    derive.gradient("(y - w*x)^2", wrt="w")                      # a derivation of one's own
    derive.lint(text)                                            # a report on a text's formulas
    derive.use_notation("course.toml")                           # from here on, printed as the course has it

What they need is loaded when they are first asked for. What cannot be done raises DeriveError: ReadError
where a text is not read, NotAnAnswer where it only restates the question.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from derive.errors import DeriveError, NotAnAnswer, ReadError

if TYPE_CHECKING:
    from derive.jupyter import (
        answer_box,
        check,
        derivation,
        equal,
        expression,
        gradient,
        jvp,
        lint,
        load_ipython_extension,
        model,
        prove,
        test_gradient,
        use_notation,
        vjp,
    )

__all__ = [
    "DeriveError",
    "NotAnAnswer",
    "ReadError",
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


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("derive.jupyter"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
