"""Values at a point: exact rational numbers as long as possible, arb balls beyond.

Whatever has no certified value there (a ball that may be zero below a fraction line, a comparison
that the balls do not settle) is not accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor, isqrt
from typing import Any

from flint import arb

from derive.engine.kernel.polynomial import Reject
from derive.expressions.expr import RELATIONS, Expr, number_value

Value = Any  # Fraction, else a finite arb ball
MOST_BITS = 100_000


def ball(x: Value) -> Any:
    return arb(x.numerator) / arb(x.denominator) if isinstance(x, Fraction) else x


def positive(x: Value) -> bool:
    return bool(x > 0)


def nonzero(x: Value) -> bool:
    return bool(x != 0) if isinstance(x, Fraction) else bool(x > 0 or x < 0)


class Point:
    """Letters (sym, idx, entry) to rational numbers."""

    def __init__(self, letters: Mapping[Expr, Fraction]) -> None:
        self.letters = letters
        self.memo: dict[Expr, Value] = {}

    def value(self, e: Expr) -> Value:
        found = self.memo.get(e)
        if found is None:
            found = self._value(e)
            if isinstance(found, Fraction):
                if found.numerator.bit_length() + found.denominator.bit_length() > MOST_BITS:
                    raise Reject("a value of more than 100,000 bits")
            elif not found.is_finite():
                raise Reject(f"{e.head} has no certified value at the point")
            self.memo[e] = found
        return found

    def _value(self, e: Expr) -> Value:
        number = number_value(e)
        if number is not None:
            return number
        if e.head in ("sym", "idx", "entry"):
            if e not in self.letters:
                raise Reject(f"no value for {e!r} at the point")
            return self.letters[e]
        if e.head == "const" and e.value in ("pi", "e"):
            return arb.pi() if e.value == "pi" else arb(1).exp()
        if e.head == "cases":
            return self._cases(e)
        if e.head == "where":
            return self._where(e)
        if e.head == "defined":
            return self.value(e.args[0])
        if e.head == "iverson":
            return Fraction(int(self.truth(e.args[0])))
        if e.head == "delta":
            return Fraction(int(self._compare("eq", *e.args)))
        return self._apply(e.head, [self.value(a) for a in e.args])

    def _cases(self, e: Expr) -> Value:
        for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
            if self.truth(condition):
                return self.value(value)
        raise Reject("no case holds at the point")

    def _where(self, e: Expr) -> Value:
        for c in e.args[1:]:
            if c.head == "defined":
                self.value(c)
            elif not self.truth(c):
                raise Reject("a value does not exist at the point")
        return self.value(e.args[0])

    def truth(self, c: Expr) -> bool:
        """Whether the condition holds at the point, for certain."""
        if c.head == "truth":
            return bool(c.value)
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
        if not nonzero(gap) and not isinstance(gap, Fraction):
            raise Reject("a comparison that the balls do not settle")
        if not nonzero(gap):
            return kind in ("eq", "le", "ge")
        return kind == "ne" or (kind in ("gt", "ge")) == positive(gap) and kind != "eq"

    def _apply(self, head: str, args: list[Value]) -> Value:
        if head in ("add", "mul"):
            return self._fold(head, args)
        if head == "neg":
            return -args[0]
        if head == "div":
            if not nonzero(args[1]):
                raise Reject("a denominator that may be zero at the point")
            exact = isinstance(args[0], Fraction) and isinstance(args[1], Fraction)
            return args[0] / args[1] if exact else ball(args[0]) / ball(args[1])
        if head in ("pow", "sqrt"):
            return power(args[0], args[1] if head == "pow" else Fraction(1, 2))
        if head in ("max", "min", "abs", "sign", "heaviside", "floor"):
            return _stepwise(head, args)
        return _function(head, [ball(a) for a in args], args)

    def _fold(self, head: str, args: list[Value]) -> Value:
        total = args[0]
        for x in args[1:]:
            if not (isinstance(total, Fraction) and isinstance(x, Fraction)):
                total, x = ball(total), ball(x)
            total = total + x if head == "add" else total * x
        return total


def power(x: Value, q: Value) -> Value:
    if isinstance(q, Fraction) and q.denominator == 1:
        return _integer_power(x, int(q))
    if isinstance(x, Fraction) and isinstance(q, Fraction) and x >= 0 and q.denominator == 2:
        roots = [isqrt(k) for k in (x.numerator, x.denominator)]
        if [r * r for r in roots] == [x.numerator, x.denominator]:
            return _integer_power(Fraction(*roots), q.numerator)
    if isinstance(x, Fraction) and x == 0 and isinstance(q, Fraction) and q > 0:
        return Fraction(0)
    if not positive(x):
        raise Reject("a power that has no certified value at the point")
    return ball(x).sqrt() if q == Fraction(1, 2) else (ball(q) * ball(x).log()).exp()


def _integer_power(x: Value, n: int) -> Value:
    if n < 0 and not nonzero(x):
        raise Reject("a negative power of something that may be zero")
    if isinstance(x, Fraction):
        if abs(n) * (x.numerator.bit_length() + x.denominator.bit_length()) <= MOST_BITS or x in (0, 1, -1):
            return x**n
        x = ball(x)
    return x ** arb(n)


def _stepwise(head: str, args: list[Value]) -> Value:
    x = args[0]
    if head in ("max", "min"):
        for y in args[1:]:
            if not (isinstance(x, Fraction) and isinstance(y, Fraction)):
                x, y = ball(x), ball(y)
                x = (x + y + abs(x - y)) / 2 if head == "max" else (x + y - abs(x - y)) / 2
            else:
                x = max(x, y) if head == "max" else min(x, y)
        return x
    if head == "abs":
        return abs(x)
    if head == "floor":
        place = floor(x) if isinstance(x, Fraction) else x.floor().unique_fmpz()
        if place is None:
            raise Reject("a floor that the ball does not settle")
        return Fraction(int(place))
    if not isinstance(x, Fraction) and not nonzero(x):
        raise Reject("a sign that the ball does not settle")
    sign = Fraction((x > 0) - (x < 0))
    return sign if head == "sign" else (1 + sign) / 2


FUNCTIONS = {"exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "atan": "atan", "asin": "asin"}
FUNCTIONS |= {"acos": "acos", "erf": "erf", "gamma": "gamma", "loggamma": "lgamma", "digamma": "digamma"}


def _function(head: str, balls: list[Any], args: list[Value]) -> Value:
    if head == "log":
        if not positive(args[0]):
            raise Reject("the logarithm of something not certainly positive")
        return Fraction(0) if args[0] == 1 else balls[0].log()
    if head not in FUNCTIONS or len(balls) != 1:
        raise Reject(f"the kernel has no values of {head}")
    if args[0] == 0 and head in ("exp", "cos", "sin", "tan", "atan", "asin", "erf"):
        return Fraction(1 if head in ("exp", "cos") else 0)
    if head in ("gamma", "loggamma", "digamma") and not positive(args[0]):
        raise Reject(f"{head} of something not certainly positive")
    return getattr(balls[0], FUNCTIONS[head])()
