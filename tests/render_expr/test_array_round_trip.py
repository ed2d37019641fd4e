"""Array expressions printed are read back as the same, in LaTeX and in plain maths.

More of them: `DERIVE_EXAMPLES=10000 pytest tests/render_expr`.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from derive.expressions.walk import alpha
from derive.read import read_expression
from derive.render.latex import latex
from derive.render.plain import plain
from tests.read.contexts import FUNCTIONS
from tests.render_expr.array_trees import CONTEXT, arrays

PRINTERS = {"latex": latex, "plain": plain}
COUNT = int(os.environ.get("DERIVE_EXAMPLES", "300"))


@pytest.mark.parametrize("syntax", PRINTERS)
@settings(max_examples=COUNT, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
@given(expr=arrays())
def test_arrays_read_back(syntax, expr):
    text = PRINTERS[syntax](expr, CONTEXT, FUNCTIONS)
    read = read_expression(text, CONTEXT, FUNCTIONS, syntax=syntax, arrays=True).expr
    assert alpha(read) is alpha(expr), text
