"""Counterexamples with matrices: small sizes and small whole numbers, what is assumed kept."""

from __future__ import annotations

from fractions import Fraction

import pytest

import derive
from derive.engine.tensors.counterexamples import holds
from derive.engine.tensors.exact import Exact
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.plain_points import plain_point
from derive.expressions.build import eq
from derive.records.statement import Statement
from tests.tensors.support import read, shaped

SQUARE = {"A": "n,n", "B": "n,n", "x": "n", "y": "n", "X": "n,n"}
ROWS = [  # left, right, size, the letters whose entries are shown, and these entries
    ("A@B", "B@A", "2", {"A": "[[0, 0], [0, 1]]", "B": "[[0, 0], [1, 0]]"}),
    ("det(A + B)", "det(A) + det(B)", "2", {"A": "[[0, 0], [0, 1]]", "B": "[[1, 0], [0, 0]]"}),
    ("tr(A@B)", "tr(A)*tr(B)", "2", {"A": "[[0, 0], [0, 1]]", "B": "[[1, 0], [0, 0]]"}),
    ("inv(A + B)", "inv(A) + inv(B)", "1", {"A": "1", "B": "1"}),
    ("inv(A@B)", "inv(A)@inv(B)", "2", {"A": "[[0, 1], [1, 0]]", "B": "[[0, 1], [1, 1]]"}),
    ("norm(x + y)", "norm(x) + norm(y)", "2", {"x": "[0, 1]", "y": "[0, -1]"}),
    ("D(dot(x, A@x), x)", "2*A@x", "2", {"A": "[[0, 0], [1, 0]]", "x": "[0, 1]"}),
    ("D(log(det(X)), X)", "inv(X)", "2", {"X": "[[0, 1], [-1, 0]]"}),
]


@pytest.mark.parametrize(("left", "right", "size", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_a_counterexample_is_plain(left: str, right: str, size: str, shown: dict[str, str]) -> None:
    verdict = derive.equal(left, right, shapes=SQUARE)
    assert verdict.verdict in ("refuted", "conditional")
    assert verdict.counterexample is not None
    assert dict(verdict.counterexample.point) == {"n": size, **shown}


def test_what_is_assumed_still_holds() -> None:
    """A B ≠ B A for symmetric A: entries across the diagonal are changed together."""
    context = shaped("A: n,n; B: n,n")
    context = context.assuming(eq(read("A.T", context), read("A", context)))
    statement = Statement(read("A@B", context), read("B@A", context), context)
    dense = [[Fraction(3), Fraction(5, 2)], [Fraction(5, 2), Fraction(-4)]]
    found = plain_point(statement, {"sizes": {"n": 2}, "point": {"A": dense, "B": [[2, 3], [5, 7]]}})
    work = Exact(Pointwise(context), found["sizes"], found["point"])
    assert holds(context, work)
    assert work.value(statement.left) != work.value(statement.right)
    assert {x for table in found["point"].values() for row in table for x in row} <= {0, 1, -1, 2}
