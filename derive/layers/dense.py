r"""Forward and backward through a small fully connected network, every number kept exactly.

forward    \(x^{(0)} = [1; x]\), \(S^{(l)} = W^{(l)T} x^{(l-1)}\), \(x^{(l)} = [1; θ(S^{(l)})]\), the last
           without the 1
backward   \(δ^{(L)} = 2 (x^{(L)} − y) ⊙ θ′(S^{(L)})\) for \(e = Σ (x^{(L)} − y)²\),
           \(δ^{(l)} = θ′(S^{(l)}) ⊙ V^{(l+1)} δ^{(l+1)}\), V being W without the constant's row
gradient   \(∂e/∂W^{(l)} = x^{(l-1)} δ^{(l)T}\)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.engine.written_arrays import matrix_product
from derive.engine.written_functions import Grid, SizesDiffer, size_of
from derive.errors import DeriveError
from derive.expressions.build import ONE, TWO, fn, mul, sub
from derive.expressions.expr import Expr
from derive.expressions.walk import substitute
from derive.layers.numeric import Row, row
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable

IDENTITY = "identity"


@dataclass(frozen=True)
class Dense:
    """Weights layer by layer (row 0 is the constant's), one activation for each, the input and the target."""

    weights: tuple[Grid, ...]
    activations: tuple[str, ...]
    input: tuple[Expr, ...]
    target: tuple[Expr, ...]


def run_dense(network: Dense, functions: FunctionTable, digits: int) -> list[Row]:
    """The table of the run, in the order in which it is computed. Raises SizesDiffer."""
    _check(network)
    outputs, signals = _forward(network)
    named = [("x(0)", outputs[0])]
    for layer, (signal, output) in enumerate(zip(signals, outputs[1:], strict=True), 1):
        named += [(f"S({layer})", signal), (f"x({layer})", output)]
    named += _backward(network, outputs, signals, functions)
    return [row(name, grid, EMPTY, functions, digits) for name, grid in named]


def _check(network: Dense) -> None:
    if len(network.weights) != len(network.activations):
        count = len(network.weights)
        raise DeriveError(f"{count} layers of weights need {count} activations")
    if len(network.target) != len(network.weights[-1][0]):
        raise SizesDiffer(f"{len(network.target)} targets for {len(network.weights[-1][0])} outputs")


def column(entries: Sequence[Expr]) -> Grid:
    return tuple((e,) for e in entries)


def _turned(grid: Grid) -> Grid:
    return tuple(zip(*grid, strict=True))


def _forward(network: Dense) -> tuple[list[Grid], list[Grid]]:
    outputs, signals = [column((ONE, *network.input))], []
    for layer, (weights, name) in enumerate(zip(network.weights, network.activations, strict=True), 1):
        if len(weights) != len(outputs[-1]):
            raise SizesDiffer(
                f"layer {layer}: weights {size_of(weights)} for {len(outputs[-1])} inputs (with the constant)"
            )
        signals.append(matrix_product(_turned(weights), outputs[-1]))
        values = [e if name == IDENTITY else fn(name, e) for (e,) in signals[-1]]
        outputs.append(column(values if layer == len(network.weights) else [ONE, *values]))
    return outputs, signals


def _backward(
    network: Dense, outputs: list[Grid], signals: list[Grid], functions: FunctionTable
) -> list[tuple[str, Grid]]:
    named: list[tuple[str, Grid]] = []
    last = len(network.weights)
    passed = [mul(TWO, sub(e, y)) for (e,), y in zip(outputs[-1], network.target, strict=True)]
    for layer in range(last, 0, -1):
        slopes = [slope(network.activations[layer - 1], e, functions) for (e,) in signals[layer - 1]]
        delta = column([mul(s, p) for s, p in zip(slopes, passed, strict=True)])
        gradient = matrix_product(outputs[layer - 1], _turned(delta))
        named += [
            (f"θ'(S({layer}))", column(slopes)), (f"δ({layer})", delta), (f"∂e/∂W({layer})", gradient),
        ]  # fmt: skip
        passed = [e for (e,) in matrix_product(network.weights[layer - 1][1:], delta)]
    return named


def slope(name: str, at: Expr, functions: FunctionTable) -> Expr:
    """θ′ at a signal, from the function's own derivative."""
    if name == IDENTITY:
        return ONE
    known = functions.get(name)
    if known is None or len(known.parameters) != 1 or known.derivatives[0] is None:
        raise DeriveError(f"{name!r} is no activation of one argument that can be differentiated")
    return substitute(known.derivatives[0], {known.parameters[0]: at})
