"""Factors that cancel: a/b · b = a (b a single factor), a · a = a², 2·(a + a) stays what it is."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.indices import pull_out
from derive.engine.tidy import product, quotient, raised, terms_of, total
from derive.expressions import build as b
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import alpha, rebuild


def cancelled(expr: Expr) -> Expr:
    """`expr` with equal factors gathered in every product and quotient, and equal terms in every sum."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        new = rebuild(each, (memo[a] for a in each.args))
        if new.head in ("mul", "div", "neg", "pow"):
            new = gathered(new)
        elif new.head == "add":
            new = collected(new)
        elif new.head == "sum":
            new = b.ZERO if new.args[0] is b.ZERO else pull_out(new)
        memo[each] = new
    return memo[expr]


def gathered(expr: Expr) -> Expr:
    """c · Π f^e / Π g^e with each factor once; integer exponents only."""
    coefficient, powers, names = Fraction(1), dict[Expr, Fraction](), dict[Expr, Expr]()
    stack = [(expr, Fraction(1))]
    while stack:
        each, exponent = stack.pop()
        value = number_value(each.args[1]) if each.head == "pow" else None
        if each.head == "mul":
            stack.extend((a, exponent) for a in reversed(each.args))
        elif each.head == "div":
            stack.extend([(each.args[1], -exponent), (each.args[0], exponent)])
        elif each.head == "neg":
            coefficient *= -1 if exponent % 2 else 1
            stack.append((each.args[0], exponent))
        elif value is not None and value.denominator == 1:
            stack.append((each.args[0], exponent * value))
        elif each.head == "num" and (each.value or exponent > 0):
            coefficient *= each.value**exponent
        else:
            key = alpha(each)
            names.setdefault(key, each)
            powers[key] = powers.get(key, Fraction(0)) + exponent
    if not coefficient:
        return b.ZERO
    above = [raised(names[k], b.num(e)) for k, e in powers.items() if e > 0]
    below = [raised(names[k], b.num(-e)) for k, e in powers.items() if e < 0]
    top = product(b.num(coefficient), *above)
    return quotient(top, b.mul(*below)) if below else top


def collected(expr: Expr) -> Expr:
    """a + 2a = 3a, up to the names of bound indices."""
    weights, names = dict[Expr, Fraction](), dict[Expr, Expr]()
    for term in terms_of(total(*expr.args)):
        coefficient, rest = weighed(term)
        key = alpha(rest)
        names.setdefault(key, rest)
        weights[key] = weights.get(key, Fraction(0)) + coefficient
    terms = [product(b.num(w), names[k]) for k, w in weights.items() if w]
    return total(*terms)


def weighed(term: Expr) -> tuple[Fraction, Expr]:
    """(c, t) with term = c·t and t without a numerical factor."""
    coefficient, kept = Fraction(1), []
    stack = [term]
    while stack:
        each = stack.pop()
        if each.head == "neg":
            coefficient = -coefficient
            stack.append(each.args[0])
        elif each.head == "num":
            coefficient *= each.value
        elif each.head == "mul":
            stack.extend(reversed(each.args))
        else:
            kept.append(each)
    return coefficient, b.mul(*kept)
