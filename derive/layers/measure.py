"""A layer measured: its sizes, parameters and operations, from its record and the values given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from derive.engine.folding import folded, neatest
from derive.engine.tidy import product
from derive.expressions.build import ONE, add, fn, mul, sub, sym
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import substitute
from derive.layers.formulas import WORKED_OUT, Formulas, ImpossibleLayer
from derive.layers.measured import Measured, Quantity, Shape, Worked
from derive.layers.settings import Settings, own_letters
from derive.layers.windows import slid
from derive.notation.context import EMPTY, Context, Definition, Letter
from derive.notation.functions import FunctionTable
from derive.read import read_expression, read_relation
from derive.records.entries import Layer
from derive.registry import Registry
from derive.registry.declarations import declare


def measure(
    layer: Layer, settings: Settings, registry: Registry, *, without: tuple[str, ...] = ()
) -> Measured:
    """The layer with its values. Raises ImpossibleLayer."""
    formulas = _formulas(layer, settings, registry.functions)
    windows = [slid(w, formulas, settings.rounding) for w in layer.windows]
    named = [formulas.worked(n, formulas.read(text), "as documented") for n, text in layer.sizes.items()]
    formulas = _with_outputs(formulas, [*(w for w, _ in windows), *named])
    conditions = _required(formulas)
    shapes = {
        name: tuple(formulas.value(axis) for axis in shape)
        for name, shape in layer.parameters.items()
        if name not in _left_out(layer, without)
    }
    found = Measured(
        layer.id,
        layer.title,
        input=tuple(formulas.value(axis) for axis in layer.input),
        output=tuple(formulas.value(axis) for axis in layer.output),
        parameters=shapes,
        worked=tuple(replace(w, context=formulas.context) for w in (*(w for w, _ in windows), *named)),
        fields=tuple(f for _, f in windows),
        conditions=conditions,
        letters={k: v.partition(":")[2].strip() for k, v in layer.letters.items()},
        context=formulas.context,
        source=layer.source,
        place=layer.place,
        about=layer.about,
    )
    return replace(found, quantities=_quantities(formulas, found))


def _left_out(layer: Layer, without: tuple[str, ...]) -> tuple[str, ...]:
    for each in without:
        if each not in layer.optional:
            can = ", ".join(layer.optional) or "nothing"
            raise ImpossibleLayer(f"{layer.id} does not do without {each!r}", hint=f"it does without: {can}")
    return without


def _formulas(layer: Layer, settings: Settings, functions: FunctionTable) -> Formulas:
    own = declare(EMPTY, layer.letters)
    outputs = [*(w.output for w in layer.windows), *layer.sizes]
    own = own.with_letters(*(Letter(x, role="size") for x in outputs))
    values = {sym(name): value for name, value in settings.values.items()}
    given = own_letters(values.values())
    for name, text in layer.defaults.items():
        if settings.values and name not in settings.values:
            default = read_expression(text, own, functions, syntax="plain").expr
            values[sym(name)] = substitute(default, values)
    clash = next((x for x in given if x in layer.letters and sym(x) not in values), None)
    if clash is not None:
        raise ImpossibleLayer(f"{clash} is a letter of {layer.id} ({layer.letters[clash]}); give it a value")
    context = own.with_letters(*(Letter(x, role="size") for x in given if x not in own.letters))
    _check_values(layer, values)
    return Formulas(layer, values, own, context, functions)


def _check_values(layer: Layer, values: Mapping[Expr, Expr]) -> None:
    """Sizes are at least 1; paddings and the like at least 0; all are whole."""
    for letter, value in values.items():
        number = number_value(folded(value))
        declared = layer.letters[letter.value]
        least = 1 if declared.startswith("size") else 0
        if number is not None and (number < least or number.denominator != 1):
            meaning = declared.partition(":")[2].strip()
            raise ImpossibleLayer(f"{letter.value} = {number}: {meaning} is a whole number, at least {least}")


def _with_outputs(formulas: Formulas, outputs: list[Worked]) -> Formulas:
    """Formulas that know the outputs, in a context in which the letters are defined by their values."""
    values = {**formulas.values, **{sym(w.name): w.result for w in outputs}}
    defined = tuple(Definition(letter, value) for letter, value in values.items())
    own = {*formulas.layer.letters, *(w.name for w in outputs)}
    context = formulas.context
    if not own & set(own_letters(v for k, v in values.items() if k.value in formulas.layer.letters)):
        context = context.with_definitions(*defined)
    return replace(formulas, values=values, context=context)


def _required(formulas: Formulas) -> tuple[Expr, ...]:
    """The conditions that stay open; a false one is refused with its sentence."""
    left = []
    for text, sentence in formulas.layer.requires.items():
        relation = read_relation(text, formulas.own, formulas.functions, syntax="plain").expr
        sides = [folded(formulas.put_in(side)) for side in relation.args]
        a, b = (number_value(side) for side in sides)
        if a is None or b is None:
            left.append(fn(relation.head, *sides))
        elif not {"eq": a == b, "le": a <= b, "lt": a < b, "ge": a >= b, "gt": a > b}[relation.head]:
            shown = formulas.put_in(relation.args[0])
            raise ImpossibleLayer(f"{sentence}: {_shown(shown)} is {a}, not {_shown(relation.args[1])}")
    return tuple(left)


def _shown(expr: Expr) -> str:
    inner = [str(number_value(a)) if number_value(a) is not None else "…" for a in expr.args]
    value = number_value(expr)
    return str(value) if value is not None else f"{expr.head}({', '.join(inner)})"


# ---- counts ----------------------------------------------------------------------------------------


def _quantities(formulas: Formulas, found: Measured) -> tuple[Quantity, ...]:
    counts = [_parameters(formulas, found)]
    if formulas.layer.sums:
        counts += _sums(formulas, found)
    for name, text in formulas.layer.operations.items():
        counts.append(_quantity(name, formulas.worked(name, formulas.read(text), "counted")))
    counts.append(entries_of_output(found.output, formulas.context))
    return tuple(counts)


def _quantity(name: str, worked: Worked) -> Quantity:
    return Quantity(name, worked.result, worked)


def _parameters(formulas: Formulas, found: Measured) -> Quantity:
    """One for each entry of each parameter's shape."""
    kept = {n: s for n, s in formulas.layer.parameters.items() if n in found.parameters}
    terms = [mul(*(formulas.read(axis) for axis in shape)) for shape in kept.values()]
    words = "the entries of " + " and ".join(f"{n} ({' × '.join(s)})" for n, s in kept.items())
    return _quantity("parameters", formulas.worked("parameters", add(*terms), words if terms else "none"))


def _sums(formulas: Formulas, found: Measured) -> list[Quantity]:
    """Each of the outputs is a sum of n products: n multiplications, n − 1 additions, 1 more with a bias."""
    outputs = [formulas.read(axis) for axis in formulas.layer.output]
    factors = [formulas.read(axis) for axis in formulas.layer.sums]
    each = mul(*factors)
    biased = "bias" in found.parameters
    added = factors if biased else [sub(each, ONE)]
    why = "a sum of n products and a bias" if biased else "a sum of n products takes n − 1 additions"
    return [
        _quantity(
            "multiplications",
            formulas.worked(
                "multiplications", mul(*outputs, *factors), "one product for each weight and each output"
            ),
        ),
        _quantity(
            "additions",
            formulas.worked("additions", mul(*outputs, *added), why),
        ),
    ]


def entries_of_output(output: Shape, context: Context) -> Quantity:
    formula = product(*output)
    chain = tuple(dict.fromkeys((formula, neatest(formula))))
    worked = Worked(
        "entries of the output", chain, ("the product of its shape", WORKED_OUT)[: len(chain)], context
    )
    return Quantity("entries of the output", worked.result, worked)
