"""Values and derivatives by brute force: an expression unrolled at a concrete n, in dual numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive.expressions.expr import Expr
from tests.binding.nested_sums import COMPARE, array

Env = Mapping[Expr, int]


@dataclass(frozen=True)
class Dual:
    """a + b ε with ε² = 0."""

    value: Fraction
    slope: Fraction = Fraction(0)

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)

    def inverse(self) -> Dual:
        return Dual(1 / self.value, -self.slope / self.value**2)


@dataclass(frozen=True)
class Unrolled:
    """Evaluates with `letter` (a name and its places) moving and everything else at rest."""

    letter: tuple[str, ...] | tuple[str, int] | tuple[str, int, int] | tuple[()]

    def dual(self, expr: Expr, env: Env) -> Dual:
        head, args = expr.head, expr.args
        if head in ("num", "idx") or expr in env:
            return Dual(Fraction(env.get(expr, expr.value)))
        if head == "sym":
            return self._moving((expr.value,), array(expr.value))
        if head == "entry":
            places = tuple(self._whole(a, env) for a in args[1:])
            return self._moving((args[0].value, *places), array(args[0].value, *places))
        if head in ("sum", "prod"):
            return self._big(expr, env)
        if head == "cases":
            branches = zip(args[::2], args[1::2], strict=True)
            return next(self.dual(v, env) for v, c in branches if self.holds(c, env))
        if head == "iverson":
            return Dual(Fraction(self.holds(args[0], env)))
        return self._arithmetic(head, [self.dual(a, env) for a in args])

    def _arithmetic(self, head: str, parts: list[Dual]) -> Dual:
        total = parts[0]
        if head == "neg":
            return Dual(Fraction(-1)) * total
        if head == "delta":
            return Dual(Fraction(parts[0].value == parts[1].value))
        if head == "div":
            return total * parts[1].inverse()
        if head == "pow":
            found = Dual(Fraction(1))
            for _ in range(abs(int(parts[1].value))):
                found = found * total
            return found if parts[1].value >= 0 else found.inverse()
        assert head in ("add", "mul"), head
        for part in parts[1:]:
            total = total + part if head == "add" else total * part
        return total

    def _moving(self, name: tuple[object, ...], value: Fraction) -> Dual:
        return Dual(value, Fraction(name == self.letter))

    def _whole(self, expr: Expr, env: Env) -> int:
        return int(self.dual(expr, env).value)

    def _big(self, expr: Expr, env: Env) -> Dual:
        body, index, lo, hi, condition = expr.args
        found = Dual(Fraction(int(expr.head == "prod")))
        for k in range(self._whole(lo, env), self._whole(hi, env) + 1):
            inner = {**env, index: k}
            if self.holds(condition, inner):
                term = self.dual(body, inner)
                found = found + term if expr.head == "sum" else found * term
        return found

    def holds(self, relation: Expr, env: Env) -> bool:
        if relation.head == "truth":
            return bool(relation.value)
        if relation.head in ("and", "or"):
            return (all if relation.head == "and" else any)(self.holds(a, env) for a in relation.args)
        left, right = (self.dual(a, env).value for a in relation.args)
        return bool(COMPARE[relation.head](left, right))
