"""Kronecker deltas and sums: Σ_j f_j δ_jk = f_k [lo ≤ k ≤ hi], and factors pulled out of sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive.engine.linear import Range, linear, never_negative, solve_unit
from derive.engine.tidy import product, quotient, signed, split_sign, total
from derive.expressions.build import ONE, TRUE, ZERO, conj, delta, iverson, mul, num, rel
from derive.expressions.expr import BINDERS, Expr, Index, free_indices, kinds, node, postorder
from derive.expressions.walk import alpha, freshen, rebuild, substitute
from derive.notation.context import EMPTY, Context

Ranges = Mapping[Index, Range]
INDEXED, CONTRACTED = kinds("sum", "prod", "idx", "entry"), kinds("delta", "sum")


@dataclass(frozen=True)
class Term:
    """coefficient · (product of `over`) / (product of `under`)."""

    coefficient: Fraction
    over: tuple[Expr, ...]
    under: tuple[Expr, ...] = ()

    def times(self, other: Term) -> Term:
        return Term(self.coefficient * other.coefficient, self.over + other.over, self.under + other.under)

    def written(self) -> Expr:
        above = product(num(self.coefficient), *self.over)
        return quotient(above, mul(*self.under)) if self.under else above


def index_ranges(expr: Expr, context: Context = EMPTY) -> dict[Index, Range]:
    """What each index runs over: its sum, its declaration, or the axis of an array it indexes."""
    found: dict[Index, Range] = {}
    if not expr.kinds & INDEXED:
        return found
    for each in postorder(expr):
        if each.head in BINDERS:
            found[each.args[1].value] = (each.args[2], each.args[3])
        elif each.head == "idx" and not each.value.uid:
            letter = context.letters.get(each.value.name)
            if letter is not None and letter.lo is not None and letter.hi is not None:
                found[each.value] = (letter.lo, letter.hi)
    for each in postorder(expr):
        if each.head == "entry" and each.args[0].head == "sym":
            letter = context.letters.get(each.args[0].value)
            for place, axis in zip(each.args[1:], letter.axes if letter else (), strict=False):
                if place.head == "idx":
                    found.setdefault(place.value, (ONE, axis))
    return found


def contract(
    expr: Expr, context: Context = EMPTY, ranges: Ranges | None = None, *, split: bool = True
) -> Expr:
    """`expr` with every δ on a summed index contracted and independent factors out of the sums.

    Σ_{j=lo}^{hi} f_j δ_{jv} = f_v [lo ≤ v] [v ≤ hi]; a bracket that certainly holds is left out.
    A sum in which nothing is to be done stays exactly as it is.  Without `split`, a sum whose δ
    stands within a bracket stays too.
    """
    if not expr.kinds & CONTRACTED:
        return expr
    known = dict(index_ranges(expr, context)) | dict(ranges or {})
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        new = rebuild(each, (memo[a] for a in each.args))
        if new.head == "delta":
            new = decide_delta(new)
        elif new.head == "sum":
            new = contract_sum(new, known, split)
        elif new is not each and new.head == "mul":
            new = product(*new.args)
        elif new is not each and new.head == "add":
            new = total(*new.args)
        elif new is not each and new.head == "div":
            new = quotient(*new.args)
        memo[each] = new
    return memo[expr]


def decide_delta(expr: Expr) -> Expr:
    """δ_aa = 1, δ_ab = 0 when a − b is a number other than 0; otherwise the δ itself."""
    form = linear(expr.args[0]).plus(linear(expr.args[1]), Fraction(-1))
    if form.coefficients:
        return expr
    return ONE if not form.constant else ZERO


def contract_sum(expr: Expr, ranges: Ranges, split: bool = True) -> Expr:
    """One Σ: split into terms only where a δ on its index asks for it, contract, pull out."""
    body, index = expr.args[0], expr.args[1]
    if body is ZERO:
        return ZERO
    if not has_delta(body, index.value):
        return pull_out(expr)
    terms = expand_deltas(body, index.value)
    if len(terms) > 1 and not split:
        return expr
    parts = [_contract_term(term, expr, ranges) for term in terms]
    return total(*_joined(_gather(parts, expr)))


def _joined(parts: list[Expr]) -> list[Expr]:
    """Σ_j f_j + Σ_j g_j = Σ_j (f_j + g_j), for the terms into which a sum under the δ was taken apart."""
    found: list[Expr] = []
    for part in parts:
        sign, whole = split_sign(part)
        place = next((k for k, e in enumerate(found) if _same_range(split_sign(e)[1], whole)), None)
        if place is None:
            found.append(part)
            continue
        first_sign, first = split_sign(found[place])
        body = substitute(whole.args[0], {whole.args[1]: first.args[1]})
        bodies = total(signed(first_sign, first.args[0]), signed(sign, body))
        found[place] = rebuild(first, (bodies, *first.args[1:]))
    return found


def _same_range(a: Expr, b: Expr) -> bool:
    return a.head == "sum" == b.head and a.args[4] is TRUE and a.args[2:] == b.args[2:]


def _gather(parts: list[Expr | Term], whole: Expr) -> list[Expr]:
    """Terms without a δ go back under one Σ."""
    left = [part.written() for part in parts if isinstance(part, Term)]
    done = [part for part in parts if isinstance(part, Expr)]
    if left:
        done.append(pull_out(rebuild(whole, (total(*left), *whole.args[1:]))))
    return done


def _contract_term(term: Term, whole: Expr, ranges: Ranges) -> Expr | Term:
    """f_j δ_jv under Σ_j: f_v with the brackets still needed; the term itself when none solves."""
    _, index, lo, hi, condition = whole.args
    for place, each in enumerate(term.over):
        value = solve_unit(each.args[0], each.args[1], index) if each.head == "delta" else None
        if value is None:
            continue
        brackets = [
            rel("le", a, b) for a, b in ((lo, value), (value, hi)) if not never_negative(a, b, ranges)
        ]
        if condition is not TRUE:
            brackets.append(substitute(condition, {index: value}))
        rest = Term(term.coefficient, term.over[:place] + term.over[place + 1 :], term.under)
        solved = substitute(rest.written(), {index: value})
        bracket = iverson(conj(*brackets)) if brackets else ONE
        return product(_decide_deltas(solved), bracket)
    return term


def _decide_deltas(expr: Expr) -> Expr:
    coefficient, over, under = _term(expr)
    return Term(
        coefficient, tuple(decide_delta(f) if f.head == "delta" else f for f in over), under
    ).written()


def _term(expr: Expr) -> tuple[Fraction, tuple[Expr, ...], tuple[Expr, ...]]:
    """expr as one term, products, quotients and signs taken apart."""
    coefficient, over, under = Fraction(1), list[Expr](), list[Expr]()
    stack = [(expr, True)]
    while stack:
        each, above = stack.pop()
        if each.head == "neg":
            coefficient = -coefficient
            stack.append((each.args[0], above))
        elif each.head == "num" and each.value and above:
            coefficient *= each.value
        elif each.head == "mul":
            stack.extend((a, above) for a in reversed(each.args))
        elif each.head == "div":
            stack.extend(((each.args[1], not above), (each.args[0], above)))
        else:
            (over if above else under).append(each)
    return coefficient, tuple(over), tuple(under)


def has_delta(expr: Expr, index: Index) -> bool:
    """Whether a δ on the index stands in `expr` as a factor of some term (not inside a function)."""
    stack = [(expr, frozenset[Index]())]
    while stack:
        each, inner = stack.pop()
        if index not in free_indices(each):
            continue
        if each.head == "delta" and not inner & free_indices(each):
            return True
        if each.head in ("add", "mul", "neg"):
            stack.extend((a, inner) for a in each.args)
        elif each.head == "div":
            stack.append((each.args[0], inner))
        elif each.head == "sum":
            stack.append((each.args[0], inner | {each.args[1].value}))
    return False


def expand_deltas(expr: Expr, index: Index) -> list[Term]:
    """The terms of `expr`, products multiplied out only where a δ on the index requires it."""
    if not has_delta(expr, index) or expr.head == "delta":
        return [Term(*_term(expr))]
    if expr.head == "add":
        return [term for arg in expr.args for term in expand_deltas(arg, index)]
    if expr.head == "neg":
        return [Term(-t.coefficient, t.over, t.under) for t in expand_deltas(expr.args[0], index)]
    if expr.head == "div":
        tops = expand_deltas(expr.args[0], index)
        return [Term(t.coefficient, t.over, (*t.under, expr.args[1])) for t in tops]
    if expr.head == "sum":
        bodies = [t.written() for t in expand_deltas(expr.args[0], index)]
        return [Term(*_term(pull_out(freshen(rebuild(expr, (b, *expr.args[1:])))))) for b in bodies]
    found = [Term(Fraction(1), ())]
    for arg in expr.args:
        found = [a.times(b) for a in found for b in expand_deltas(arg, index)]
    return found


def pull_out(expr: Expr) -> Expr:
    """Σ_j c·f_j = c·Σ_j f_j for a factor c without j; the sum itself when there is none."""
    body, index = expr.args[0], expr.args[1]
    coefficient, over, under = _term(body)
    out = [f for f in over if index.value not in free_indices(f)]
    below = [f for f in under if index.value not in free_indices(f)]
    if not out and not below and coefficient == 1:
        return expr
    inner = Term(
        Fraction(1),
        tuple(f for f in over if index.value in free_indices(f)),
        tuple(f for f in under if index.value in free_indices(f)),
    )
    kept = rebuild(expr, (inner.written(), *expr.args[1:]))
    return Term(coefficient, (*out, kept), tuple(below)).written()


def take_out_term(expr: Expr, ranges: Ranges) -> Expr | None:
    """Σ_j f_j − f_i = Σ_{j≠i} f_j for an i within the range of j; None where no such pair stands."""
    if expr.head != "add":
        return None
    for whole in (t for t in expr.args if t.head == "sum"):
        body, index, lo, hi, condition = whole.args
        for term in (t for t in expr.args if t.head == "neg"):
            for place in sorted(free_indices(term), key=lambda k: k.name):
                at = node("idx", value=place)
                here = substitute(body, {index: at})
                inside = never_negative(lo, at, ranges) and never_negative(at, hi, ranges)
                if condition is TRUE and inside and alpha(here) is alpha(term.args[0]):
                    rest = rebuild(whole, (body, index, lo, hi, rel("ne", index, at)))
                    return total(*(rest if t is whole else t for t in expr.args if t is not term))
    return None


def delta_of(left: tuple[Expr, ...], right: tuple[Expr, ...]) -> Expr:
    """δ_{i k} δ_{j l} …: 1 when all indices agree."""
    return product(*(decide_delta(delta(a, b)) for a, b in zip(left, right, strict=True)))
