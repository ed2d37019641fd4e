"""A product of vectors and matrices joined by summed indices, eliminated to one array.

A_ik B_kj → (A B)_ij     A_ik v_k → (A v)_i     u_k v_k → uᵀ v     A_kk → tr A
A_ik → A 1               v_k → 1ᵀ v             A_ik v_k B_kj → A diag(v) B
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.engine.tensors.notation import entrywise, flipped, times, weight_of, weighted
from derive.engine.tensors.pointwise import EPSILON
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, node

Spot = tuple[Index, ...]


@dataclass(frozen=True)
class Factor:
    """An array with the places of its axes."""

    array: Expr
    places: Spot


@dataclass
class Network:
    factors: list[Factor]
    summed: Spot
    places: tuple[Expr, ...]
    sizes: Mapping[Index, Expr]


def contracted(network: Network) -> Expr | None:
    """The array of the network over its free places; None where an index joins three matrices."""
    factors = merged([diagonal(f) for f in network.factors])
    waiting = list(network.summed)
    while waiting:
        found = _next(factors, waiting)
        if found is None:
            crossed = with_cross_product(factors, waiting)
            if crossed is None:
                return None
            factors = merged(crossed)
            continue
        waiting.remove(found)
        factors = merged(eliminated(factors, found, network.sizes[found]))
    return _assembled(factors, [p.value for p in network.places], network.sizes)


def diagonal(factor: Factor) -> Factor:
    """A_kk is the vector diag(A) at k; it has a head of its own here, `lift` gives it the common one."""
    if len(factor.places) == 2 and factor.places[0] == factor.places[1]:
        if factor.array.head == "identity":
            return Factor(node("ones", *factor.array.args), factor.places[:1])
        if factor.array.head == "diag":
            return Factor(factor.array.args[0], factor.places[:1])
        return Factor(node("diagonal", factor.array), factor.places[:1])
    return factor


def merged(factors: Sequence[Factor]) -> list[Factor]:
    """Factors on the same places, multiplied entrywise."""
    found: dict[frozenset[Index], Factor] = {}
    for factor in factors:
        key = frozenset(factor.places)
        first = found.get(key)
        if first is None:
            found[key] = factor
        else:
            array = factor.array if factor.places == first.places else flipped(factor.array)
            found[key] = Factor(entrywise(first.array, array), first.places)
    return list(found.values())


def _next(factors: Sequence[Factor], waiting: Sequence[Index]) -> Index | None:
    """An index that joins at most two matrices; those with a vector first."""

    def joined(index: Index) -> list[Factor]:
        return [f for f in factors if index in f.places]

    fit = [
        k
        for k in waiting
        if sum(len(f.places) == 2 for f in joined(k)) <= 2 and all(len(f.places) < 3 for f in joined(k))
    ]
    if not fit:
        return None
    return min(fit, key=lambda k: (sum(len(f.places) == 2 for f in joined(k)), waiting.index(k)))


def with_cross_product(factors: Sequence[Factor], waiting: list[Index]) -> list[Factor] | None:
    """The network with Σ_jk ε_ijk u_j v_k as (u × v)_i; `waiting` loses j and k."""
    for sign in (f for f in factors if f.array is EPSILON):
        for turn in range(3):
            i, j, k = (sign.places[(turn + step) % 3] for step in range(3))
            ends = [[f for f in factors if p in f.places and f is not sign] for p in (j, k)]
            if not {j, k} <= set(waiting) or any(len(e) != 1 or len(e[0].places) > 1 for e in ends):
                continue
            waiting.remove(j)
            waiting.remove(k)
            (u,), (v,) = ends
            rest = [f for f in factors if f not in (sign, u, v)]
            return [*rest, Factor(node("cross", u.array, v.array), (i,))]
    return None


def eliminated(factors: Sequence[Factor], index: Index, size: Expr) -> list[Factor]:
    """The network with Σ over `index` carried out."""
    mine = [f for f in factors if index in f.places]
    rest = [f for f in factors if index not in f.places]
    vector = next((f.array for f in mine if len(f.places) == 1), None)
    matrices = [f for f in mine if len(f.places) == 2]
    if not matrices:
        return [*rest, Factor(_summed_vector(vector, size), ())]
    first = _towards(matrices[0], index)
    if len(matrices) == 1:
        column = node("ones", size) if vector is None else vector
        return [*rest, Factor(times(first.array, column), first.places[:1])]
    second = _towards(matrices[1], index)
    middle = () if vector is None else (node("diag", vector),)
    if first.places[0] == second.places[0]:
        return [*rest, _closed(first, second, middle)]
    array = times(first.array, *middle, flipped(second.array))
    return [*rest, Factor(array, (first.places[0], second.places[0]))]


def _closed(first: Factor, second: Factor, middle: tuple[Expr, ...]) -> Factor:
    """Σ_k A_ik B_ik as the vector diag(A Bᵀ) at i."""
    return Factor(node("diagonal", times(first.array, *middle, flipped(second.array))), first.places[:1])


def _towards(factor: Factor, index: Index) -> Factor:
    """The factor with `index` as its second place."""
    if factor.places[1] == index:
        return factor
    return Factor(flipped(factor.array), (factor.places[1], factor.places[0]))


def _summed_vector(vector: Expr | None, size: Expr) -> Expr:
    """Σ_k v_k: a squared norm, an inner product, a trace, or 1ᵀ v."""
    if vector is None:
        return size
    front, array = weight_of(vector)
    return b.mul(*front, _bare_sum(array)) if front else _bare_sum(array)


def _bare_sum(array: Expr) -> Expr:
    if array.head == "pow" and array.args[1] is b.TWO:
        return b.power(node("norm", array.args[0], b.TWO), b.TWO)
    if array.head == "hadamard":
        return times(flipped(array.args[0]), array.args[1])
    if array.head == "diagonal":
        return node("trace", array.args[0])
    if array.head == "ones":
        return array.args[0]
    if array.head == "matmul" and array.args[-1].head == "ones":
        return node("total", times(*array.args[:-1]))
    return node("total", array)


def _assembled(
    factors: Sequence[Factor], places: Sequence[Index], sizes: Mapping[Index, Expr]
) -> Expr | None:
    """What is left stands on the free places only."""
    numbers = [f.array for f in factors if not f.places]
    arrays = {frozenset(f.places): f for f in factors if f.places}
    if not places:
        return b.mul(*numbers) if numbers else b.ONE
    ones = [node("ones", sizes[p]) for p in places]
    own = [arrays[frozenset({p})].array if frozenset({p}) in arrays else None for p in places]
    if len(places) == 1:
        return weighted(numbers, own[0] or ones[0])
    matrix = arrays.get(frozenset(places))
    if matrix is None:
        found = times(own[0] or ones[0], flipped(own[1] or ones[1]))
    else:
        array = matrix.array if matrix.places == tuple(places) else flipped(matrix.array)
        found = _bordered(own[0], array, own[1])
    return weighted(numbers, found)


def _bordered(left: Expr | None, array: Expr, right: Expr | None) -> Expr:
    """diag(u) A diag(v); diag(u) for A = I."""
    if array.head == "identity" and (left is not None or right is not None):
        vector = left if right is None else right if left is None else entrywise(left, right)
        assert vector is not None
        return node("diag", vector)
    parts = [node("diag", left)] if left is not None else []
    parts.append(array)
    return times(*parts, *([node("diag", right)] if right is not None else []))
