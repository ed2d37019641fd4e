"""Networks measured: layers in order, groups repeated, branches, shortcuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from derive.engine.folding import folded, neatest, whole_number
from derive.engine.tidy import product
from derive.expressions.build import ONE, add, div, fn, mul, num, power, sub, sym
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import substitute
from derive.layers.description import Branches, Member, Stack
from derive.layers.formulas import ImpossibleLayer
from derive.layers.joining import TITLES, joined_shape, same_shape, sum_of_branches, widest
from derive.layers.measure import entries_of_output, measure
from derive.layers.measured import Measured, Quantity, Shape, Worked
from derive.layers.names import layer_named
from derive.layers.receptive import fields, spans
from derive.layers.settings import Settings, input_letters, own_letters, read_settings, read_sizes
from derive.notation.context import EMPTY, Letter
from derive.records.entries import Layer
from derive.registry import Registry

MOST_LAYERS = 2000


@dataclass
class _Run:
    """A network on its way: the shape that has been reached, and the layers so far."""

    registry: Registry
    shape: Shape
    values: Mapping[Expr, Expr]
    parts: list[tuple[Measured, Expr]] = field(default_factory=list)


def measure_network(
    stack: Stack, shape: Shape, registry: Registry, *, id_: str = "network", title: str = "A network"
) -> Measured:
    """The network on an input of this shape."""
    run = _Run(registry, shape, {})
    _through(run, stack, ONE)
    return _together(run, shape, Layer(id_, title))


def measure_layer(
    layer: Layer, settings: Settings, registry: Registry, *, without: tuple[str, ...] = ()
) -> Measured:
    """Any layer: of its own formulas, of parts, or entry by entry."""
    if layer.parts:
        return _measure_parts(layer, settings, registry)
    if layer.input == ("...",):
        return _entrywise(layer, settings.shape or (sym("n"),))
    return measure(layer, settings, registry, without=without)


def _entrywise(layer: Layer, shape: Shape) -> Measured:
    output = (folded(product(*shape)),) if layer.output == ("* ...",) else shape
    none = Worked("parameters", (num(0),), ("none",))
    context = EMPTY.with_letters(*(Letter(x, role="size") for x in own_letters(shape)))
    counts = (Quantity("parameters", num(0), none), entries_of_output(output, context))
    return Measured(
        layer.id, layer.title, shape, output, quantities=counts, source=layer.source, context=context
    )


def _measure_parts(layer: Layer, settings: Settings, registry: Registry) -> Measured:
    _require_parts(layer, registry)
    whole = measure(replace(layer, parts=(), output=layer.input), settings, registry)
    given = {sym(k): v for k, v in settings.values.items()}
    functions = registry.functions
    for name, text in layer.defaults.items() if given else ():
        given.setdefault(sym(name), read_sizes(text, functions)[0])
    run = _Run(registry, whole.input, given)
    for part in layer.parts:
        _through(run, part, ONE)
    if layer.shortcut and not same_shape(run.shape, whole.input):
        raise ImpossibleLayer(f"the shortcut of {layer.id} adds shapes that differ")
    if layer.shortcut:
        run.parts.append((sum_of_branches(run.shape, 2), ONE))
    return replace(_together(run, whole.input, layer), conditions=whole.conditions, letters=whole.letters)


def _require_parts(layer: Layer, registry: Registry) -> None:
    """Raises ImpossibleLayer for a layer that is a part of itself."""
    seen: set[str] = set()
    waiting = [part.layer for part in layer.parts]
    while waiting:
        each = waiting.pop()
        if each == layer.id:
            raise ImpossibleLayer(f"{layer.id} is a part of itself")
        if each not in seen:
            seen.add(each)
            waiting += [part.layer for part in registry.layer(each).parts]


# ---- going through ---------------------------------------------------------------------------------


def _through(run: _Run, member: Member, times: Expr) -> None:
    own = folded(substitute(read_sizes(member.times, run.registry.functions)[0], dict(run.values)))
    count = whole_number(own)
    if count is None:
        _repeat(run, replace(member, times="1"), times, own)
        return
    if count < 0 or len(run.parts) + count > MOST_LAYERS:
        raise ImpossibleLayer(f"a layer cannot stand {count} times; at most {MOST_LAYERS} layers are counted")
    for _ in range(count):
        _once(run, member, times)


def _once(run: _Run, member: Member, times: Expr) -> None:
    if isinstance(member, Stack):
        for each in member.members:
            _through(run, each, times)
        return
    if isinstance(member, Branches):
        found = _branched(run, member)
        run.parts.append((found, times))
        run.shape = found.output
        return
    layer = layer_named(member.layer, run.registry)
    settings = read_settings(layer, [member.settings] if member.settings else [], run.registry.functions)
    values = {k: substitute(v, dict(run.values)) for k, v in settings.values.items()}
    values.update(input_letters(layer, run.shape))
    found = measure_layer(
        layer, replace(settings, values=values, shape=run.shape), run.registry, without=member.without
    )
    run.parts.append((found, times))
    run.shape = found.output


def _branched(run: _Run, member: Branches) -> Measured:
    """Every branch from the shape there is, and what their outputs make together."""
    runs = []
    for branch in member.branches:
        runs.append(_Run(run.registry, run.shape, run.values))
        for each in branch.members:
            _through(runs[-1], each, ONE)
    output = joined_shape(member.kind, [each.shape for each in runs])
    parts = [part for each in runs for part in each.parts]
    if member.kind == "add" and len(runs) > 1:
        parts.append((sum_of_branches(output, len(runs)), ONE))
    whole = _together(
        _Run(run.registry, output, run.values, parts), run.shape, Layer(member.kind, TITLES[member.kind])
    )
    return replace(whole, fields=widest([fields(each.parts) for each in runs], len(run.shape) - 1))


def _repeat(run: _Run, member: Member, times: Expr, count: Expr) -> None:
    """A symbolic number of times: the first from the shape there is, each other from what it leaves."""
    before, done = run.shape, len(run.parts)
    _once(run, member, times)
    first = run.shape
    if same_shape(before, first):
        run.parts[done:] = [(found, product(often, count)) for found, often in run.parts[done:]]
        return
    rest = folded(sub(count, ONE))
    taken = own_letters([*first, count])
    free = [x for x in ("H\N{PRIME}", "W\N{PRIME}", "D\N{PRIME}", "A\N{PRIME}") if x not in taken]
    marks = (first[0], *(sym(x) for x, _ in zip(free, first[1:], strict=False)))
    trial = _Run(run.registry, marks if len(first) > 1 else first, run.values)
    _once(trial, member, product(times, rest))
    run.parts += trial.parts if len(first) == 1 else _settled(trial.parts, marks)
    run.shape = _after(before, first, marks if len(first) > 1 else first, trial.shape, count)


def _settled(parts: Sequence[tuple[Measured, Expr]], marks: Shape) -> list[tuple[Measured, Expr]]:
    """Layers whose sizes change from one time to the next: the counts that do not change with them."""
    fixed = []
    changing = set(own_letters(marks[1:]))
    for found, times in parts:
        kept = tuple(q for q in found.quantities if not changing & set(own_letters([q.value])))
        fixed.append((replace(found, quantities=kept), times))
    return fixed


def _after(before: Shape, first: Shape, marks: Shape, second: Shape, count: Expr) -> Shape:
    """The shape after `count` times: sizes kept, or halved (divided by q, rounded down) each time."""
    if same_shape(marks, second):
        return first
    if len(marks) != len(second) or folded(sub(first[0], second[0])) is not num(0):
        raise ImpossibleLayer(
            "layers that stand a symbolic number of times must leave the channels as they are"
        )
    return (
        first[0],
        *(
            _axis(b, f, m, s, count)
            for b, f, m, s in zip(before[1:], first[1:], marks[1:], second[1:], strict=True)
        ),
    )


def _axis(before: Expr, first: Expr, mark: Expr, second: Expr, count: Expr) -> Expr:
    if second is mark:
        return first
    divisor = second.args[0].args[1] if second.head == "floor" and second.args[0].head == "div" else None
    if divisor is None or second.args[0].args[0] is not mark or number_value(divisor) is None:
        raise ImpossibleLayer("the size after a symbolic number of such layers has no closed form here")
    if folded(sub(folded(fn("floor", div(before, divisor))), first)) is not num(0):
        raise ImpossibleLayer("the first of the repeated layers changes the size in another way")
    return fn("floor", div(before, power(divisor, count)))


# ---- together --------------------------------------------------------------------------------------


def _together(run: _Run, shape: Shape, layer: Layer) -> Measured:
    context = EMPTY.with_letters(
        *(Letter(x, role="size") for x in own_letters([*shape, *run.shape, *_all_values(run)]))
    )
    seen = () if layer.id in TITLES else tuple(spans(run.parts))
    return Measured(
        layer.id, layer.title, shape, run.shape,
        quantities=(*_totals(run), *seen), fields=fields(run.parts),
        conditions=tuple(dict.fromkeys(c for found, _ in run.parts for c in found.conditions)),
        parts=tuple(run.parts), context=context, source=layer.source, place=layer.place, about=layer.about,
    )  # fmt: skip


def _all_values(run: _Run) -> list[Expr]:
    return [*(q.value for found, _ in run.parts for q in found.quantities), *(t for _, t in run.parts)]


def _totals(run: _Run) -> tuple[Quantity, ...]:
    """Every count that all layers of a kind have, added up; entries of the output are the last layer's."""
    names = dict.fromkeys(q.name for found, _ in run.parts for q in found.quantities)
    totals = []
    for name in names:
        terms = [(found, times) for found, times in run.parts if _has(found, name, run)]
        if name == "entries of the output" or not all(
            _has(found, name, run) is not False for found, _ in run.parts
        ):
            continue
        parts = [_times(times, found.quantity(name) or num(0)) for found, times in terms]
        whole = add(*(p for p in parts if p is not num(0)))
        chain = tuple(dict.fromkeys((whole, neatest(whole))))
        totals.append(
            Quantity(name, chain[-1], Worked(name, chain, ("the layers together", "added up")[: len(chain)]))
        )
    return tuple(totals)


def _times(times: Expr, value: Expr) -> Expr:
    return value if times is ONE or value is num(0) else mul(times, value)


def _has(found: Measured, name: str, run: _Run) -> bool | None:
    """True when it has the count; None when layers of its kind never have it; False when it was dropped."""
    if found.quantity(name) is not None:
        return True
    layer = run.registry.layer(found.id) if found.id in run.registry.ids("layer") else None
    counts = name == "parameters" or (layer is not None and (name in layer.operations or bool(layer.sums)))
    return False if counts else None
