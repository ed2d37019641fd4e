"""The places at which a window stands along one axis: floor, ceil, same, or turned round.

floor       the last window lies within the padded input:  ⌊(H + 2P − D (K − 1) − 1)/S⌋ + 1
ceil        windows may reach over the end, but start within the input or the zeros before it:
            min(⌈(H + 2P − D (K − 1) − 1)/S⌉ + 1, ⌈(H + P)/S⌉)      (torch.nn.MaxPool1d, ceil_mode)
same        zeros as they are needed for one window at every S-th place:  ⌈H/S⌉     (tf.nn, SAME)
transposed  the windows of all places, less the padding:  (H − 1) S − 2P + D (K − 1) + O + 1
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from derive.engine.folding import folded, whole_number
from derive.expressions.build import ONE, TWO, add, div, fn, mul, neg, rel, sub, sym
from derive.expressions.expr import Expr
from derive.layers.formulas import Formulas, ImpossibleLayer
from derive.layers.measured import Field, Worked
from derive.records.entries import Window

Because = tuple[tuple[Expr, str], ...]


@dataclass(frozen=True)
class Axis:
    """One axis in letters: output, size, stride, padding, reach D (K − 1), what is added at the end."""

    output: Expr
    size: Expr
    stride: Expr
    padding: Expr
    reach: Expr
    extra: Expr

    @property
    def room(self) -> Expr:
        """H + 2P − D (K − 1) − 1, in which the first place of a window moves."""
        return add(self.size, mul(TWO, self.padding), neg(self.reach), neg(ONE))


def slid(window: Window, formulas: Formulas, rounding: str = "floor") -> tuple[Worked, Field]:
    """The size of the output along an axis, and what one place of it sees. Raises ImpossibleLayer."""
    size, k, s, p, d, extra = (
        formulas.read(x)
        for x in (window.input, window.kernel, window.stride, window.padding, window.dilation, window.extra)
    )
    axis = Axis(sym(window.output), size, s, p, mul(d, sub(k, ONE)), extra)
    if window.transposed:
        formula, words, because = _transposed(axis)
        jump = div(ONE, formulas.put_in(s))
    else:
        if rounding != "same":
            _must_fit(window, formulas, axis.room)
        formula, words, because = ROUNDINGS[rounding](axis)
        jump = formulas.put_in(s)
    worked = replace(formulas.worked(window.output, formula, words), because=because)
    length = whole_number(worked.result)
    if length is not None and length < 1:
        raise ImpossibleLayer(f"the output has {length} places along {window.output}")
    return worked, Field(folded(formulas.put_in(add(axis.reach, ONE))), folded(jump))


def _transposed(axis: Axis) -> tuple[Expr, str, Because]:
    covered = add(mul(sub(axis.size, ONE), axis.stride), neg(mul(TWO, axis.padding)))
    formula = add(covered, axis.reach, axis.extra, ONE)
    return formula, "the windows of all places, less the padding on both sides", ()


def _floor(axis: Axis) -> tuple[Expr, str, Because]:
    """(Y − 1) S + D (K − 1) + 1 ≤ H + 2P, solved for Y − 1: the floor is its largest whole number."""
    start, padded = mul(sub(axis.output, ONE), axis.stride), add(axis.size, mul(TWO, axis.padding))
    name = axis.output.value
    last = f"window {name}, the last, covers its last place within the padded input"
    solved = f"solved for {name} - 1, a whole number: the largest"
    because = (
        (rel("le", add(start, axis.reach, ONE), padded), last),
        (rel("le", sub(axis.output, ONE), div(axis.room, axis.stride)), solved),
    )
    formula = add(fn("floor", div(axis.room, axis.stride)), ONE)
    return formula, "the window starts at 0, s, 2s, …; the last one must fit", because


def _ceil(axis: Axis) -> tuple[Expr, str, Because]:
    """(Y − 1) S < H + P besides: the last window starts before the zeros behind the input."""
    start, name = mul(sub(axis.output, ONE), axis.stride), axis.output.value
    before = add(axis.size, axis.padding)
    because = (
        (
            rel("lt", start, before),
            f"window {name}, the last, starts within the input or the zeros before it",
        ),
        (
            rel("lt", sub(axis.output, ONE), add(div(axis.room, axis.stride), ONE)),
            "and it is the first that reaches over the end",
        ),
    )
    reached = add(fn("ceil", div(axis.room, axis.stride)), ONE)
    words = "the last window may reach over the end, but starts before it"
    return fn("min", reached, fn("ceil", div(before, axis.stride))), words, because


def _same(axis: Axis) -> tuple[Expr, str, Because]:
    """(Y − 1) S < H: zeros are added so that a window stands at 0, S, 2S, … of the input."""
    start = mul(sub(axis.output, ONE), axis.stride)
    because = (
        (rel("lt", start, axis.size), f"window {axis.output.value}, the last, starts within the input"),
    )
    return (
        fn("ceil", div(axis.size, axis.stride)),
        "one window at every place 0, s, 2s, … of the input",
        because,
    )


ROUNDINGS: Mapping[str, Callable[[Axis], tuple[Expr, str, Because]]] = {
    "floor": _floor,
    "ceil": _ceil,
    "same": _same,
}


def _must_fit(window: Window, formulas: Formulas, room: Expr) -> None:
    left = whole_number(folded(formulas.put_in(room)))
    if left is not None and left < 0:
        reach = formulas.value(f"{window.dilation}*({window.kernel} - 1) + 1")
        padded = formulas.value(f"{window.input} + 2*{window.padding}")
        raise ImpossibleLayer(
            f"the window covers {whole_number(reach)} places, the padded input has {whole_number(padded)}"
        )
