"""Constructors of matrix notation that do the bookkeeping a person does: (AB)ᵀ = BᵀAᵀ, (Aᵀ)ᵀ = A, I A = A."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.tidy import factors_of, negate, product, quotient, scaled, total
from derive.expressions import build as b
from derive.expressions.expr import Expr, node


def weight_of(expr: Expr) -> tuple[list[Expr], Expr]:
    """The scalar factors in front of an array, and the array: −2 c A is ([−2, c], A)."""
    factors: list[Expr] = []
    while True:
        if expr.head == "neg":
            factors.append(b.MINUS_ONE)
            expr = expr.args[0]
        elif expr.head == "mul":
            factors += expr.args[:-1]
            expr = expr.args[-1]
        else:
            return factors, expr


def weighted(factors: list[Expr], array: Expr) -> Expr:
    """c · A with the scalars in front."""
    front, inner = weight_of(array)
    scalar = product(*factors, *front)
    if scalar is b.ONE:
        return inner
    if scalar is b.ZERO or inner is b.ONE:
        return scalar
    if scalar.head == "neg":
        return b.neg(weighted([scalar.args[0]], inner))
    parts = scalar.args if scalar.head == "mul" else (scalar,)
    return b.mul(*parts, inner)


def one_line(factors: list[Expr]) -> Expr:
    """A number made of factors, with one line: (1/2) (1/s²) u is u/(2 s²)."""
    number, kept = factors_of(b.mul(*factors))
    below = [f.args[1] for f in kept if f.head == "div" and f.args[0] is b.ONE]
    above = [f for f in kept if f.head != "div" or f.args[0] is not b.ONE]
    if not below:
        return scaled(number, kept)
    under = product(b.num(number.denominator), *below)
    return quotient(scaled(Fraction(number.numerator), above), under)


def times(*parts: Expr) -> Expr:
    """The matrix product, flattened, scalars in front, identities left out."""
    scalars: list[Expr] = []
    kept: list[Expr] = []
    for part in parts:
        front, array = weight_of(part)
        scalars += front
        kept += array.args if array.head == "matmul" else (array,)
    bare = [x for x in kept if x.head != "identity"] or kept[:1]
    if len(bare) == 2 and bare[-1].head == "ones" and _ends_in_diagonals(bare[0]):
        return weighted(scalars, summed_terms([times(a, bare[1]) for a in bare[0].args]))
    while len(bare) > 1 and bare[-1].head == "ones" and _diagonal(bare[-2]) is not None:
        bare[-2:] = [_diagonal(bare[-2]) or bare[-2]]
    return weighted(scalars, bare[0] if len(bare) == 1 else node("matmul", *bare))


def flipped(expr: Expr) -> Expr:
    """The transpose of a matrix. `diag` is taken of a vector; of a matrix it is called `diagonal` here."""
    front, array = weight_of(expr)
    if front:
        return weighted(front, flipped(array))
    if array.head == "transpose":
        return array.args[0]
    if array.head in ("identity", "diag"):
        return array
    if array.head == "matmul":
        return node("matmul", *(flipped(a) for a in reversed(array.args)))
    if array.head == "add" and any(_scales_rows(weight_of(a)[1]) for a in array.args):
        return b.add(*(flipped(a) for a in array.args))
    return node("transpose", array)


def _scales_rows(array: Expr) -> bool:
    """diag(v) B: turned over and taken times 1 it is Bᵀ v."""
    return array.head == "matmul" and array.args[0].head == "diag"


def _ends_in_diagonals(expr: Expr) -> bool:
    """Σ B diag(v): times 1 it is Σ B v."""
    arrays = [weight_of(a)[1] for a in expr.args] if expr.head == "add" else []
    return bool(arrays) and all(a.head == "matmul" and _diagonal(a.args[-1]) is not None for a in arrays)


def _diagonal(expr: Expr) -> Expr | None:
    """v where `expr` is diag(v), which times 1 is v."""
    inner = expr.args[0] if expr.head == "transpose" else expr
    return inner.args[0] if inner.head == "diag" else None


def entrywise(left: Expr, right: Expr) -> Expr:
    """A ⊙ B, scalars in front; 1 ⊙ B = B."""
    first, a = weight_of(left)
    second, c = weight_of(right)
    if a.head == "ones":
        return weighted(first + second, c)
    if c.head == "ones":
        return weighted(first + second, a)
    if a is c:
        return weighted(first + second, node("pow", a, b.TWO))
    return weighted(first + second, node("hadamard", a, c))


def summed_terms(terms: list[Expr]) -> Expr:
    """A + B + …, equal terms gathered: A + 2A = 3A."""
    weights: dict[Expr, Fraction] = {}
    rests: dict[Expr, Expr] = {}
    for term in terms:
        front, array = weight_of(term)
        number = Fraction(1)
        letters = []
        for factor in front:
            if factor.head == "num":
                number *= factor.value
            else:
                letters.append(factor)
        if array.head == "num" and not letters:
            number, array = number * array.value, b.ONE
        key = weighted(letters, array)
        turned = (
            weighted(letters, node("hadamard", *reversed(array.args))) if array.head == "hadamard" else key
        )
        key = turned if turned in weights else key
        rests[key] = key
        weights[key] = weights.get(key, Fraction(0)) + number
    found = [_scaled(w, k) for k, w in weights.items() if w]
    return b.add(*found)


def _scaled(weight: Fraction, array: Expr) -> Expr:
    if array is b.ONE:
        return b.num(weight) if weight >= 0 else b.neg(b.num(-weight))
    if abs(weight) == 1:
        return array if weight > 0 else b.neg(array)
    found = b.mul(b.num(abs(weight)), *(array.args if array.head == "mul" else (array,)))
    return found if weight > 0 else b.neg(found)


def factored(expr: Expr) -> Expr:
    """A B x + A C x = A (B + C) x, common numbers in front; of a sum of products only."""
    if expr.head != "add":
        return expr
    split = [weight_of(t) for t in expr.args]
    words = [a.args if a.head == "matmul" else (a,) for _, a in split]
    common = [f for f in split[0][0] if all(f in front for front, _ in split) and f is not b.MINUS_ONE]
    shortest = min(map(len, words))
    ahead = next((k for k in range(shortest) if any(w[k] is not words[0][k] for w in words)), shortest)
    ahead = min(ahead, shortest - 1)
    behind = next(
        (k for k in range(shortest) if any(w[-1 - k] is not words[0][-1 - k] for w in words)), shortest
    )
    behind = min(behind, shortest - 1 - ahead)
    if not ahead and not behind and not common:
        return expr
    inner = []
    for (front, _), word in zip(split, words, strict=True):
        rest = list(front)
        for factor in common:
            rest.remove(factor)
        inner.append(weighted(rest, times(*word[ahead : len(word) - behind])))
    first = words[0]
    outside = (*first[:ahead], factored(b.add(*inner)), *first[len(first) - behind :])
    return weighted(common, times(*outside))


__all__ = [
    "entrywise",
    "factored",
    "flipped",
    "negate",
    "one_line",
    "summed_terms",
    "times",
    "total",
    "weight_of",
    "weighted",
]
