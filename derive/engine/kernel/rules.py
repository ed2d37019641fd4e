"""One row for each head: how a tree becomes a fraction, and what its value needs in order to exist."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.engine.kernel.field import Field
from derive.engine.kernel.polynomial import Frac, Reject
from derive.expressions.build import ONE, TWO, ZERO, fn, power, rel, sub
from derive.expressions.expr import RELATIONS, Expr, number_value, postorder
from derive.expressions.walk import alpha

INTEGERS = ("size", "integer", "index")
Condition = tuple[str, Expr]  # u > 0, u ≥ 0, u ≠ 0 as ("gt" | "ge" | "ne", u)


def _number(f: Field, e: Expr) -> Frac:
    value = number_value(e)
    if value is None or value.numerator.bit_length() + value.denominator.bit_length() > 200_000:
        raise Reject("a number of more than 200,000 bits")
    return f.ring.number(value)


def _const(f: Field, e: Expr) -> Frac:
    if e.value == "pi":
        return f.ring.monomial(f.gen(("pi",), True, 2))
    if e.value != "e":
        raise Reject(f"{e.value} is no real number")
    return f.exponential(f.ring.number(1), False)


def _add(f: Field, e: Expr) -> Frac:
    total = f.form(e.args[0])
    for a in e.args[1:]:
        total = f.ring.add(total, f.form(a))
    return total


def _mul(f: Field, e: Expr) -> Frac:
    total = f.form(e.args[0])
    for a in e.args[1:]:
        total = f.ring.mul(total, f.form(a))
    return total


def _div(f: Field, e: Expr) -> Frac:
    return f.ring.mul(f.form(e.args[0]), f.ring.inverse(f.form(e.args[1])))


def is_integer(f: Field, e: Expr) -> bool:
    """Whether only integers are written in `e`."""
    return all(
        x.head in ("add", "neg", "mul", "idx")
        or (x.head == "num" and x.value.denominator == 1)
        or (x.head == "sym" and f.context.role(x.value) in INTEGERS)
        for x in postorder(e)
    )


def _pow(f: Field, e: Expr) -> Frac:
    base, exponent = e.args
    if base.head == "const" and base.value == "e":
        return f.exponential(f.form(exponent), False)
    q = f.ring.constant(f.form(exponent))
    if q is None:
        if is_integer(f, exponent) and not f.holds("gt", f.form(base)):
            raise Reject("an integer power of something not known to be positive")
        return f.exponential(f.ring.mul(f.form(exponent), f.logarithm(f.form(base))), False)
    if q.denominator == 1:
        return f.ring.power(f.form(base), int(q))
    return f.real_power(f.form(base), q)


def _trigonometric(f: Field, e: Expr) -> Frac:
    """cos u = (z + 1/z)/2, sin u = (z − 1/z)/(2i)."""
    ring = f.ring
    z = f.exponential(f.form(e.args[0]), True)
    w = f.exponential(ring.neg(f.form(e.args[0])), True)
    half = ring.number(Fraction(1, 2))
    if e.head == "cos":
        return ring.mul(half, ring.add(z, w))
    return ring.mul(ring.mul(half, ring.sub(w, z)), f.imaginary())


def _tan(f: Field, e: Expr) -> Frac:
    return f.ring.mul(f.form(fn("sin", *e.args)), f.ring.inverse(f.form(fn("cos", *e.args))))


def _acos(f: Field, e: Expr) -> Frac:
    pi = f.ring.mul(f.ring.number(Fraction(1, 2)), f.ring.monomial(f.gen(("pi",), True, 2)))
    return f.ring.sub(pi, f.form(fn("asin", *e.args)))


def _odd(f: Field, e: Expr) -> Frac:
    u = f.form(e.args[0])
    return f.atom((e.head,), (u,)) if u.num else u


def _abs(f: Field, e: Expr) -> Frac:
    u = f.form(e.args[0])
    return f.ring.mul(u, f.sign_of(u)) if u.num else u


def _sign(f: Field, e: Expr) -> Frac:
    u = f.form(e.args[0])
    if u.num and not f.holds("ne", u):
        raise Reject("a sign of something that may be zero: split into cases")
    return f.sign_of(u) if u.num else u


def _heaviside(f: Field, e: Expr) -> Frac:
    half = f.ring.number(Fraction(1, 2))
    return f.ring.mul(half, f.ring.add(f.ring.number(1), _sign(f, e)))


def _extreme(f: Field, e: Expr) -> Frac:
    """max(a, b) = (a + b + |a − b|)/2, min(a, b) = (a + b − |a − b|)/2."""
    ring = f.ring
    best = f.form(e.args[0])
    for each in e.args[1:]:
        other = f.form(each)
        gap = ring.sub(best, other)
        size = ring.mul(gap, f.sign_of(gap)) if gap.num else gap
        both = ring.add(ring.add(best, other), size if e.head == "max" else ring.neg(size))
        best = ring.mul(ring.number(Fraction(1, 2)), both)
    return best


def truth(f: Field, c: Expr) -> Frac:
    """The indicator of a condition; where it may sit on its seam it is not accepted."""
    ring = f.ring
    if c.head == "truth":
        return ring.number(1 if c.value else 0)
    if c.head == "not":
        return ring.sub(ring.number(1), truth(f, c.args[0]))
    if c.head in ("and", "or"):
        total = ring.number(1)
        for part in c.args:
            value = truth(f, part)
            total = ring.mul(total, value if c.head == "and" else ring.sub(ring.number(1), value))
        return total if c.head == "and" else ring.sub(ring.number(1), total)
    if c.head not in RELATIONS:
        raise Reject("no condition")
    return _comparison(f, c)


def _comparison(f: Field, c: Expr) -> Frac:
    ring = f.ring
    gap = f.gap(c)
    if ring.is_zero(gap):
        return ring.number(1 if c.head in ("eq", "le", "ge") else 0)
    if f.holds("ne", gap):
        if c.head in ("eq", "ne"):
            return ring.number(1 if c.head == "ne" else 0)
        return ring.mul(ring.number(Fraction(1, 2)), ring.add(ring.number(1), f.sign_of(gap)))
    known = f.sign(gap)
    if c.head in ("le", "ge") and known > 0:
        return ring.number(1)
    if c.head in ("lt", "gt") and known < 0:
        return ring.number(0)
    raise Reject("a comparison of sides that may be equal: split into cases")


def _cases(f: Field, e: Expr) -> Frac:
    """Σ v_j·[c_j]·∏_{l<j}(1 − [c_l]), which must leave nothing over."""
    ring = f.ring
    total, left = ring.number(0), ring.number(1)
    for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
        holds = truth(f, condition)
        weight = ring.mul(left, holds)
        if not ring.is_zero(weight):
            total = ring.add(total, ring.mul(weight, f.form(value)))
        left = ring.sub(left, weight)
    if not ring.is_zero(left):
        raise Reject("the cases do not cover every point")
    return total


def _delta(f: Field, e: Expr) -> Frac:
    return truth(f, rel("eq", *e.args))


def _bound(f: Field, e: Expr) -> Frac:
    """A sum or product of symbolic length: opaque up to the names of its indices."""
    body, _, lo, hi, condition = e.args
    sign = 0
    whole = lo is ONE and hi.head == "sym" and f.context.role(hi.value) == "size"
    try:
        inner = f.sign(f.form(body))
        if inner > 0 and condition.head == "truth" and condition.value:
            sign = inner if whole or e.head == "prod" else min(inner, 1)
        elif inner > 0 and e.head == "sum":
            two = whole and condition.head == "ne" and f.holds("ge", f.form(sub(hi, TWO)))
            sign = inner if two else 1
    except Reject:
        sign = 0
    return f.ring.monomial(f.gen((e.head, alpha(e)), True, sign))


Row = Callable[[Field, Expr], Frac]
RULES: dict[str, Row] = {
    **dict.fromkeys(("num", "dec"), _number),
    **dict.fromkeys(("sym", "idx", "entry"), Field.letter),
    **dict.fromkeys(("sin", "cos"), _trigonometric),
    **dict.fromkeys(("atan", "asin", "erf"), _odd),
    **dict.fromkeys(("max", "min"), _extreme),
    **dict.fromkeys(("sum", "prod"), _bound),
    "const": _const,
    "add": _add,
    "mul": _mul,
    "neg": lambda f, e: f.ring.neg(f.form(e.args[0])),
    "div": _div,
    "pow": _pow,
    "exp": lambda f, e: f.exponential(f.form(e.args[0]), False),
    "log": lambda f, e: f.logarithm(f.form(e.args[0])),
    "sqrt": lambda f, e: f.real_power(f.form(e.args[0]), Fraction(1, 2)),
    "tan": _tan,
    "acos": _acos,
    "abs": _abs,
    "sign": _sign,
    "heaviside": _heaviside,
    "cases": _cases,
    "iverson": lambda f, e: truth(f, e.args[0]),
    "delta": _delta,
    "where": lambda f, e: f.form(e.args[0]),
}


# ---- definedness -----------------------------------------------------------------------------------


def conditions_of(f: Field, *trees: Expr) -> list[Condition]:
    """What the values of all nodes need in order to exist, inner ones first."""
    found: dict[Condition, None] = {}
    for e in postorder(*trees):
        for condition in _needs(f, e):
            found[condition] = None
    return list(found)


def _needs(f: Field, e: Expr) -> list[Condition]:
    if e.head == "div":
        return [("ne", e.args[1])]
    if e.head == "log":
        return [("gt", e.args[0])]
    if e.head == "sqrt":
        return [("ge", e.args[0])]
    if e.head == "tan":
        return [("ne", fn("cos", e.args[0]))]
    if e.head in ("asin", "acos"):
        return [("ge", sub(ONE, power(e.args[0], TWO)))]
    if e.head in ("gamma", "loggamma", "digamma"):
        return [("gt", e.args[0])]
    if e.head == "pow":
        return _power_needs(f, *e.args)
    return [c for relation in e.args[1:] for c in normalised(relation)] if e.head == "where" else []


def _power_needs(f: Field, base: Expr, exponent: Expr) -> list[Condition]:
    if base.head == "const" and base.value == "e":
        return []
    q = f.ring.constant(f.form(exponent))
    if q is None:
        return [("gt", base)]
    if q.denominator == 1:
        return [("ne", base)] if q < 0 else []
    return [("ge" if q > 0 else "gt", base)]


def normalised(relation: Expr) -> list[Condition]:
    """A relation as conditions u > 0, u ≥ 0, u ≠ 0; conjunctions are taken apart."""
    if relation.head == "and":
        return [c for part in relation.args for c in normalised(part)]
    if relation.head == "defined" or (relation.head == "truth" and relation.value):
        return []
    if relation.head in ("lt", "le"):
        return normalised(rel("gt" if relation.head == "lt" else "ge", relation.args[1], relation.args[0]))
    if relation.head not in ("gt", "ge", "ne"):
        raise Reject(f"a condition of the form {relation.head}")
    a, b = relation.args
    return [(relation.head, a if b is ZERO else sub(a, b))]
