"""What is known of the letters: roles, signs, fixed values. Read once per comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

from derive.expressions.build import ZERO, rel
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha
from derive.notation.context import Context
from derive.notation.functions import FunctionTable


@dataclass(frozen=True)
class Facts:
    """`positive`, `nonzero`: alpha forms known > 0, ≠ 0 · `signs`: factor expression → ±1 (its
    sign where it is not zero, taken as such) · `values`: letters fixed by an equation · `unequal`:
    differences of indices known not to be 0 · `brackets`: order brackets known to be 0 or 1 ·
    `products`: the sign of a product of factors whose own signs are open · `impossible`: signs that
    contradict a product · `exceptions`: functions on whose zeros the signs are not known to hold ·
    `cyclotomic`: square roots of primes are written by the roots of unity that occur."""

    context: Context
    functions: FunctionTable
    positive: frozenset[Expr] = frozenset()
    nonzero: frozenset[Expr] = frozenset()
    signs: dict[Expr, int] = field(default_factory=dict)
    values: dict[Expr, Expr] = field(default_factory=dict)
    unequal: frozenset[Expr] = frozenset()
    brackets: dict[Expr, int] = field(default_factory=dict)
    products: tuple[tuple[frozenset[Expr], int], ...] = ()
    impossible: bool = False
    exceptions: tuple[Expr, ...] = ()
    cyclotomic: bool = False
    forms: dict[int, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def positive_letter(self, expr: Expr) -> bool:
        if alpha(expr) in self.positive or self.role(expr) == "size":
            return True
        return expr.head == "entry" and expr.args[0] in self.positive

    def role(self, expr: Expr) -> str:
        """What a letter, or an entry of an array of them, is."""
        if expr.head == "idx":
            return "index"
        if expr.head == "entry" and expr.args[0].head == "sym":
            return self.context.role(expr.args[0].value)
        return self.context.role(expr.value) if expr.head == "sym" else "scalar"

    def is_integer(self, expr: Expr) -> bool:
        return self.role(expr) in ("integer", "size", "index")

    def value_of(self, expr: Expr) -> Expr | None:
        return self.values.get(expr)

    def derived_signs(self) -> Iterator[Expr]:
        """The signs as relations, where some follow from others: of x (x − 2) ≤ 0 and x < 0: x − 2 ≥ 0."""
        for f, sign in self.signs.items() if self.products else ():
            yield rel("ge" if sign > 0 else "le", f, ZERO)

    def with_signs(self, signs: dict[Expr, int]) -> Facts:
        """With these signs, and those that then follow from the products."""
        known = {**self.signs, **signs}
        impossible = self.impossible
        for _ in range(len(self.products) + 1):
            for factors, sign in self.products:
                unknown = [f for f in factors if f not in known]
                rest = prod(known[f] for f in factors if f in known) * sign
                if len(unknown) == 1:
                    known[unknown[0]] = rest
                impossible = impossible or (not unknown and rest < 0)
        return replace(self, signs=known, impossible=impossible)
