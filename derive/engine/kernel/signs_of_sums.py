"""Signs of sums: by what the terms share, over one line, by conjugates, and of numbers compared within."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.engine.kernel.polynomials import over_line, terms
from derive.engine.kernel.relations import ANY, MINUS, NOUGHT, PLUS, TIMES, plus, scaled
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.waves import sign_beside_waves
from derive.expressions.build import TWO, add, mul, neg, num, power, sub
from derive.expressions.expr import Expr, kinds, node, postorder
from derive.expressions.walk import substitute

COMPARING = kinds("max", "min", "abs")
MOST_LINES = 4


def of_sum(f: Any, e: Expr) -> int:
    """By what its terms have in common; over the product of its denominators, multiplied out."""
    parts = [scaled(a) for a in summands(e)]
    shared = [x for x in parts[0][1] if all(x in rest for _, rest in parts[1:])]
    if shared:
        rests = [list(rest) for _, rest in parts]
        for rest in rests:
            rest.remove(shared[0])
        other = add(*(mul(num(c), *rest) for (c, _), rest in zip(parts, rests, strict=True)))
        product: int = TIMES[f.sign(shared[0])][f.sign(other)]
        return product
    found = sign_beside_waves(f, e)
    return found if found != ANY else over_one_line(f, e)


def summands(e: Expr) -> list[Expr]:
    """The terms of a sum, those of sums in it apart."""
    return [x for a in e.args for x in (summands(a) if a.head == "add" else [a])]


def over_one_line(f: Any, e: Expr) -> int:
    """N/D with D the product of the denominators that are sums, by the signs of the terms of N and by D's."""
    lines = [over_line(a) for a in e.args]
    below = [d for _, ds in lines for d in ds]
    if not below or len(below) > MOST_LINES:
        return ANY
    above = add(
        *(
            mul(n, *(d for j, (_, ds) in enumerate(lines) if j != k for d in ds))
            for k, (n, _) in enumerate(lines)
        )
    )
    try:
        monomials = terms(above)
    except Reject:
        return ANY
    total = NOUGHT
    for factors, c in monomials.items():
        s = PLUS if c > 0 else MINUS
        for x in factors:
            s = TIMES[s][f.sign(x)]
        total = plus(total, s)
    for d in below:
        total = TIMES[total][f.sign(d)] if total != ANY else ANY
    return total


def compared(f: Any, e: Expr) -> Expr:
    """The greater of two, where it is known which that is; |u| likewise."""
    put: dict[Expr, Expr] = {}
    for x in postorder(e):
        if x.head == "abs" and not f.is_open(x.args[0], strict=False):
            put[x] = x.args[0] if not f.sign(x.args[0]) & MINUS else neg(x.args[0])
        elif x.head in ("max", "min") and len(x.args) == 2:
            gap = sub(*x.args)
            if not f.is_open(gap, strict=False):
                put[x] = x.args[(x.head == "max") == bool(f.sign(gap) & MINUS)]
    return substitute(e, put) if put else e


def by_conjugate(f: Any, u: Expr, v: Expr) -> int:
    """u + v has the sign of u where u² > v², and that of v where u² < v², for v = c√b."""
    c, rest = scaled(v)
    root = rest[0] if len(rest) == 1 and rest[0].head in ("sqrt", "pow") else None
    if root is None or (root.head == "pow" and exact(root.args[1]) != Fraction(1, 2)):
        return ANY
    gap = f.sign(sub(power(u, TWO), node("mul", num(c * c), root.args[0])))
    if gap == ANY or gap & 5 == 5:
        return ANY
    greater: int = f.sign(u if gap & PLUS else v)
    return greater & 5 if not gap & NOUGHT else greater | NOUGHT
