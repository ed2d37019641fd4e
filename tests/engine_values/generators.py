"""Random expressions, one family for each kind of generator of the field.

angles    sin, cos, tan of sums of rational multiples of x, y, π, atan and asin among them
powers    fractional, negative and symbolic exponents of numbers, exponentials, products, signs
special   Γ at shifts, halves and negatives, erf, inverse functions, floors of sums
ranges    sums and products with limits, shifts, δ in arithmetic, conditions, triangles, powers of the dummy
choices   cases with and, or, not; brackets, signs, max and min of several; comparisons of places
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from benchmarks.fuzz import J, K, N, P, Q, X, Y
from derive.expressions import build as b
from derive.expressions.build import (
    ONE,
    TWO,
    ZERO,
    add,
    cases,
    delta,
    div,
    entry,
    fn,
    fresh_idx,
    mul,
    neg,
    num,
    power,
    rel,
    sub,
)
from derive.expressions.expr import Expr, node

ARRAYS = (b.sym("X"), b.sym("Y"))
ORDERS = ("lt", "le", "gt", "ge", "eq", "ne")
SMALL = [Fraction(k, d) for d in (1, 1, 2, 3, 4, 6) for k in (1, 2, 3)]


def number(rng: Random) -> Expr:
    return num(rng.choice(SMALL) * rng.choice((1, 1, 1, -1)))


def letters(rng: Random, depth: int) -> Expr:
    """A polynomial or quotient in x and y."""
    if depth <= 0:
        return rng.choice([X, X, Y, num(rng.randint(1, 3))])
    one, two = letters(rng, depth - 1), letters(rng, rng.randint(0, depth - 1))
    return rng.choice([add(one, two), sub(one, two), mul(one, two), div(one, two), power(one, TWO)])


# ---- angles ------------------------------------------------------------------------------------------


def angle(rng: Random) -> Expr:
    """Σ c·m over x, y, xy, π, atan x, asin of a part."""
    inverse = [fn("atan", rng.choice([X, div(X, Y)])), fn("asin", div(X, num(3)))]
    parts = [X, X, Y, b.PI, b.PI, mul(X, Y), *inverse]
    terms = [mul(number(rng), rng.choice(parts)) for _ in range(rng.randint(1, 2))]
    return add(*terms)


def angles(rng: Random, depth: int) -> Expr:
    if depth <= 0:
        wave = fn(rng.choice(["sin", "cos", "sin", "cos", "tan"]), angle(rng))
        return rng.choice([wave, wave, wave, X, num(2)])
    one, two = angles(rng, depth - 1), angles(rng, rng.randint(0, depth - 1))
    made = rng.choice(["add", "sub", "mul", "div", "square", "abs", "sqrt", "log", "exp", "half", "sign"])
    table: dict[str, Callable[[], Expr]] = {
        "add": lambda: add(one, two),
        "sub": lambda: sub(one, two),
        "mul": lambda: mul(one, two),
        "div": lambda: div(one, two),
        "square": lambda: power(one, TWO),
        "half": lambda: fn("sqrt", add(ONE, rng.choice([one, neg(one)]))),
    }
    return table[made]() if made in table else fn(made, one)


# ---- powers ------------------------------------------------------------------------------------------


def base(rng: Random) -> Expr:
    whole = [
        X,
        Y,
        mul(X, Y),
        sub(X, ONE),
        add(power(X, TWO), ONE),
        power(X, TWO),
        sub(fn("exp", X), fn("exp", Y)),
    ]
    numbers = [num(2), num(Fraction(3, 4)), num(12), num(8), num(-2)]
    grown = [fn("exp", X), fn("exp", div(X, Y)), fn("abs", sub(X, Y)), fn("sqrt", X), fn("sign", X), b.E]
    return rng.choice([*whole, *whole, *numbers, *grown])


def exponent(rng: Random) -> Expr:
    symbolic = [P, mul(TWO, P), add(P, Q), sub(P, ONE), mul(num(3), N), add(N, ONE), X, sub(ZERO, P)]
    return rng.choice(symbolic) if rng.random() < 0.35 else number(rng)


def powers(rng: Random, depth: int) -> Expr:
    if depth <= 0:
        return power(base(rng), exponent(rng))
    one, two = powers(rng, depth - 1), powers(rng, rng.randint(0, depth - 1))
    made = rng.choice(["mul", "mul", "div", "add", "sub", "log", "exp", "power", "abs", "root"])
    table: dict[str, Callable[[], Expr]] = {
        "mul": lambda: mul(one, two),
        "div": lambda: div(one, two),
        "add": lambda: add(one, two),
        "sub": lambda: sub(one, two),
        "log": lambda: fn("log", fn("abs", one)),
        "exp": lambda: fn("exp", rng.choice([mul(number(rng), fn("log", one)), div(one, add(ONE, X)), one])),
        "power": lambda: power(one, number(rng)),
        "abs": lambda: fn("abs", one),
        "root": lambda: fn("sqrt", rng.choice([one, add(X, mul(TWO, fn("sqrt", sub(X, ONE))))])),
    }
    return table[made]()


# ---- special functions -------------------------------------------------------------------------------


def special(rng: Random, depth: int) -> Expr:
    if depth <= 0:
        return rng.choice([X, Y, num(2)]) if rng.random() < 0.15 else one_of_specials(rng)
    one, two = special(rng, depth - 1), special(rng, rng.randint(0, depth - 1))
    made = rng.choice([add(one, two), sub(one, two), mul(one, two), div(one, two), neg(one)])
    return rng.choice([made, made, fn("floor", made), fn("abs", made)])


def one_of_specials(rng: Random) -> Expr:
    shift = num(
        rng.choice([1, 2, 3, -1, -2, Fraction(1, 2), Fraction(3, 2), Fraction(1, 3), Fraction(-5, 2)])
    )
    root = div(fn("sqrt", num(rng.choice([1, 2, 3, 4]))), rng.choice([TWO, num(-2)]))
    whole = rng.choice(
        [P, mul(TWO, P), add(P, Q), mul(num(Fraction(1, 2)), P), mul(num(Fraction(3, 2)), Q), N]
    )
    tangent = rng.choice([ONE, num(-1), fn("sqrt", num(3)), div(ONE, fn("sqrt", num(3))), TWO])
    return rng.choice(
        [
            node("call", b.sym("f"), letters(rng, 1)),
            node("call", b.sym("f"), letters(rng, 1), mul(TWO, X)),
            fn("gamma", add(X, shift)),
            fn("gamma", num(rng.choice([1, 4, Fraction(1, 2), Fraction(7, 2), Fraction(2, 3)]))),
            fn("gamma", sub(shift, X)),
            fn("gamma", add(mul(TWO, X), shift)),
            fn("erf", rng.choice([neg(X), sub(Y, X), mul(num(-2), X)])),
            fn(rng.choice(["asin", "acos"]), root),
            fn(rng.choice(["asin", "acos"]), rng.choice([div(X, num(3)), neg(div(Y, num(3)))])),
            fn("atan", rng.choice([tangent, neg(X), sub(X, Y)])),
            fn(rng.choice(["floor", "ceil"]), add(whole, rng.choice([X, shift, neg(Y), num(5)]))),
            fn("floor", div(rng.choice([neg(N), sub(P, N), sub(ONE, P)]), rng.choice([N, num(3)]))),
            fn("mod", add(whole, shift), num(rng.randint(2, 4))),
        ]
    )


# ---- sums and products -------------------------------------------------------------------------------


def limits(rng: Random, outer: tuple[Expr, ...]) -> tuple[Expr, Expr]:
    low = rng.choice([ONE, ONE, ONE, TWO, ZERO, K, num(-1), *outer])
    high = rng.choice([N, N, N, sub(N, ONE), add(N, ONE), J, num(3), TWO, *outer])
    return low, high


def condition(rng: Random, index: Expr, outer: tuple[Expr, ...]) -> Expr:
    if rng.random() < 0.6:
        return b.TRUE
    places = [J, K, ONE, TWO, N, add(K, ONE), *outer]
    one = rel(rng.choice(ORDERS), index, rng.choice(places))
    two = rel(rng.choice(ORDERS), rng.choice(places), index)
    return rng.choice([one, one, node("and", one, two), node("or", one, two), node("not", one)])


def place(rng: Random, scope: tuple[Expr, ...]) -> Expr:
    letter = rng.choice([*scope, *scope, *scope, J, K])
    return rng.choice([letter, letter, letter, add(letter, ONE), sub(letter, ONE), sub(add(N, ONE), letter)])


def summand(rng: Random, depth: int, scope: tuple[Expr, ...]) -> Expr:
    if depth <= 0:
        value = entry(rng.choice(ARRAYS), place(rng, scope))
        pin = delta(place(rng, scope), rng.choice([J, K, ONE, place(rng, scope)]))
        own = rng.choice(scope)
        more = [own, power(own, TWO), power(X, own), div(ONE, add(own, num(5))), fn("exp", mul(X, value))]
        return rng.choice([value, value, value, pin, pin, X, num(2), *more])
    one, two = summand(rng, depth - 1, scope), summand(rng, rng.randint(0, depth - 1), scope)
    inner = total(rng, depth - 1, scope)
    made = [add(one, two), sub(one, two), mul(one, two), mul(one, two), power(one, TWO), neg(one)]
    return rng.choice([*made, mul(one, inner), div(one, add(X, num(4))), fn("exp", one)])


def total(rng: Random, depth: int, scope: tuple[Expr, ...]) -> Expr:
    index = fresh_idx(rng.choice("ij"))
    low, high = limits(rng, scope)
    head = rng.choice(["sum", "sum", "sum", "sum", "prod"])
    within = condition(rng, index, scope)
    inside = (*scope, index)
    body = summand(rng, depth, inside)
    if depth > 0 and rng.random() < 0.25:
        pins = [delta(index, rng.choice([J, K, *scope])) for _ in range(2)]
        body = add(*(mul(pin, total(rng, 0, inside)) for pin in pins), body)
    if head == "prod":
        body = rng.choice([body, fn("exp", body), mul(num(-2), X, body), power(body, num(-1)), X])
    return b.bound(head, body, index, low, high, within)


def ranges(rng: Random, depth: int) -> Expr:
    one, two = total(rng, depth - 1, ()), total(rng, rng.randint(0, depth - 1), ())
    value, pin = entry(rng.choice(ARRAYS), place(rng, (K,))), delta(place(rng, (K,)), place(rng, (J,)))
    return rng.choice(
        [one, one, add(one, two), sub(one, two), mul(one, pin), mul(one, two), div(one, two), sub(one, value)]
    )


# ---- choices -----------------------------------------------------------------------------------------


def relation(rng: Random, depth: int = 1) -> Expr:
    if depth and rng.random() < 0.3:
        one, two = relation(rng, 0), relation(rng, 0)
        return rng.choice([node("and", one, two), node("or", one, two), node("not", one)])
    sides = rng.choice(
        [[X, Y, ONE, num(-1), ZERO, mul(X, Y)], [J, K, ONE, N, add(K, ONE)], [P, Q, ZERO, mul(TWO, P)]]
    )
    return rel(rng.choice(ORDERS), rng.choice(sides), rng.choice(sides))


def choices(rng: Random, depth: int) -> Expr:
    if depth <= 0:
        return rng.choice([X, Y, X, num(2), b.iverson(relation(rng)), delta(K, J)])
    one, two, more = (choices(rng, rng.randint(0, depth - 1)) for _ in range(3))
    made = ["cases", "three cases", "bracket", "max", "min", "sign", "heaviside", "abs", "mul", "sub", "div"]
    table: dict[str, Callable[[], Expr]] = {
        "cases": lambda: cases([(one, relation(rng)), (two, b.TRUE)]),
        "three cases": lambda: cases([(one, relation(rng)), (two, relation(rng)), (more, b.TRUE)]),
        "bracket": lambda: mul(b.iverson(relation(rng)), one),
        "max": lambda: fn("max", one, two, more),
        "min": lambda: fn("min", one, two, more),
        "sign": lambda: fn("sign", sub(one, two)),
        "heaviside": lambda: fn("heaviside", sub(one, mul(two, num(3)))),
        "abs": lambda: fn("abs", sub(one, two)),
        "mul": lambda: mul(one, two),
        "sub": lambda: sub(one, two),
        "div": lambda: div(one, two),
    }
    return table[rng.choice(made)]()


KINDS: dict[str, Callable[[Random, int], Expr]] = {
    "angles": angles,
    "powers": powers,
    "special": special,
    "ranges": ranges,
    "choices": choices,
    "letters": letters,
}

__all__ = ["KINDS", "place", "summand"]
