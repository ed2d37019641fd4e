"""Real and imaginary part of a tree with the imaginary unit; letters are real.

e^{u+iv} = e^u·(cos v + i·sin v)        sin, cos of complex numbers by exponentials
log z = log|z| + i·arg z,  z^w = e^{w·log z}      principal values, of constants whose place is certain
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from derive.engine.kernel.points import Point, nonzero
from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import ONE, PI, TWO, ZERO, add, div, exp, log, mul, neg, num, power
from derive.expressions.expr import LEAVES, RELATIONS, Expr, free_indices, node, postorder
from derive.expressions.walk import rebuild

Pair = tuple[Expr, Expr]
I_UNIT = node("const", value="i")
HALF_TURN = div(PI, TWO)
MOST_POWER, MOST_NODES = 64, 20_000


def has_unit(*trees: Expr) -> bool:
    return any(e is I_UNIT for e in postorder(*trees))


def real_parts(*trees: Expr) -> Iterator[Expr]:
    """What the trees hold that is real as it stands, numbers apart."""
    for e in postorder(*trees):
        bound = any(i.uid for i in free_indices(e))
        if e.head not in (*RELATIONS, *LEAVES) and not bound and not _constant(e) and not has_unit(e):
            yield e


def parts(expr: Expr) -> Pair:
    """(Re, Im)."""
    memo: dict[Expr, Pair] = {}
    for count, e in enumerate(postorder(expr)):
        if count > MOST_NODES:
            raise Reject("an expression with the imaginary unit that is too large")
        memo[e] = _parts(e, [memo[a] for a in e.args])
    return memo[expr]


def _parts(e: Expr, args: list[Pair]) -> Pair:
    if e is I_UNIT:
        return ZERO, ONE
    if all(b is ZERO for _, b in args) and not (e.head in BRANCHED and _outside(e, args[0][0])):
        return rebuild(e, (a for a, _ in args)), ZERO
    rule = RULES.get(e.head)
    if rule is None:
        raise Reject(f"{e.head} of something that is not real")
    return rule(e, args)


# ---- arithmetic --------------------------------------------------------------------------------------


def plus(a: Expr, b: Expr) -> Expr:
    return b if a is ZERO else a if b is ZERO else add(a, b)


def minus(a: Expr) -> Expr:
    return ZERO if a is ZERO else neg(a)


def times(a: Expr, b: Expr) -> Expr:
    return ZERO if ZERO in (a, b) else b if a is ONE else a if b is ONE else mul(a, b)


def product(x: Pair, y: Pair) -> Pair:
    (a, b), (c, d) = x, y
    return plus(times(a, c), minus(times(b, d))), plus(times(a, d), times(b, c))


def quotient(x: Pair, y: Pair) -> Pair:
    (a, b), (c, d) = x, y
    if d is ZERO:
        return div(a, c), ZERO if b is ZERO else div(b, c)
    size = plus(times(c, c), times(d, d))
    above = product(x, (c, minus(d)))
    return div(above[0], size), div(above[1], size)


def raised(x: Pair, n: int) -> Pair:
    if abs(n) > MOST_POWER:
        raise Reject("a high power of something that is not real")
    total: Pair = (ONE, ZERO)
    for _ in range(abs(n)):
        total = product(total, x)
    return total if n >= 0 else quotient((ONE, ZERO), total)


def _sum(e: Expr, args: list[Pair]) -> Pair:
    total: Pair = (ZERO, ZERO)
    for a, b in args:
        total = plus(total[0], a), plus(total[1], b)
    return total


def _product(e: Expr, args: list[Pair]) -> Pair:
    total: Pair = (ONE, ZERO)
    for x in args:
        total = product(total, x)
    return total


# ---- exponentials ------------------------------------------------------------------------------------


def exponential(x: Pair) -> Pair:
    u, v = x
    size = ONE if u is ZERO else exp(u)
    return (size, ZERO) if v is ZERO else (times(size, node("cos", v)), times(size, node("sin", v)))


def _half(v: Expr, sign: int) -> Expr:
    """cosh v or sinh v."""
    return div(add(exp(v), mul(num(sign), exp(neg(v)))), TWO)


def _sine(e: Expr, args: list[Pair]) -> Pair:
    ((u, v),) = args
    return times(node("sin", u), _half(v, 1)), times(node("cos", u), _half(v, -1))


def _cosine(e: Expr, args: list[Pair]) -> Pair:
    ((u, v),) = args
    return times(node("cos", u), _half(v, 1)), minus(times(node("sin", u), _half(v, -1)))


def _tangent(e: Expr, args: list[Pair]) -> Pair:
    return quotient(_sine(e, args), _cosine(e, args))


# ---- principal values --------------------------------------------------------------------------------


def _outside(e: Expr, base: Expr) -> bool:
    """A root, power or logarithm of a number that is certainly negative."""
    q = exact(e.args[1]) if e.head == "pow" else None
    whole = q is not None and q.denominator == 1
    return not whole and _constant(base) and _sign(base) < 0


def _constant(*trees: Expr) -> bool:
    return not any(e.head in ("sym", "idx", "entry", "call") for e in postorder(*trees))


def _sign(e: Expr) -> int:
    """The certain sign of a number."""
    x = Point({}).value(e)
    if not nonzero(x):
        if x == 0:
            return 0
        raise Reject("a number whose sign is not certain")
    return 1 if x > 0 else -1


def polar(x: Pair) -> Pair:
    """(|z|², arg z) with −π < arg z ≤ π."""
    a, b = x
    if not _constant(a, b):
        raise Reject("a root, power or logarithm of something complex that is no constant")
    s, t = _sign(a), _sign(b)
    if not s and not t:
        raise Reject("the argument of zero")
    square = plus(times(a, a), times(b, b))
    if not t:
        return square, ZERO if s > 0 else PI
    turn = HALF_TURN if t > 0 else neg(HALF_TURN)
    if not s:
        return square, turn
    return square, node("atan", div(b, a)) if s > 0 else add(turn, neg(node("atan", div(a, b))))


def logarithm(x: Pair) -> Pair:
    square, turn = polar(x)
    return div(log(square), TWO), turn


def _power(e: Expr, args: list[Pair]) -> Pair:
    base, exponent = args
    q = exact(exponent[0]) if exponent[1] is ZERO else None
    if q is not None and q.denominator == 1:
        return raised(base, int(q))
    if q == Fraction(1, 2):
        return _sqrt(e, args)
    if e.args[0].head == "const" and e.args[0].value == "e":
        return exponential(exponent)
    if q is None:
        return exponential(product(exponent, logarithm(base)))
    square, turn = polar(base)
    size, angle = power(square, num(q / 2)), times(num(q), turn)
    return times(size, node("cos", angle)), times(size, node("sin", angle))


def _sqrt(e: Expr, args: list[Pair]) -> Pair:
    """√z = √((|z| + a)/2) ± i·√((|z| − a)/2), with the sign of b."""
    a, b = args[0]
    square, _ = polar(args[0])
    size = node("sqrt", square)
    high, low = (node("sqrt", div(add(size, x), TWO)) for x in (a, neg(a)))
    return high, low if _sign(b) >= 0 else neg(low)


def _absolute(e: Expr, args: list[Pair]) -> Pair:
    ((a, b),) = args
    return node("sqrt", plus(times(a, a), times(b, b))), ZERO


def _where(e: Expr, args: list[Pair]) -> Pair:
    return node("where", *(a for a, _ in args)), args[0][1]


def _binder(e: Expr, args: list[Pair]) -> Pair:
    a, b = args[0]
    return rebuild(e, (a, *e.args[1:])), rebuild(e, (b, *e.args[1:]))


def _derivative(e: Expr, args: list[Pair]) -> Pair:
    (a, b), letter = args[0], e.args[1]
    return node("deriv", a, letter), node("deriv", b, letter)


Rule = Callable[[Expr, list[Pair]], Pair]
BRANCHED = frozenset({"sqrt", "log", "pow"})
RULES: dict[str, Rule] = {
    "add": _sum,
    "mul": _product,
    "neg": lambda e, args: (minus(args[0][0]), minus(args[0][1])),
    "div": lambda e, args: quotient(*args),
    "pow": _power,
    "exp": lambda e, args: exponential(args[0]),
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "log": lambda e, args: logarithm(args[0]),
    "sqrt": _sqrt,
    "abs": _absolute,
    "sum": _binder,
    "where": _where,
    "deriv": _derivative,
}
