"""What the words before a formula say of its indices: `otherwise`, `for the other classes`, `Einstein`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from derive.expressions.build import idx, ne
from derive.expressions.expr import Expr, free_indices, postorder
from derive.records.statement import Statement

IMPLIED_SUMS = re.compile(r"\b(?:Einstein|summation convention|implied sum)", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:not|others?|otherwise|else|differ\w*|distinct|unequal|off-diagonal|remaining)\b", re.IGNORECASE
)
NEAR = 120


def apart_in_words(before: str, statement: Statement) -> Iterator[Expr]:
    """i ≠ k for the free indices of a statement, where the words before it speak of another place."""
    if not _APART.search(before[-NEAR:]):
        return
    free = free_indices(statement.left) | free_indices(statement.right)
    names = sorted({i.name for i in free})
    yield from (ne(idx(a), idx(b)) for a, b in combinations(names, 2))


def has_lone_index(statement: Statement) -> bool:
    """Whether an index is free on one side only, or stands in two factors of a product."""
    if free_indices(statement.left) != free_indices(statement.right):
        return True
    products = (e for e in postorder(statement.left, statement.right) if e.head == "mul")
    places = ([i for a in e.args for i in free_indices(a)] for e in products)
    return any(len(each) > len(set(each)) for each in places)
