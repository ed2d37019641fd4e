"""SymPy objects as the texts and declarations that every call takes; loaded when one is first given."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from numbers import Rational
from typing import Any

import sympy as sp
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.expressions.sympy_bridge import from_sympy, to_sympy
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable
from derive.render.plain import plain

NUMBERS = ("e", "pi", "oo")
SIGNS = (
    ("is_positive", "{} > 0"),
    ("is_negative", "{} < 0"),
    ("is_nonnegative", "{} >= 0"),
    ("is_nonpositive", "{} <= 0"),
    ("is_nonzero", "{} != 0"),
)


def text_of(value: Any, functions: FunctionTable) -> str:
    """The object as plain maths. Raises DeriveError for what is no SymPy object or has no counterpart."""
    if isinstance(value, Rational | Decimal) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, sp.Basic):
        raise DeriveError(
            f"text or a SymPy expression is expected, not {type(value).__name__}", hint='give text: "x^2"'
        )
    if isinstance(value, (sp.core.relational.Relational, BooleanAtom, BooleanFunction)):
        raise DeriveError(f"an expression is expected, not a relation: {value}", hint="give its right side")
    return plain(from_sympy(value), EMPTY, functions)


def require_clear(values: Iterable[Any]) -> None:
    """Raise DeriveError where two symbols would become one letter, or a symbol a number."""
    letters: dict[str, Any] = {}
    for s in (
        s for v in values if isinstance(v, sp.Basic) for s in v.free_symbols if isinstance(s, sp.Symbol)
    ):
        if s.name in NUMBERS:
            raise DeriveError(f"the symbol name {s.name!r} is a number here", hint="use another letter")
        if letters.setdefault(s.name.replace("_", ""), s) != s:
            other = letters[s.name.replace("_", "")]
            hint = "use one symbol, or names that differ in more than _"
            names = " and ".join(sorted({s.name, other.name}))
            raise DeriveError(f"two different symbols are written {names}", hint=hint)


def declarations(value: Any) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the symbols' assumptions say: letters that are integers, and conditions such as x > 0."""
    symbols = sorted(value.free_symbols, key=lambda s: s.name) if isinstance(value, sp.Basic) else []
    plain_symbols = [s for s in symbols if isinstance(s, sp.Symbol) and not _stands_for_an_index(s, value)]
    integers = {s.name: "size" if s.is_positive else "integer" for s in plain_symbols if s.is_integer}
    integers |= {s.name: "real" for s in plain_symbols if s.name == "T" and not s.is_integer}
    if isinstance(value, sp.Basic) and value.has(sp.I):
        integers["i"] = "imaginary"
    signs = []
    for s in (s for s in plain_symbols if integers.get(s.name) != "size"):
        signs += [form.format(s.name) for name, form in SIGNS if getattr(s, name)][:1]
    return integers, tuple(signs)


def _stands_for_an_index(symbol: Any, value: Any) -> bool:
    """Index letters, sizes in the limits of sums and names of arrays are read from their use."""
    inside = list(value.atoms(sp.Indexed, sp.KroneckerDelta))
    limits = [b for x in value.atoms(sp.Sum, sp.Product) for limit in x.limits for b in limit[1:]]
    used = [*(a for x in inside for a in x.args), *limits]
    return any(symbol in a.free_symbols for a in used)


def sympy_of(expr: Expr, functions: FunctionTable) -> Any:
    """The expression as a SymPy object, unevaluated."""
    return to_sympy(expr, functions=functions)
