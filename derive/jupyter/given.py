"""What a caller gives: text, or a SymPy object that is turned into text and what its symbols assume."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from derive.expressions.expr import Expr
from derive.jupyter.library import texts_of
from derive.notation.functions import FunctionTable

Maths = Any  # str, or a SymPy expression; SymPy is imported only where one is given


@dataclass(frozen=True)
class Given:
    """Texts, with the declarations and conditions that the symbols among them bring."""

    texts: tuple[str, ...]
    shapes: Mapping[str, str]
    assume: tuple[str, ...]


def given(
    *values: Maths,
    functions: FunctionTable,
    shapes: Mapping[str, str],
    assume: str | Iterable[str],
) -> Given:
    """The values as texts. Raises DeriveError for what is neither text nor a SymPy expression."""
    declared, conditions = dict(shapes), list(texts_of(assume))
    texts = []
    objects = [v for v in values if not isinstance(v, str)]
    if objects:
        import_module("derive.jupyter.sympy_texts").require_clear(objects)
    for value in values:
        if isinstance(value, str):
            texts.append(value)
            continue
        door = import_module("derive.jupyter.sympy_texts")
        texts.append(door.text_of(value, functions))
        letters, signs = door.declarations(value)
        declared = {**letters, **declared}
        conditions += [c for c in signs if c not in conditions]
    return Given(tuple(texts), declared, tuple(conditions))


def as_sympy(expr: Expr, functions: FunctionTable) -> Any:
    """The expression as an unevaluated SymPy object. Raises DeriveError for what SymPy cannot say."""
    return import_module("derive.jupyter.sympy_texts").sympy_of(expr, functions)


def wrt_text(value: Maths, functions: FunctionTable) -> str:
    """The letter to differentiate by, as text."""
    return given(value, functions=functions, shapes={}, assume=()).texts[0]
