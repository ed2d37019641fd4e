"""What is printed is read back as the same expression, up to the names of bound indices."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from derive.read import read_expression
from derive.render.latex import latex
from derive.render.plain import plain
from tests.render_expr.trees import CONTEXT, FUNCTIONS, expressions, up_to_names

PRINTERS = {"latex": latex, "plain": plain}
COUNT = int(os.environ.get("DERIVE_EXAMPLES", "400"))


@pytest.mark.parametrize("syntax", PRINTERS)
@settings(max_examples=COUNT, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
@given(expr=expressions())
def test_read_back(syntax, expr):
    text = PRINTERS[syntax](expr, CONTEXT, FUNCTIONS)
    read = read_expression(text, CONTEXT, FUNCTIONS, syntax=syntax).expr
    assert up_to_names(read) is up_to_names(expr), text
