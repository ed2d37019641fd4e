"""Layers measured from a line of text, and what they are counted against."""

from __future__ import annotations

from derive.expressions.expr import Expr, number_value
from derive.layers import (
    Measured,
    Solutions,
    measure_layer,
    measure_network,
    read_network,
    read_settings,
    solve,
)
from derive.layers.settings import read_sizes
from derive.registry import load_registry
from derive.render.plain import plain

REGISTRY = load_registry()


def measured(kind: str, *texts: str, without: tuple[str, ...] = ()) -> Measured:
    layer = REGISTRY.layer(kind)
    return measure_layer(layer, read_settings(layer, texts, REGISTRY.functions), REGISTRY, without=without)


def network(layers: str, shape: str) -> Measured:
    return measure_network(read_network(layers, REGISTRY), read_sizes(shape, REGISTRY.functions), REGISTRY)


def solved(kind: str, word: str, *texts: str) -> Solutions:
    layer = REGISTRY.layer(kind)
    return solve(layer, word, read_settings(layer, texts, REGISTRY.functions), REGISTRY)


def number(expr: Expr | None) -> int:
    value = number_value(expr) if expr is not None else None
    assert value is not None, expr
    assert value.denominator == 1
    return int(value)


def sizes(shape: tuple[Expr, ...]) -> tuple[int, ...]:
    return tuple(map(number, shape))


def shown(expr: Expr | None, found: Measured) -> str:
    assert expr is not None
    return plain(expr, found.context, REGISTRY.functions)


def places(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """How many windows fit, by sliding one."""
    padded, reach, count, at = size + 2 * padding, dilation * (kernel - 1), 0, 0
    while at + reach <= padded - 1:
        count, at = count + 1, at + stride
    return count
