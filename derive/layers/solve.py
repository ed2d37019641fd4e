"""All values of one letter for which a layer gives a wanted result.

A size of the output never falls when the input or the padding grows, and never rises when the window, the
stride or the dilation grows; the number of parameters never falls when a size grows.  So the solutions lie in
an interval: its ends are found by bisection, and where the layer asks for more, each value is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.expressions.build import num, sym
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import substitute
from derive.layers.formulas import ImpossibleLayer
from derive.layers.measured import Measured
from derive.layers.network import measure_layer
from derive.layers.settings import BadSetting, Settings
from derive.notation.context import EMPTY
from derive.read import read_expression
from derive.records.entries import Layer
from derive.registry import Registry

LARGEST = 2**40
MOST_LISTED = 1000
DIMENSION = "output"
Ends = tuple[int | None, int | None]


@dataclass(frozen=True)
class Solutions:
    """All solutions lie from `first` to `last` (None: there is no largest one).

    `listed` are the solutions themselves, when they are few enough to be written; otherwise every value
    from first to last is one.  `because` is the arithmetic, where a floor is solved for the input.
    """

    letters: tuple[str, ...]
    word: str
    first: int | None
    last: int | None
    wanted: str
    listed: list[int] | None
    because: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        return self.first is None


Key = tuple[str, int]
Result = Callable[[int, Key], Fraction | None]


def solve(
    layer: Layer, word: str, settings: Settings, registry: Registry, *, without: tuple[str, ...] = ()
) -> Solutions:
    """All values of `word` with the wanted results. Raises BadSetting when nothing is wanted."""
    if not settings.wanted:
        raise BadSetting("--solve needs a result", hint="give output=16, or parameters=760, in --in")
    letters = _letters(layer, word)
    least = min(0 if layer.letters[x].startswith("integer") else 1 for x in letters)
    results = _results(replace(layer, requires={}), letters, settings, registry, without)
    wanted = _targets(layer, settings)
    intervals = [_interval(results, k, t, least, rising=_rises(layer, letters, k)) for k, t in wanted.items()]
    first, last = _common(intervals)
    shown = ", ".join(f"{k} {'×'.join(str(number_value(e)) for e in v)}" for k, v in settings.wanted.items())
    if first is None or last is None or last - first >= MOST_LISTED:
        _refuse_gaps(layer, first)
        return Solutions(letters, word, first, last, shown, None if first is not None else [])
    exact = _results(layer, letters, settings, registry, without)
    listed = [v for v in range(first, last + 1) if all(exact(v, k) == t for k, t in wanted.items())]
    low, high = (listed[0], listed[-1]) if listed else (None, None)
    because = tuple(_floor_solved(layer, letters, settings, registry, wanted))
    return Solutions(letters, word, low, high, shown, listed, because)


def _floor_solved(
    layer: Layer, letters: tuple[str, ...], settings: Settings, registry: Registry, wanted: dict[Key, int]
) -> Iterator[str]:
    """⌊(H + c)/S⌋ + 1 = t means t − 1 ≤ (H + c)/S < t, that is (t − 1) S − c ≤ H < t S − c."""
    if settings.rounding != "floor":
        return
    sizes = {w.output: w for w in layer.windows if not w.transposed and w.input in letters}
    values = {**_filled(layer), **settings.values}
    for name, text in layer.defaults.items():
        default = read_expression(text, EMPTY, registry.functions, syntax="plain", infer=True).expr
        values.setdefault(name, substitute(default, {sym(k): v for k, v in values.items()}))
    for (kind, axis), target in wanted.items():
        window = sizes.get(layer.output[axis]) if kind == DIMENSION else None
        if window is None:
            continue
        k, s, p, d = (
            number_value(values[x]) for x in (window.kernel, window.stride, window.padding, window.dilation)
        )
        if k is None or s is None or p is None or d is None:
            continue
        known = 2 * p - d * (k - 1) - 1
        room = f"{window.input} {'+' if known >= 0 else '-'} {abs(known)}"
        yield f"floor(({room})/{s}) + 1 = {target}"
        yield f"{target - 1} <= ({room})/{s} < {target}"
        yield f"{(target - 1) * s - known} <= {window.input} < {target * s - known}"


def _refuse_gaps(layer: Layer, first: int | None) -> None:
    if first is not None and any("mod(" in text for text in layer.requires) and not layer.windows:
        raise BadSetting("more solutions than can be listed, and not every value between is one")


def _letters(layer: Layer, word: str) -> tuple[str, ...]:
    if word in ("input", "size"):
        return layer.words.get("size", layer.input[-1:])
    found = layer.words.get(word) or ((word,) if word in layer.letters else None)
    if found is None:
        known = "input, " + ", ".join(layer.words)
        raise BadSetting(f"{layer.id} has no setting {word!r}", hint=f"it has: {known}")
    return found


def _targets(layer: Layer, settings: Settings) -> dict[Key, int]:
    """Which number each wanted result must be: ("output", axis) or ("parameters", 0)."""
    found: dict[Key, int] = {}
    for name, sizes in settings.wanted.items():
        numbers = [number_value(s) for s in sizes]
        if any(n is None or n.denominator != 1 for n in numbers):
            raise BadSetting(f"{name} must be a number to be solved for")
        whole = [int(n) for n in numbers if n is not None]
        if name != DIMENSION:
            found[(name, 0)] = whole[0]
            continue
        axes = _output_axes(layer, len(whole))
        found.update({(name, axis): n for axis, n in zip(axes, whole * len(axes), strict=False)})
    return found


def _output_axes(layer: Layer, given: int) -> range:
    """One number is the size along every axis that a window slides along."""
    last = len(layer.output)
    spatial = len(layer.windows) or last
    return range(last - (spatial if given == 1 else given), last)


def _results(
    layer: Layer, letters: tuple[str, ...], settings: Settings, registry: Registry, without: tuple[str, ...]
) -> Result:
    memo: dict[int, Measured | None] = {}

    def at(value: int, key: Key) -> Fraction | None:
        """The result at this value; None where the layer does not exist."""
        if value not in memo:
            values = {**_filled(layer), **settings.values, **dict.fromkeys(letters, num(value))}
            try:
                memo[value] = measure_layer(
                    layer, Settings(values, rounding=settings.rounding), registry, without=without
                )
            except ImpossibleLayer:
                memo[value] = None
        found = memo[value]
        if found is None:
            return None
        expr = found.output[key[1]] if key[0] == DIMENSION else found.quantity(key[0])
        number = number_value(expr) if expr is not None else None
        if number is None:
            raise BadSetting(f"{key[0]} still has letters: give all other settings as numbers")
        return number

    return at


def _filled(layer: Layer) -> dict[str, Expr]:
    """Channels and the like do not change a size; 1 where they are not given."""
    spatial = {x for w in layer.windows for x in (w.input, w.kernel, w.stride, w.padding, w.dilation)}
    return {x: num(1) for x in layer.letters if x not in layer.defaults and x not in spatial}


def _rises(layer: Layer, letters: tuple[str, ...], key: Key) -> bool:
    """Whether the result grows with the letter. Raises BadSetting when it may rise and fall."""
    falling = {x for w in layer.windows for x in ((w.padding,) if w.transposed else (w.stride,))}
    reach = {x for w in layer.windows if not w.transposed for x in (w.kernel, w.dilation)}
    turning = set(layer.words.get("groups", ()))
    if key[0] in ("multiplications", "additions"):
        turning |= reach
    if set(letters) & turning:
        raise BadSetting(f"{key[0]} is not solved for {' and '.join(letters)}: it may rise and fall with it")
    if key[0] == "parameters":
        return True
    return not set(letters) & (falling | reach)


def _interval(results: Result, key: Key, target: int, least: int, *, rising: bool) -> Ends:
    """All v ≥ least with result(v) = target, for a result that never falls (or never rises)."""
    sign = 1 if rising else -1

    def reached(v: int, bound: int) -> bool:
        """Whether the result at v is at or past `bound`, in the direction of growth."""
        found = results(v, key)
        if found is None:
            return not rising
        return sign * found >= sign * bound

    first = _first(lambda v: reached(v, target), least)
    beyond = _first(lambda v: reached(v, target + sign), least)
    if first is None or results(first, key) != target:
        return None, None
    return first, None if beyond is None else beyond - 1


def _first(holds: Callable[[int], bool], least: int) -> int | None:
    """The least v at which a condition that stays true once it is true holds; None beyond all bounds."""
    low, step = least - 1, 1
    while not holds(low + step):
        low, step = low + step, 2 * step
        if low > LARGEST:
            return None
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _common(intervals: list[Ends]) -> Ends:
    if any(first is None for first, _ in intervals):
        return None, None
    first = max(f for f, _ in intervals if f is not None)
    ends = [last for _, last in intervals if last is not None]
    last = min(ends) if ends else None
    return (None, None) if last is not None and last < first else (first, last)
