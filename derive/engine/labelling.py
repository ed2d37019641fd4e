"""Names for bound indices that do not depend on how they are written: canonical labelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations, product

from derive.errors import TooLarge
from derive.expressions.expr import Expr, Index, free_indices, node, write_prefix
from derive.expressions.walk import alpha, substitute

MAX_LABELLINGS = 5040

Dummy = tuple[Expr, Expr, Expr]  # index, lower limit, upper limit
Factor = tuple[Expr, int]


def canonical(dummies: Sequence[Dummy], factors: Sequence[Factor]) -> str:
    """The least text over all labellings of the dummies that respect their invariants."""
    best: str | None = None
    for order in _labellings(dummies, factors):
        renaming = {d[0]: node("idx", value=Index("·", -1000 - k)) for k, d in enumerate(order)}
        ranges = " ".join(_named(part, renaming) for d in order for part in d[1:])
        parts = sorted(f"{_named(f, renaming)}^{k}" for f, k in factors)
        text = ranges + " | " + " ".join(parts)
        if best is None or text < best:
            best = text
    assert best is not None
    return best


def _named(e: Expr, names: Mapping[Expr, Expr]) -> str:
    """The text of an expression, its bound indices under these names."""
    return _text(e, tuple(pair for pair in names.items() if pair[0].value in free_indices(e)))


@lru_cache(maxsize=20_000)
def _text(e: Expr, names: tuple[tuple[Expr, Expr], ...]) -> str:
    return write_prefix(alpha(substitute(e, dict(names))))


def _labellings(dummies: Sequence[Dummy], factors: Sequence[Factor]) -> Iterator[list[Dummy]]:
    if len(dummies) == 1:
        yield list(dummies)
        return
    classes: dict[str, list[Dummy]] = {}
    for d in dummies:
        classes.setdefault(_invariant(d, dummies, factors), []).append(d)
    groups = [classes[k] for k in sorted(classes)]
    count = 1
    for g in groups:
        for k in range(2, len(g) + 1):
            count *= k
    if count > MAX_LABELLINGS:
        raise TooLarge("a sum with too many interchangeable indices")
    for choice in product(*(permutations(g) for g in groups)):
        yield [d for group in choice for d in group]


def _invariant(dummy: Dummy, dummies: Sequence[Dummy], factors: Sequence[Factor]) -> str:
    """How the dummy occurs, all other dummies looking alike."""
    renaming = {d[0]: node("idx", value=Index("·other", -2000)) for d in dummies}
    renaming[dummy[0]] = node("idx", value=Index("·this", -2001))
    texts = sorted(f"{_named(f, renaming)}^{k}" for f, k in factors if dummy[0].value in free_indices(f))
    return write_prefix(dummy[2]) + "|" + " ".join(texts)
