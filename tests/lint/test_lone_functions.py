"""A function that nothing defines and that stands on one side only is no mistake of the text."""

from __future__ import annotations

import pytest

from derive.linting import lint_text

ROWS = [
    (r"\frac{d}{dx} x\Phi(x) = \Phi(x) + x\phi(x)", "not checkable"),
    (r"\frac{d}{dx} x F(x) = F(x) + x F'(x)", "proved"),
    (r"\frac{d}{dx} x F(x) = F(x) - x F'(x)", "refuted"),
    (r"\frac{\partial 3a}{\partial t} + \frac{\partial t^5}{\partial t} = 0 + 5t^4", "proved"),
    (r"\frac{\partial 3a}{\partial t} + \frac{\partial t^5}{\partial t} = 0 + t^4", "refuted"),
    (r"\frac{\partial 3a}{\partial t} + \frac{\partial t^5}{\partial t} = a + 5t^4", "not checkable"),
]


@pytest.mark.parametrize(("formula", "outcome"), ROWS)
def test_a_lone_function(formula: str, outcome: str) -> None:
    report = lint_text(f"$${formula}$$")
    assert [f.outcome for f in report.findings] == [outcome]
