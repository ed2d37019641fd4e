"""Arrays of several kinds (NumPy, PyTorch, lists) by three questions: make one, its shape, an entry."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def as_array(name: str, entries: Mapping[tuple[str, tuple[int, ...]], Fraction]) -> Any:
    """The entries of `name`, counted from 1, as an array of NumPy's, or as nested lists without NumPy."""
    own = {place: float(value) for (owner, place), value in entries.items() if owner == name}
    sizes = [max(place[axis] for place in own) for axis in range(len(next(iter(own))))]
    nested = _nested(own, sizes, ())
    return import_module("numpy").array(nested) if find_spec("numpy") else nested


def _nested(own: Mapping[tuple[int, ...], float], sizes: list[int], prefix: tuple[int, ...]) -> Any:
    if len(prefix) == len(sizes):
        return own[prefix]
    return [_nested(own, sizes, (*prefix, k)) for k in range(1, sizes[len(prefix)] + 1)]


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of an array, of nested lists, or () for a number."""
    if hasattr(value, "shape"):
        return tuple(int(size) for size in value.shape)
    if isinstance(value, (list, tuple)):
        return (len(value), *(shape_of(value[0]) if value else ()))
    return ()


def place_in(value: Any, place: tuple[int, ...]) -> float:
    """The entry at `place`, counted from 0."""
    for k in place:
        value = value[k]
    return float(value)
