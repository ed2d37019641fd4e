"""What one output of a network sees of the input: span = 1 + Σ (window − 1)·(strides before)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.engine.folding import folded, neatest
from derive.expressions.build import ONE, add, mul, num, sub
from derive.expressions.expr import Expr
from derive.layers.measured import Field, Measured, Quantity, Worked

Parts = Sequence[tuple[Measured, Expr]]


def fields(parts: Parts) -> tuple[Field, ...]:
    """span = 1 + Σ (window − 1)·(strides before); jump = the product of the strides."""
    spans: list[Expr] = []
    jumps: list[Expr] = []
    for found, times in parts:
        if times is not ONE or found.id in ("flatten", "linear") or _unknown(found):
            return ()
        for axis, each in enumerate(found.fields):
            if axis == len(spans):
                spans.append(ONE)
                jumps.append(ONE)
            spans[axis] = folded(add(spans[axis], mul(sub(each.span, ONE), jumps[axis])))
            jumps[axis] = folded(mul(jumps[axis], each.jump))
    return tuple(Field(s, j) for s, j in zip(spans, jumps, strict=True))


def _unknown(found: Measured) -> bool:
    """Branches with windows of which nothing was said together."""
    return not found.fields and any(part.fields or _unknown(part) for part, _ in found.parts)


def spans(parts: Parts) -> Iterator[Quantity]:
    """The receptive field along each axis, written out: 1 + (3 − 1)·1 + (2 − 1)·1·1 + …"""
    for axis in range(len(fields(parts))):
        terms, strides = [ONE], list[Expr]()
        for found, _ in parts:
            if axis < len(found.fields):
                each = found.fields[axis]
                terms.append(mul(sub(each.span, ONE), *strides))
                strides += [] if each.jump is ONE else [each.jump]
        written = add(*(t for t in terms if not _nothing(t)))
        chain = tuple(dict.fromkeys((written, neatest(written))))
        name = "receptive field" if axis == 0 else f"receptive field, axis {axis + 1}"
        why = ("1, and (window - 1) times the strides before, for each layer", "added up")
        yield Quantity(name, chain[-1], Worked(name, chain, why[: len(chain)]))


def _nothing(term: Expr) -> bool:
    """(1 − 1)·s, of a layer that sees one place."""
    return folded(term) is num(0)
