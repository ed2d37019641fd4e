"""The nicest form of a result when none is asked for: solve for the generators, substitute, factor.

With s = σ(z) the generator is e^z = s/(1 − s); with h = tanh x, e^{2x} = (1 + h)/(1 − h); with
p_i = e^{z_i}/Z, e^{z_i} = p_i Z.  Whatever is found is a proposal: the steps to it prove it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import flint

from derive.engine import forms
from derive.engine.dependence import base_of
from derive.engine.indices import contract, index_ranges, pull_out
from derive.engine.rational import Field, Ratio, factored, make_field, ratio, write_polynomial
from derive.engine.rewriting import word_of
from derive.engine.rules import Grounds
from derive.engine.tidy import negate, quotient, split_sign
from derive.engine.trails import explore
from derive.engine.ugliness import ugliness
from derive.engine.unfold import instance
from derive.errors import DeriveError
from derive.expressions.build import ZERO
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import alpha, rebuild, transform

MOST_EXPLORED = 40
UNEXPLAINED = 6


def nicest(expr: Expr, grounds: Grounds, words: Sequence[str], origin: Expr) -> Expr:
    """The least ugly form of `expr` among those that the search and the words give, few steps away."""
    trails = islice(explore(expr, grounds, (), origin), MOST_EXPLORED)
    found = [(trail.expr, len(trail.moves)) for _, trail in trails]
    found += in_words(expr, grounds, words, origin)
    efforts: dict[str, int] = {}
    ranked = (
        (ugliness(e) + efforts.setdefault(name, effort), e.head == "add", name, e)
        for e, effort, name in ((e, effort, forms.key(e)) for e, effort in found)
    )
    return transform(min(ranked, key=lambda r: r[:3])[3], positive_first)


def positive_first(expr: Expr) -> Expr | None:
    """b − a for −a + b, and for −(a − b)."""
    if expr.head == "neg" and expr.args[0].head == "add":
        flipped = tuple(negate(t) for t in expr.args[0].args)
        positive = any(split_sign(t)[0] > 0 for t in flipped)
        return positive_first(Expr("add", flipped)) or Expr("add", flipped) if positive else None
    if expr.head != "add" or split_sign(expr.args[0])[0] > 0:
        return None
    return Expr("add", tuple(sorted(expr.args, key=lambda t: split_sign(t)[0] < 0)))


def in_words(expr: Expr, grounds: Grounds, words: Sequence[str], origin: Expr) -> Iterator[tuple[Expr, int]]:
    """`expr` as a rational function, of the words if it can be, factored and multiplied out.

    With each form the effort of a reader who is not shown the way to it.
    """
    available = list(occurrences(grounds, words, origin))
    try:
        yield from ((e, UNEXPLAINED) for e in _written(expr))
        within = words_under_sums(expr, available, grounds)
        if within is not expr:
            within = contract(within, grounds.context, index_ranges(origin, grounds.context))
        replaced = substitute_words(within, available, grounds) or (within if within is not expr else None)
        if replaced is not None:
            yield from ((e, 0) for e in _written(replaced))
    except (DeriveError, ZeroDivisionError):
        return


def _written(expr: Expr) -> Iterator[Expr]:
    product = tidy_factors(factored(expr))
    yield product
    yield forms.collect(forms.expand(product))


def tidy_factors(expr: Expr) -> Expr:
    """−s (s − 1) written as s (1 − s), and numbers first in a factor."""
    sign, bare = split_sign(expr)
    flipped = _flip_one(bare) if sign < 0 else None
    return flipped if flipped is not None else expr


def _flip_one(expr: Expr) -> Expr | None:
    if expr.head == "div":
        above = _flip_one(expr.args[0])
        return None if above is None else quotient(above, expr.args[1])
    factors = expr.args if expr.head == "mul" else (expr,)
    for place, each in enumerate(factors):
        if each.head == "add" and any(split_sign(t)[0] < 0 for t in each.args):
            flipped = [negate(t) for t in each.args]
            turned = Expr("add", tuple(sorted(flipped, key=lambda t: split_sign(t)[0] < 0)))
            return (
                Expr("mul", (*factors[:place], turned, *factors[place + 1 :])) if len(factors) > 1 else turned
            )
    return None


def occurrences(grounds: Grounds, words: Sequence[str], origin: Expr) -> Iterator[Expr]:
    """The words as they may stand in a result: those met on unfolding the question, and partners."""
    seen: dict[Expr, None] = {}
    stack = [origin]
    letters = [base_of(e.args[1]) for e in postorder(origin) if e.head == "deriv"]
    indices = [a for e in postorder(origin) if e.head == "deriv" for a in e.args[1].args[1:]]
    while stack:
        for each in postorder(stack.pop()):
            opened = instance(each, grounds.context, grounds.functions) if each not in letters else None
            if opened is not None and each not in seen:
                seen[each] = None
                stack.append(opened)
    for definition in grounds.context.definitions:
        if definition.left.head == "sym" and definition.left not in letters:
            seen.setdefault(definition.left)
        elif definition.left.head == "entry" and len(definition.left.args) == 2:
            for index in indices:
                seen.setdefault(Expr("entry", (definition.left.args[0], index)))
    for each in list(seen):
        known = grounds.functions.get(each.head)
        for place in indices if has_places(each, grounds) and each.head != "entry" else ():
            seen.setdefault(rebuild(each, (*each.args[:-1], place)))
        for name in words if known is not None else ():
            partner = grounds.functions.get(name)
            if partner is not None and len(partner.parameters) == 1 == len(each.args):
                seen.setdefault(Expr(name, each.args))
    wanted = set(words)
    yield from (e for e in seen if not wanted or word_of(e) in wanted)


def has_places(word: Expr, grounds: Grounds) -> bool:
    """Whether it is an entry p_i, or f(z)_i of a function of a whole array."""
    if word.head == "entry":
        return len(word.args) == 2
    known = grounds.functions.get(word.head)
    return known is not None and known.family and len(known.parameters) == 2


def words_under_sums(expr: Expr, words: Sequence[Expr], grounds: Grounds) -> Expr:
    """Σ_s e^{z_s} K_s = Z Σ_s p_s K_s for p_s = e^{z_s}/Z: a word at the place a sum runs over, in its body.

    The sum Z that the word is defined by stays as it is.
    """
    opened = [instance(w, grounds.context, grounds.functions) for w in words]
    own = {alpha(e) for form in opened if form is not None for e in postorder(form) if e.head == "sum"}
    arrays = [w for w in words if has_places(w, grounds)]
    arrays = list({rebuild(w, (*w.args[:-1], ZERO)): w for w in arrays}.values())

    def here(each: Expr) -> Expr | None:
        if each.head != "sum" or alpha(each) in own or not arrays:
            return None
        places = [rebuild(w, (*w.args[:-1], each.args[1])) for w in arrays]
        body = substitute_words(each.args[0], [*places, *words], grounds)
        return None if body is None else pull_out(rebuild(each, (body, *each.args[1:])))

    return transform(expr, here)


def substitute_words(expr: Expr, words: Sequence[Expr], grounds: Grounds) -> Expr | None:
    """`expr` with the generators of the words' defining forms solved for and put in."""
    opened = {w: o for w in words if (o := instance(w, grounds.context, grounds.functions)) is not None}
    if not opened:
        return None
    within = make_field(expr, *opened.values(), *opened)
    whole = ratio(expr, within)
    changed = False
    names = {alpha(w) for w in opened}
    for word, form in opened.items():
        solved = _solved(word, ratio(form, within), within, names)
        if solved is None:
            continue
        place, power, value = solved
        new = _put_in(whole, place, power, value, within)
        if new is not None:
            whole, changed = new, True
    if not changed:
        return None
    return quotient(write_polynomial(whole.over, within), write_polynomial(whole.under, within))


