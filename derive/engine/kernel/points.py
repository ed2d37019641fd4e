"""Values at a point: exact rational numbers as long as possible, arb balls beyond.

Whatever has no certified value there (a ball that may be zero below a fraction line, a comparison
that the balls do not settle) is not accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor, isqrt
from types import MappingProxyType
from typing import Any

from flint import arb

from derive.engine.balls import RULES as VALUES
from derive.engine.kernel.unfold import VALUE_OF, Reject
from derive.expressions.build import num
from derive.expressions.expr import (
    BINDERS,
    LOGIC,
    RELATIONS,
    Expr,
    Index,
    free_indices,
    kinds,
    node,
    number_value,
    postorder,
)
from derive.notation.context import EMPTY, Context

Value = Any  # Fraction, else a finite arb ball
MOST_BITS, MOST_VALUES = 100_000, 300_000
PLACES = LOGIC | RELATIONS | {"idx", "num", "add", "neg", "mul", "truth", "iverson", "delta"}
INTEGERS = ("size", "integer", "index")
NUMBERED = kinds("sum", "prod", "entry", "idx", "delta")
FUNCTIONS = {**{f: f for f in "exp sin cos tan atan asin acos erf".split()}, "value_of_gamma": "gamma"}
FUNCTIONS |= {"value_of_loggamma": "lgamma", "value_of_digamma": "digamma"}


def ball(x: Value) -> Any:
    return arb(x.numerator) / arb(x.denominator) if isinstance(x, Fraction) else x


def about_places(context: Context, e: Expr) -> bool:
    """A bracket or δ that compares places and sizes."""
    if e.head not in ("iverson", "delta"):
        return False
    return all(
        x.head in PLACES or (x.head == "sym" and context.role(x.value) in INTEGERS) for x in postorder(e)
    )


def nonzero(x: Value) -> bool:
    return bool(x != 0) if isinstance(x, Fraction) else bool(x > 0 or x < 0)


class Point:
    """Letters (sym, and entries at numbers) to rational numbers; `bound`: the places of indices.

    `axes` gives the sizes of an array's axes; the letters `integers` are places, sizes and their like."""

    def __init__(
        self,
        letters: Mapping[Expr, Fraction],
        axes: Callable[[str], Sequence[Expr]] = lambda name: (),
        integers: Mapping[str, int] = MappingProxyType({}),
        roles: Context = EMPTY,
    ) -> None:
        self.letters, self.axes, self.integers, self.roles = letters, axes, integers, roles
        self.bound: dict[Index, int] = {}
        self.memo: dict[Any, Value] = {}

    def value(self, e: Expr) -> Value:
        bound = self.bound
        inner = [(i.uid, i.name, bound[i]) for i in free_indices(e) if i in bound] if bound else ()
        key = (e, *sorted(inner)) if inner else e
        found = self.memo.get(key)
        if found is None:
            if len(self.memo) > MOST_VALUES:
                raise Reject("too many terms in the sums at the point")
            found = self._value(e)
            if isinstance(found, Fraction):
                if found.numerator.bit_length() + found.denominator.bit_length() > MOST_BITS:
                    raise Reject("a value of more than 100,000 bits")
            elif not found.is_finite():
                raise Reject(f"{e.head} has no certified value at the point")
            self.memo[key] = found
        return found

    def integer(self, e: Expr) -> int:
        value = self.value(e)
        if not isinstance(value, Fraction) or value.denominator != 1 or abs(value) > 1_000_000:
            raise Reject("an index or a limit that is no integer")
        return int(value)

    def _value(self, e: Expr) -> Value:
        number = number_value(e)
        if number is not None:
            return number
        if e.head in ("sym", "idx", "entry"):
            return self._letter(e)
        if e.head == "const" and e.value in ("pi", "e"):
            return arb.pi() if e.value == "pi" else arb(1).exp()
        if e.head in ("cases", "iverson", "delta"):
            return self._chosen(e)
        if e.head in BINDERS:
            return self._written_out(e)
        if e.head == "mul" and any(self._excluded(a) for a in e.args):
            return Fraction(0)
        if e.head == "where" and not all(self.truth(c) for c in e.args[1:]):
            raise Reject("a value does not exist at the point")
        if e.head == "where":
            return self.value(e.args[0])
        if e.head == "call" or (e.head.startswith(VALUE_OF) and e.head not in FUNCTIONS):
            return self._special(e)
        return _apply(e.head, [self.value(a) for a in e.args])

    def _letter(self, e: Expr) -> Value:
        if e.head == "idx" and e.value in self.bound:
            return Fraction(self.bound[e.value])
        if e.head == "idx":
            e = node("sym", value=e.value.name)
        elif e.head == "entry":
            places = [self.integer(a) for a in e.args[1:]]
            axes = self.axes(e.args[0].value) if e.args[0].head == "sym" else ()
            if e.args[0].head != "sym" or (axes and len(axes) != len(places)):
                raise Reject("an entry with the wrong number of indices")
            if not all(1 <= k <= self.integer(n) for k, n in zip(places, axes, strict=False)):
                raise Reject(f"an entry of {e.args[0].value} outside of its range")
            e = node("entry", e.args[0], *map(num, places))
        if e not in self.letters:
            raise Reject(f"no value for {e!r} at the point")
        return self.letters[e]

    def _excluded(self, e: Expr) -> bool:
        """Whether a bracket or δ about places is 0: then the product is, whatever the other factors are."""
        if e.head == "mul":
            return any(self._excluded(a) for a in e.args)
        return about_places(self.roles, e) and not self.value(e)

    def _written_out(self, e: Expr) -> Value:
        body, index, lo, hi, condition = e.args
        low, high = self.integer(lo), self.integer(hi)
        if high < low - 1:
            raise Reject("a sum whose limits are reversed")
        total = Fraction(int(e.head == "prod"))
        for k in range(low, high + 1):
            self.bound[index.value] = k
            if self.truth(condition):
                total = _apply("add" if e.head == "sum" else "mul", [total, self.value(body)])
        self.bound.pop(index.value, None)
        return total

    def _special(self, e: Expr) -> Value:
        """A special function by arb."""
        rule: Any = VALUES.get(e.head.removeprefix(VALUE_OF))
        if rule is None:
            raise Reject(f"the kernel has no values of {e.head}")
        return rule(self, e)

    def _chosen(self, e: Expr) -> Value:
        if e.head != "cases":
            return Fraction(
                int(self.truth(e.args[0]) if e.head == "iverson" else self._compare("eq", *e.args))
            )
        for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
            if self.truth(condition):
                return self.value(value)
        raise Reject("no case holds at the point")

    def truth(self, c: Expr) -> bool:
        """Whether the condition holds at the point, for certain."""
        if c.head == "truth":
            return bool(c.value)
        if c.head == "defined":
            return self.value(c.args[0]) is not None
        if c.head == "not":
            return not self.truth(c.args[0])
        if c.head in ("and", "or"):
            parts = [self.truth(a) for a in c.args]
            return all(parts) if c.head == "and" else any(parts)
        if c.head not in RELATIONS:
            raise Reject(f"{c.head} is no condition")
        return self._compare(c.head, *c.args)

    def _compare(self, kind: str, a: Expr, b: Expr) -> bool:
        x, y = self.value(a), self.value(b)
        gap = x - y if isinstance(x, Fraction) and isinstance(y, Fraction) else ball(x) - ball(y)
        if not nonzero(gap):
            if not isinstance(gap, Fraction):
                raise Reject("a comparison that the balls do not settle")
            return kind in ("eq", "le", "ge")
        return kind == "ne" or ((kind in ("gt", "ge")) == bool(gap > 0) and kind != "eq")


