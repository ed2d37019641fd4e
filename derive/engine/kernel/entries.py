"""A statement between arrays as one between their entries: (A B)_ij = Σ_k A_ik B_kj, (Aᵀ)_ij = A_ji, …"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from derive.engine.kernel.planes import has_unit
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import (
    ONE,
    ZERO,
    delta,
    deriv,
    div,
    entry,
    fresh_idx,
    idx,
    log,
    mul,
    power,
    sum_over,
)
from derive.expressions.expr import Expr, binds, free_indices, node, number_value
from derive.expressions.walk import letters, rebuild
from derive.notation.context import Letter
from derive.notation.shapes import MaybeShape, Shape, shape_of
from derive.records.statement import Statement

Places = tuple[Expr, ...]
NAMES = ("i", "j", "k", "l", "u", "v", "p", "q")


def lowered(statement: Statement, refuting: bool) -> Statement:
    """The statement between the entries at places i, j, …; the first names that are no letters.

    A proof may leave out what is assumed of whole arrays, a refutation may not.
    """
    work = Entries(statement, refuting)
    shape = work.shape(statement.left) or work.shape(statement.right)
    if refuting and shape and statement.relation == "ne":
        raise Reject("arrays that differ may agree at a place")
    names = place_names(statement)
    if len(shape) > len(names):
        raise Reject("too many axes")
    places = [ONE if n is ONE else idx(name) for name, n in zip(names, shape, strict=False)]
    index = [
        Letter(p.value.name, "index", lo=ONE, hi=n)
        for p, n in zip(places, shape, strict=True)
        if p is not ONE
    ]
    left, right = (work.at(side, tuple(places)) for side in (statement.left, statement.right))
    given = [(a, open_places(work.shape, a, names[len(shape) :])) for a in statement.context.assumptions]
    if refuting and any(at is None for _, at in given):
        raise Reject("something is assumed of whole arrays")
    assumed = (rebuild(a, (work.at(side, at) for side in a.args)) for a, at in given if at is not None)
    context = replace(statement.context.with_letters(*index), assumptions=tuple(assumed))
    return Statement(left, right, context, statement.relation)


def place_names(statement: Statement) -> list[str]:
    """The names for places that stand for nothing in the statement."""
    context = statement.context
    trees = [statement.left, statement.right, *context.assumptions]
    trees += [side for d in context.definitions for side in (d.left, d.right)]
    taken = set(context.letters) | {i.name for tree in trees for i in free_indices(tree)}
    taken |= {name for tree in trees for name in letters(tree)}
    return [n for n in NAMES if n not in taken]


def open_places(shape: Callable[[Expr], Shape], relation: Expr, names: list[str]) -> Places | None:
    """() for a relation between numbers, a place of its own for an order between the entries of vectors."""
    shapes = [found for side in relation.args if (found := shape(side))]
    if not shapes:
        return ()
    ordered = relation.head in ("lt", "le", "gt", "ge") and len(shapes[0]) == 1 and shapes[0] != (ONE,)
    return (idx(names[0]),) if ordered and names else None


class Entries:
    """refuting: every entry of a product is asked for, though a factor be 0"""

    def __init__(self, statement: Statement, refuting: bool) -> None:
        self.context = statement.context
        self.refuting = refuting
        self.shapes: dict[Expr, MaybeShape] = {}
        self.defined = [d.right for d in self.context.definitions]

    def shape(self, e: Expr) -> Shape:
        found = shape_of(e, self.context, self.shapes)
        if found is None:
            raise Reject("an array whose shape is not known")
        return found

    def at(self, e: Expr, places: Places) -> Expr:
        """The entry; a number goes with every place."""
        return self.entry(e, places if self.shape(e) else ())

    def entry(self, e: Expr, places: Places) -> Expr:
        if e.head in RULES:
            return RULES[e.head](self, e, places)
        if not e.args:
            return entry(e, *places) if places else e
        if binds(e):
            return rebuild(e, (self.at(e.args[0], places), *e.args[1:]))
        return rebuild(e, (self.at(a, places) for a in e.args))

    def summed(self, e: Expr, body: Callable[[Places], Expr]) -> Expr:
        """Σ over the places of e."""
        shape = self.shape(e)
        places = tuple(fresh_idx("r") if n is not ONE else ONE for n in shape)
        found = body(places)
        for place, n in zip(places, shape, strict=True):
            found = found if place is ONE else sum_over(found, place, ONE, n)
        return found


def _matmul(w: Entries, e: Expr, places: Places) -> Expr:
    """Both factors as matrices, a vector as a column; (diag(v) B)_ij = v_i B_ij."""
    *before, right = e.args
    left = before[0] if len(before) == 1 else node("matmul", *before)
    a, c = w.shape(left), w.shape(right)
    if not a or not c:
        return mul(w.at(left, places), w.at(right, places))
    i = places[:1] if a[0] is not ONE or len(places) == 2 else (ONE,)
    j = () if len(c) == 1 else places[-1:] if c[1] is not ONE and places else (ONE,)
    if len(a) == 1:
        return mul(w.entry(left, i), w.entry(right, (ONE, *j)))
    if a[1] is ONE:
        return mul(w.entry(left, (*i, ONE)), w.entry(right, (ONE, *j)))
    if left.head == "diag" and not w.refuting:
        return mul(w.entry(left.args[0], i), w.entry(right, (*i, *j)))
    if right.head == "diag" and len(j) == 1 and not w.refuting:
        return mul(w.entry(left, (*i, *j)), w.entry(right.args[0], j))
    k = fresh_idx("k")
    return sum_over(mul(w.entry(left, (*i, k)), w.entry(right, (k, *j))), k, ONE, a[1])


def _transpose(w: Entries, e: Expr, places: Places) -> Expr:
    shape = w.shape(e.args[0])
    if len(shape) < 2:
        return w.entry(e.args[0], places[len(places) - len(shape) :])
    return w.entry(e.args[0], (places[1], places[0]) if len(places) == 2 else (ONE, *places))


def _trace(w: Entries, e: Expr, places: Places) -> Expr:
    shape, i = w.shape(e.args[0]), fresh_idx("t")
    if len(shape) != 2:
        raise Reject("a trace of something that is no matrix")
    return sum_over(w.entry(e.args[0], (i, i)), i, ONE, shape[0])


def _diag(w: Entries, e: Expr, places: Places) -> Expr:
    if len(places) == 2:
        return mul(w.entry(e.args[0], places[:1]), delta(*places))
    return w.entry(e.args[0], places * 2)


def _norm(w: Entries, e: Expr, places: Places) -> Expr:
    return _rooted(_powers(w, e), _degree(e))


def _degree(e: Expr) -> Expr:
    return e.args[1] if e.head == "norm" and len(e.args) > 1 else node("num", value=ONE.value * 2)


def _powers(w: Entries, e: Expr) -> Expr:
    """Σ |v|^p, without bars where p is even and v real."""
    degree = _degree(e)
    value = number_value(degree)
    if degree.head == "const":
        raise Reject("the maximum norm")
    even = value is not None and value.denominator == 1 and not value % 2

    def body(places: Places) -> Expr:
        inside = w.entry(e.args[0], places)
        bare = inside if even and not has_unit(inside, *w.defined) else node("abs", inside)
        return bare if value == 1 else power(bare, degree)

    return w.summed(e.args[0], body)


def _rooted(inside: Expr, degree: Expr) -> Expr:
    value = number_value(degree)
    return inside if value == 1 else node("sqrt", inside) if value == 2 else power(inside, div(ONE, degree))


def _pow(w: Entries, e: Expr, places: Places) -> Expr:
    base, exponent = e.args
    if base.head in ("norm", "frobenius"):
        degree, value = _degree(base), number_value(exponent)
        if degree is exponent:
            return _powers(w, base)
        if number_value(degree) == 2 and value is not None and value.denominator == 1 and not value % 2:
            return power(_powers(w, base), node("num", value=value / 2))
    return power(w.at(base, places), w.at(exponent, places))


def _dot(w: Entries, e: Expr, places: Places) -> Expr:
    return w.summed(e.args[0], lambda p: mul(*(w.at(a, p) for a in e.args)))


def _outer(w: Entries, e: Expr, places: Places) -> Expr:
    cut = len(w.shape(e.args[0]))
    return mul(w.entry(e.args[0], places[:cut]), w.entry(e.args[1], places[cut:]))


def _product(w: Entries, e: Expr, places: Places) -> Expr:
    return mul(*(w.at(a, places) for a in e.args))


def _quotient(w: Entries, e: Expr, places: Places) -> Expr:
    return div(*(w.at(a, places) for a in e.args))


def _family(w: Entries, e: Expr, places: Places) -> Expr:
    """softmax(z)_i as the library spells it, along the last axis; log softmax and logsumexp from it."""
    if len(e.args) != 1:
        return rebuild(e, (w.at(e.args[0], ()), *e.args[1:]))
    (z,) = e.args
    n, j = w.shape(z)[-1], fresh_idx("s")
    if e.head == "logsumexp":
        return log(sum_over(node("exp", w.entry(z, (*places, j))), j, ONE, n))
    found = node("softmax", w.entry(z, (*places[:-1], j)), j, ONE, n, places[-1])
    return log(found) if e.head == "log_softmax" else found


def _derivative(w: Entries, e: Expr, places: Places) -> Expr:
    body, letter = e.args
    cut = len(w.shape(body))
    by = entry(letter, *places[cut:]) if letter.head == "sym" and w.shape(letter) else letter
    return deriv(w.at(body, places[:cut]), by)


def _taken(w: Entries, e: Expr, places: Places) -> Expr:
    base, given = e.args[0], e.args[1:]
    return entry(base, *given, *places) if base.head == "sym" else w.entry(base, (*given, *places))


def _refused(w: Entries, e: Expr, places: Places) -> Expr:
    raise Reject(f"{e.head} has no entries here")


def _total(w: Entries, e: Expr, places: Places) -> Expr:
    return w.summed(e.args[0], lambda p: w.entry(e.args[0], p))


RULES: Mapping[str, Callable[[Entries, Expr, Places], Expr]] = {
    "matmul": _matmul,
    "transpose": _transpose,
    "trace": _trace,
    "diag": _diag,
    "total": _total,
    "norm": _norm,
    "frobenius": _norm,
    "pow": _pow,
    "dot": _dot,
    "outer": _outer,
    "hadamard": _product,
    "hadamard_div": _quotient,
    "softmax": _family,
    "log_softmax": _family,
    "logsumexp": _family,
    "deriv": _derivative,
    "entry": _taken,
    "ones": lambda w, e, places: ONE,
    "zeros": lambda w, e, places: ZERO,
    "identity": lambda w, e, places: delta(*places),
    **dict.fromkeys("inverse det kron cross block matrix vector row expm tril triu vec".split(), _refused),
}
