"""What a person types for a layer: `input=3x32x32, filters=10, kernel=5`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from derive.engine.folding import folded
from derive.errors import DeriveError, ReadError
from derive.expressions.build import div, mul, num, sub
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import letters
from derive.layers.names import setting_named, spaced
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable
from derive.read import read_expression, size_letters
from derive.records.entries import Layer

_PAIR = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_-]*)\s*=\s*(.+?)\s*$")
_BETWEEN_SIZES = re.compile(r"\s*[x×]\s*(?=[A-Za-z0-9(])")
_PADDED = re.compile(r"""\s*padding\s*=\s*['"]?(same|valid)['"]?\s*$""", re.IGNORECASE)
_CEILED = re.compile(r"\s*ceil_mode\s*=\s*(true|false|1|0)\s*$", re.IGNORECASE)
OWN = ("input", "output", "parameters", "multiplications", "additions")


class BadSetting(DeriveError):
    """A setting that the layer does not have, or a value that it cannot take."""


@dataclass(frozen=True)
class Settings:
    """letter → value; `wanted` are results that are given for --solve; `rounding` is that of the windows."""

    values: Mapping[str, Expr] = field(default_factory=dict)
    shape: tuple[Expr, ...] | None = None
    wanted: Mapping[str, tuple[Expr, ...]] = field(default_factory=dict)
    rounding: str = "floor"


def read_settings(layer: Layer, texts: Iterable[str], functions: FunctionTable) -> Settings:
    """The settings of a layer. Raises BadSetting and ReadError."""
    values: dict[str, Expr] = {}
    wanted: dict[str, tuple[Expr, ...]] = {}
    shape: tuple[Expr, ...] | None = None
    rounding = "floor"
    texts = list(texts)
    for text in (piece for t in spaced(texts) for piece in split_outside_brackets(t, ",")):
        if _CEILED.match(text):
            rounding = _ceiled(layer, text)
            continue
        if _PADDED.match(text):
            padding = _padding(layer, text, texts, functions)
            rounding = "same" if padding is None else rounding
            values.update(padding or {})
            continue
        name, sizes = _pair(text, functions)
        if name == "input":
            shape = sizes
        elif name in OWN:
            wanted[name] = sizes
        else:
            _put(values, layer, name, sizes, text)
    if shape is not None:
        values.update(input_letters(layer, shape))
    return Settings(values, shape, wanted, rounding)


def _ceiled(layer: Layer, text: str) -> str:
    if not layer.windows or any(w.transposed for w in layer.windows) or layer.parameters:
        raise BadSetting(f"{text.strip()!r}: {layer.id} has no windows that may reach over the end")
    return "ceil" if text.partition("=")[2].strip().lower() in ("true", "1") else "floor"


def _padding(
    layer: Layer, text: str, texts: Iterable[str], functions: FunctionTable
) -> dict[str, Expr] | None:
    """`valid` is none, `same` what keeps the size: D (K − 1)/2 on either side for stride 1 and an odd K.

    For others None: TensorFlow adds zeros as they are needed, and the size is ⌈H/S⌉.
    """
    if not layer.windows or any(w.transposed for w in layer.windows):
        raise BadSetting(f"{text.strip()!r}: {layer.id} has no padding to be given in words")
    if "valid" in text:
        return {w.padding: num(0) for w in layer.windows}
    others = [x for t in spaced(texts) for x in split_outside_brackets(t, ",") if not _PADDED.match(x)]
    given: dict[str, Expr | str] = {**layer.defaults, **read_settings(layer, others, functions).values}
    found = {}
    for w in layer.windows:
        k, s, d = (_known(given.get(x, x), functions) for x in (w.kernel, w.stride, w.dilation))
        half = folded(div(mul(d, sub(k, num(1))), num(2)))
        value = number_value(half)
        if number_value(s) != 1 or value is None or value.denominator != 1:
            return None
        found[w.padding] = half
    return found


def _known(value: Expr | str, functions: FunctionTable) -> Expr:
    return _size(value, functions) if isinstance(value, str) else value


def split_outside_brackets(text: str, mark: str) -> list[str]:
    """`a=1, b=max(2, 3)` in two pieces."""
    pieces, depth = [""], 0
    for c in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(c, 0)
        if c == mark and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += c
    return [p for p in pieces if p.strip()]


def _pair(text: str, functions: FunctionTable) -> tuple[str, tuple[Expr, ...]]:
    found = _PAIR.match(text)
    name, value = (found.group(1), found.group(2)) if found else ("input", text.strip())
    if found is None and not re.match(r"\s*\(?[0-9A-Z]", text):
        raise BadSetting(f"{text.strip()!r} is no setting", hint="write name=value, or a shape like 3x32x32")
    return name, read_sizes(value, functions)


def read_sizes(text: str, functions: FunctionTable) -> tuple[Expr, ...]:
    """`3x32x32`, `3xNxN`, `(K-1)/2`: one size for each axis."""
    pieces = _BETWEEN_SIZES.split(text)
    return tuple(_size(piece, functions) for piece in pieces)


def _size(text: str, functions: FunctionTable) -> Expr:
    try:
        sizes = EMPTY.with_letters(*size_letters(text))
        return read_expression(text, sizes, functions, syntax="plain", infer=True).expr
    except ReadError as error:
        raise BadSetting(f"{text!r} is not a size: {error.message}") from error


def _put(values: dict[str, Expr], layer: Layer, name: str, sizes: tuple[Expr, ...], text: str) -> None:
    name = setting_named(layer, name)
    named = layer.words.get(name) or ((name,) if name in layer.letters else None)
    if named is None:
        known = [*layer.words, *layer.letters]
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "it has: input, " + ", ".join(known)
        raise BadSetting(f"{layer.id} has no setting {name!r}", hint=hint)
    if len(sizes) not in (1, len(named)):
        raise BadSetting(f"{text.strip()!r}: {name} takes 1 or {len(named)} numbers, not {len(sizes)}")
    values.update(zip(named, sizes if len(sizes) == len(named) else sizes * len(named), strict=True))


def input_letters(layer: Layer, shape: tuple[Expr, ...]) -> dict[str, Expr]:
    """The letters of the input's axes; one number is the size along every axis, no channels."""
    if layer.input == ("...",):
        return {}
    axes = layer.input
    spatial = layer.words.get("size", axes[1:] if len(axes) > 1 else axes)
    if len(shape) == 1 and len(axes) > 1:
        return dict.fromkeys(spatial, shape[0])
    if len(shape) == len(spatial) != len(axes):
        return dict(zip(spatial, shape, strict=True))
    if len(shape) != len(axes):
        noun = "axis" if len(axes) == 1 else "axes"
        raise BadSetting(
            f"the input of {layer.id} has {len(axes)} {noun} ({', '.join(axes)}), not {len(shape)}",
            hint="put `flatten` before it" if len(axes) == 1 else "",
        )
    return dict(zip(axes, shape, strict=True))


def own_letters(values: Iterable[Expr]) -> list[str]:
    """The letters that the values bring with them, in order."""
    return list(dict.fromkeys(name for value in values for name in letters(value)))