def _apply(head: str, args: list[Value]) -> Value:
    x = args[0]
    exact = all(isinstance(a, Fraction) for a in args)
    if head in ("add", "mul", "max", "min"):
        for y in args[1:]:
            x, y = (x, y) if isinstance(x, Fraction) and isinstance(y, Fraction) else (ball(x), ball(y))
            x = x + y if head == "add" else x * y if head == "mul" else _extreme(head, x, y)
        return x
    if head in ("neg", "abs"):
        return -x if head == "neg" else abs(x)
    if head == "div":
        if not nonzero(args[1]):
            raise Reject("a denominator that may be zero at the point")
        return x / args[1] if exact else ball(x) / ball(args[1])
    if head in ("pow", "sqrt"):
        return power(x, args[1] if head == "pow" else Fraction(1, 2))
    if head == "floor":
        place = floor(x) if exact else x.floor().unique_fmpz()
        if place is None:
            raise Reject("a floor that the ball does not settle")
        return Fraction(int(place))
    if head in ("sign", "heaviside"):
        if not exact and not nonzero(x):
            raise Reject("a sign that the ball does not settle")
        sign = Fraction((x > 0) - (x < 0))
        return sign if head == "sign" else (1 + sign) / 2
    return _function(head, args)


def _extreme(head: str, x: Value, y: Value) -> Value:
    return (x + y + abs(x - y) * (1 if head == "max" else -1)) / 2


def power(x: Value, q: Value) -> Value:
    if isinstance(q, Fraction) and q.denominator == 1:
        return _integer_power(x, int(q))
    if isinstance(x, Fraction) and isinstance(q, Fraction) and x >= 0 and q.denominator == 2:
        roots = [isqrt(k) for k in (x.numerator, x.denominator)]
        if [r * r for r in roots] == [x.numerator, x.denominator]:
            return _integer_power(Fraction(*roots), q.numerator)
    if isinstance(x, Fraction) and x == 0 and isinstance(q, Fraction) and q > 0:
        return Fraction(0)
    if not x > 0:
        raise Reject("a power that has no certified value at the point")
    return ball(x).sqrt() if q == Fraction(1, 2) else (ball(q) * ball(x).log()).exp()


def _integer_power(x: Value, n: int) -> Value:
    if n < 0 and not nonzero(x):
        raise Reject("a negative power of something that may be zero")
    if isinstance(x, Fraction):
        if abs(n) * (x.numerator.bit_length() + x.denominator.bit_length()) <= MOST_BITS or x in (0, 1, -1):
            return x**n
        x = ball(x)
    total = ball(Fraction(1))
    for bit in bin(abs(n))[2:]:  # arb's own power is not finite at a ball around zero
        total = total * total * x if bit == "1" else total * total
    return total if n >= 0 else 1 / total


def _function(head: str, args: list[Value]) -> Value:
    x = args[0]
    if head == "log":
        if not x > 0:
            raise Reject("the logarithm of something not certainly positive")
        return Fraction(0) if x == 1 else ball(x).log()
    if head not in FUNCTIONS or len(args) != 1:
        raise Reject(f"the kernel has no values of {head}")
    if isinstance(x, Fraction) and x == 0 and not head.startswith("value_of"):
        return Fraction(1 if head in ("exp", "cos") else 0) if head != "acos" else arb.pi() / 2
    if head.startswith("value_of") and not x > 0:
        raise Reject(f"{head} of something not certainly positive")
    return getattr(ball(x), FUNCTIONS[head])()


def numbered(*trees: Expr) -> bool:
    """Whether sums, arrays or indices occur."""
    return any(e.kinds & NUMBERED for e in trees)
