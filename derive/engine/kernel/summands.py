"""Summands as trees: brackets, limits in an outer index, δ contracted, powers of the index by Faulhaber."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.engine.kernel.polynomials import shown, terms
from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import ONE, TRUE, ZERO, add, mul, num, power, sub
from derive.expressions.expr import Expr, free_indices, node, postorder
from derive.expressions.walk import freshen, rebuild, substitute

Dummy = tuple[Expr, Expr, Expr]  # index, lower limit, upper limit
Factors = tuple[Expr, ...]
MOST_POWER = 12
COMPARED = frozenset({"idx", "num", "sym", "add", "neg", "mul", "div", "pow", "floor"})


def spread(e: Expr) -> Expr:
    """e^{u+v} = e^u·e^v, |u·v| = |u|·|v|; case distinctions and comparisons of integers by [u ≥ 0]."""
    done: dict[Expr, Expr] = {}
    for x in postorder(e):
        new = done[x] = rebuild(x, (done[a] for a in x.args))
        if x.head == "exp" and new.args[0].head == "add":
            done[x] = mul(*(node("exp", a) for a in new.args[0].args))
        elif x.head == "abs":
            done[x] = mul(
                *(power(node("abs", a), num(q)) if q != 1 else node("abs", a) for a, q in pieces(new.args[0]))
            )
        elif x.head == "where":
            done[x] = new.args[0]
        elif x.head == "pow" and exact(new.args[0]) in (1, -1):
            done[x] = unit_power(new)
        elif x.head == "iverson":
            done[x] = bracket(new.args[0])
        elif x.head == "delta":
            done[x] = bracket(node("eq", *new.args))
        elif x.head == "cases":
            before, parts = ONE, []
            for value, condition in zip(new.args[::2], new.args[1::2], strict=True):
                here = bracket(condition)
                parts.append(mul(value, before, here))
                before = mul(before, sub(ONE, here))
            done[x] = add(*parts)
    return done[e]


def log_size(e: Expr) -> Expr:
    """log|e|, of products as sums: log|∏ f| = Σ log|f|, log|u^v| = v·log|u|, log e^u = u."""
    if e.head in ("neg", "abs", "where"):
        return log_size(e.args[0])
    if e.head == "mul":
        return add(*map(log_size, e.args))
    if e.head == "div":
        return sub(*map(log_size, e.args))
    if e.head in ("pow", "sqrt"):
        return mul(e.args[1] if e.head == "pow" else num(Fraction(1, 2)), log_size(e.args[0]))
    if e.head == "prod" and e.args[4] is TRUE:
        return freshen(node("sum", log_size(e.args[0]), *e.args[1:]))
    return e.args[0] if e.head == "exp" else node("log", node("abs", e))


def unit_power(e: Expr) -> Expr:
    """1^u = 1; (−1)^u by the parity of u, for places u."""
    base, exponent = exact(e.args[0]), e.args[1]
    if base == 1:
        return ONE
    parts = terms(exponent)
    if not all(q.denominator == 1 and all(x.head == "idx" for x in k) for k, q in parts.items()):
        return e
    odd = {k: Fraction(1) for k, q in parts.items() if q % 2}
    sign = num(-1 if odd.pop((), None) else 1)
    return mul(sign, power(e.args[0], shown(odd))) if odd else sign


def bracket(c: Expr) -> Expr:
    """[c] by `step`(u) = [u ≥ 0] and δ, for integers."""
    if c.head == "truth":
        return ONE if c.value else ZERO
    if c.head == "and":
        return mul(*map(bracket, c.args))
    if c.head == "not":
        return sub(ONE, bracket(c.args[0]))
    if c.head == "or":
        return sub(ONE, mul(*(sub(ONE, bracket(a)) for a in c.args)))
    a, b = c.args
    if any(x.head not in COMPARED for x in postorder(a, b)):
        return _of_reals(c.head, a, b)
    if c.head in ("eq", "ne"):
        same = node("delta", a, b)
        return same if c.head == "eq" else sub(ONE, same)
    gap = sub(a, b) if c.head in ("gt", "ge") else sub(b, a)
    return node("step", gap if c.head in ("ge", "le") else sub(gap, ONE))


def _of_reals(kind: str, a: Expr, b: Expr) -> Expr:
    """By [a > b] and [a = b]: cases, once no dummy is left in them."""
    if kind in ("eq", "gt"):
        return node("iverson", node(kind, a, b))
    if kind in ("lt", "ge"):
        lower = node("iverson", node("gt", b, a))
        return lower if kind == "lt" else sub(ONE, lower)
    return sub(ONE, node("iverson", node("eq" if kind == "ne" else "gt", a, b)))


def over(x: Expr, dummies: Sequence[Dummy]) -> bool:
    return any(d[0].value in free_indices(x) for d in dummies)


def linear_in(e: Expr, index: Expr) -> tuple[int, Expr] | None:
    """(±1, rest) for e = ±index + rest."""
    parts = terms(e)
    c = parts.pop((index,), Fraction(0))
    if abs(c) != 1 or any(index.value in free_indices(x) for k in parts for x in k):
        return None
    return int(c), shown(parts)


def power_sum(k: int, m: Expr) -> Expr:
    """Σ_{j=1}^m j^k, a polynomial in m that is right for m ≥ 0."""
    if k > MOST_POWER:
        raise Reject("a sum of a high power of its index")
    # S_k = ((m+1)^{k+1} − 1 − Σ_{i<k} C(k+1, i)·S_i)/(k+1)
    rows: list[list[Fraction]] = []
    for q in range(k + 1):
        row, choose = [Fraction(0)] * (q + 2), 1
        for i in range(q + 2):
            row[i] += choose if i else 0
            choose = choose * (q + 1 - i) // (i + 1)
        choose = 1
        for i in range(q):
            for at, c in enumerate(rows[i]):
                row[at] -= choose * c
            choose = choose * (q + 1 - i) // (i + 1)
        rows.append([c / (q + 1) for c in row])
    return add(*(mul(num(c), *[m] * i) for i, c in enumerate(rows[k]) if c))


def closed(factors: Factors, dummy: Dummy) -> Expr | None:
    """Σ over the dummy of c·index^k as a tree."""
    index, lo, hi = dummy
    k, rest = 0, list[Expr]()
    for x in factors:
        own = x.head == "pow" and x.args[0] is index
        q = Fraction(1) if x is index else exact(x.args[1]) if own else None
        if q is not None and q.denominator == 1 and q > 0:
            k += int(q)
        else:
            rest.append(x)
    if over(mul(*rest), [dummy]):
        return None
    return mul(*rest, power_sum(k, hi) if lo is ONE else sub(power_sum(k, hi), power_sum(k, sub(lo, ONE))))


def ratio(x: Expr, index: Expr) -> Expr | None:
    """q of a factor x(j) with x(j + 1) = q·x(j): e^{c·j + d}, or b^{c·j + d}."""
    if x.head not in ("exp", "pow") or (x.head == "pow" and index.value in free_indices(x.args[0])):
        return None
    step: list[Expr] = []
    for k, c in terms(x.args[-1]).items():
        rest = [a for a in k if a is not index]
        if any(index.value in free_indices(a) for a in rest) or len(k) - len(rest) > 1:
            return None
        step += [mul(num(c), *rest)] if len(k) > len(rest) else []
    total = add(*step) if step else ZERO
    return node("exp", total) if x.head == "exp" else power(x.args[0], total)


def parts_of(e: Expr) -> list[tuple[Factors, Fraction]]:
    return list(terms(e).items())


def boxes(dummies: tuple[Dummy, ...]) -> tuple[tuple[Dummy, ...], list[Expr]]:
    """Limits ±i + c that depend on other dummies, widened to the extremes of i (to its own range where they
    lie within), and the brackets for it."""
    out, more = list(dummies), list[Expr]()
    for at, (j, lo, hi) in enumerate(dummies):
        limits = [lo, hi]
        for side in (0, 1):
            for i, a, b in dummies:
                if i.value in free_indices(limits[side]):
                    found = linear_in(limits[side], i)
                    if found is None:
                        raise Reject("a limit of a sum that is not ±i + c in an outer index")
                    more.append(node("le", j, hi) if side else node("le", lo, j))
                    least = (found[0] > 0) == (side == 0)
                    end, c = a if least else b, exact(found[1])
                    within = found[0] > 0 and c is not None and (c <= 0 if side else c >= 0)
                    limits[side] = end if within else add(mul(num(found[0]), end), found[1])
        out[at] = (j, limits[0], limits[1])
    return tuple(out), more


def contracted(
    dummies: tuple[Dummy, ...], delta: Expr, rest: Sequence[Expr]
) -> tuple[tuple[Dummy, ...], Expr] | None:
    """Σ_j δ(j, v)·f(j) = [lo ≤ v][v ≤ hi]·f(v)."""
    for d in dummies:
        found = linear_in(sub(*delta.args), d[0])
        if found is not None:
            v = mul(num(-found[0]), found[1])
            left = tuple(x for x in dummies if x is not d)
            ends = (node("step", sub(v, d[1])), node("step", sub(d[2], v)))
            return left, mul(*(substitute(x, {d[0]: v}) for x in rest), *ends)
    return None


def pieces(e: Expr, q: int = 1) -> list[tuple[Expr, int]]:
    """e^q as a product of powers."""
    if e.head in ("mul", "div", "neg", "where"):
        parts = e.args[:1] if e.head == "where" else e.args
        sign = [(num(-1), q)] if e.head == "neg" else []
        return sign + [x for k, a in enumerate(parts) for x in pieces(a, -q if e.head == "div" and k else q)]
    c = exact(e.args[1]) if e.head == "pow" else None
    return pieces(e.args[0], q * int(c)) if c is not None and c.denominator == 1 else [(e, q)]
