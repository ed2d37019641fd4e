"""Words of the algebra back as expressions."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.tensors.algebra import Algebra
from derive.engine.tensors.words import Poly, Scalars, Word
from derive.expressions import build as b
from derive.expressions.expr import Expr, node


def word_factors(work: Algebra, word: Word) -> list[Expr]:
    return [node("transpose", work.origins[n]) if flip else work.origins[n] for n, flip in word]


def joined_tree(work: Algebra, word: Word) -> Expr:
    factors = word_factors(work, word)
    return factors[0] if len(factors) == 1 else node("matmul", *factors)


def matrix_tree(work: Algebra, poly: Poly) -> Expr:
    """Σ x · numbers · word, none of the words empty."""
    terms = [weighted(x, scalar_tree(work, s), joined_tree(work, w)) for (s, w), x in poly.items()]
    return terms[0] if len(terms) == 1 else b.add(*terms)


def weighted(weight: Fraction, scalars: list[Expr], tree: Expr) -> Expr:
    numbers = scalars if weight == 1 else [b.num(weight), *scalars]
    return b.mul(*numbers, tree) if numbers else tree


def scalar_tree(work: Algebra, scalars: Scalars) -> list[Expr]:
    """The numbers of a term as factors."""
    found = []
    for (kind, inside), power in scalars:
        if kind == "tr" and not isinstance(inside, str):
            base = node("trace", joined_tree(work, inside))
        else:
            base = work.origins.get(str(inside), b.sym(str(inside)))
        if power < 0:
            base = work.divided.get((kind, inside), base)
        found.append(base if power == 1 else b.power(base, b.num(power)))
    return found