def _solved(word: Expr, form: Ratio, within: Field, words: set[Expr]) -> tuple[int, int, Ratio] | None:
    """g^k = −B/A from word·D − N = A g^k + B: exponentials first, then other atoms than words."""
    letter = within.ring.gens()[within.places[alpha(word)]]
    equation = letter * form.under - form.over
    by_kind = sorted(within.places.items(), key=lambda item: item[0] not in within.units)
    for name, place in by_kind:
        if name in words:
            continue
        parts = _by_power(equation, place, within)
        if len(parts) == 2 and 0 in parts:
            (k,) = (p for p in parts if p)
            return place, k, Ratio(-parts[0], parts[k]).reduced()
    return None


def _by_power(poly: flint.fmpq_mpoly, place: int, within: Field) -> dict[int, flint.fmpq_mpoly]:
    """The coefficients of the powers of one generator."""
    found: dict[int, dict[tuple[int, ...], flint.fmpq]] = {}
    for exponents, c in poly.to_dict().items():
        rest = tuple(0 if i == place else int(e) for i, e in enumerate(exponents))
        found.setdefault(int(exponents[place]), {})[rest] = c
    return {k: within.ring.from_dict(d) for k, d in found.items()}


def _put_in(whole: Ratio, place: int, power: int, value: Ratio, within: Field) -> Ratio | None:
    """`whole` with g^power = value, when the powers of g differ by multiples of it."""
    tops, bottoms = _by_power(whole.over, place, within), _by_power(whole.under, place, within)
    least = min([*tops, *bottoms], default=0)
    if any((k - least) % power for k in (*tops, *bottoms)):
        return None
    top, bottom = (_evaluated(parts, least, power, value, within) for parts in (tops, bottoms))
    return top.times(bottom.inverse()) if bottom.over else None


def _evaluated(
    parts: dict[int, flint.fmpq_mpoly], least: int, power: int, value: Ratio, within: Field
) -> Ratio:
    one = within.ring.constant(1)
    total = Ratio(within.ring.constant(0), one)
    for k, c in parts.items():
        term = Ratio(c, one)
        for _ in range((k - least) // power):
            term = term.times(value)
        total = total.plus(term)
    return total
