"""What a caller gives: text, or a SymPy object that is turned into text and what its symbols assume."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from derive.errors import DeriveError
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
    declared, conditions = named_shapes(shapes), list(texts_of(assume))
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


def sides_of(relation: Any) -> tuple[Any, Any]:
    """Both sides of a SymPy relation. Raises DeriveError for what is none (SymPy turns x = x into True)."""
    try:
        return relation.lhs, relation.rhs
    except AttributeError:
        message = f"a statement is expected, text or a SymPy relation, not {relation!r}"
        hint = 'give the text, "x <= y", or sympy.Le(x, y, evaluate=False)'
        raise DeriveError(message, hint=hint) from None


def named_shapes(shapes: Mapping[str, str]) -> dict[str, str]:
    """{"W": "m,n"}; raises DeriveError for what says no shapes by name."""
    if not isinstance(shapes, Mapping) or not all(isinstance(t, str) for kv in shapes.items() for t in kv):
        message = f"the shapes {shapes!r} are not read: a mapping of letters to sizes is expected"
        raise DeriveError(message, hint='write shapes={"W": "m,n", "x": "n"}')
    return dict(shapes)


def as_sympy(expr: Expr, functions: FunctionTable) -> Any:
    """The expression as an unevaluated SymPy object. Raises DeriveError for what SymPy cannot say."""
    return import_module("derive.jupyter.sympy_texts").sympy_of(expr, functions)


def wrt_text(value: Maths, functions: FunctionTable) -> str:
    """The letter to differentiate by, as text."""
    return given(value, functions=functions, shapes={}, assume=()).texts[0]
