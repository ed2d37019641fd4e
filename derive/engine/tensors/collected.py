"""Like arrays of a sum gathered, and the number in front of each in its nicest form: (σ(wᵀx) − y) x."""

from __future__ import annotations

from derive.engine.tensors.nicest_numbers import NicestNumbers
from derive.engine.tensors.notation import factored, one_line, weight_of, weighted
from derive.engine.tensors.pointwise import Pointwise
from derive.engine.tidy import negate, product, split_sign, total
from derive.expressions import build as b
from derive.expressions.expr import Expr, kinds
from derive.expressions.walk import rebuild, transform
from derive.notation.functions import FunctionTable

_HADAMARD = kinds("hadamard")


def collected(expr: Expr, low: Pointwise, functions: FunctionTable) -> Expr:
    """A sum of arrays with numbers in front of them, each array once, those with one number together."""
    numbers = NicestNumbers(low, functions)
    gathered: dict[Expr, list[Expr]] = {}
    for front, array in _spread([], expr):
        gathered.setdefault(array, []).append(product(*front))
    together: dict[Expr, list[Expr]] = {}
    for array, parts in gathered.items():
        sign, number = split_sign(numbers.number(total(*parts)))
        if number is not b.ZERO:
            together.setdefault(number, []).append(array if sign > 0 else negate(array))
    terms = [_weighted(one_line([number]), arrays) for number, arrays in together.items()]
    return transform(_entrywise(_sum(terms), numbers), _positive) if terms else expr


def _sum(terms: list[Expr]) -> Expr:
    """The sum with common factors outside, −A − B as −(A + B)."""
    if all(split_sign(t)[0] < 0 for t in terms):
        return negate(factored(b.add(*(negate(t) for t in terms))))
    return factored(b.add(*terms))


def _weighted(number: Expr, arrays: list[Expr]) -> Expr:
    """c A − c B as c (A − B), −c A + c B as −c (A − B)."""
    sign, _first = split_sign(arrays[0])
    arrays = arrays if sign > 0 else [negate(a) for a in arrays]
    found = weighted([number], _sum(arrays))
    return found if sign > 0 else negate(found)


def _positive(expr: Expr) -> Expr | None:
    """Xᵀ (X w − y) for −Xᵀ (y − X w)."""
    if expr.head != "neg":
        return None
    front, array = weight_of(expr.args[0])
    parts = array.args if array.head in ("matmul", "hadamard") else (array,)
    for place, part in enumerate(parts):
        signs = [split_sign(t)[0] for t in part.args] if part.head == "add" else []
        if signs[:1] == [1] and -1 in signs:
            terms = sorted((negate(t) for t in part.args), key=lambda t: split_sign(t)[0] < 0)
            turned = (*parts[:place], b.add(*terms), *parts[place + 1 :])
            return weighted(front, turned[0] if len(turned) == 1 else rebuild(array, turned))
    return None


def _spread(front: list[Expr], expr: Expr) -> list[tuple[list[Expr], Expr]]:
    """c (A + d B) as c·A and c d·B."""
    own, array = weight_of(expr)
    front = [*front, *own]
    if array.head != "add":
        return [(front, array)]
    return [part for term in array.args for part in _spread(front, term)]


def _entrywise(expr: Expr, numbers: NicestNumbers) -> Expr:
    """Sums and products of entries in the nicest form that an entry of them has."""
    if not expr.kinds & _HADAMARD:
        return expr
    found = numbers.entries(expr) if expr.head in ("add", "hadamard") else expr
    return found if found is not expr else rebuild(expr, (_entrywise(a, numbers) for a in expr.args))
