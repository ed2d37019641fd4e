"""What the engine makes of an expression has the expression's values, and is no longer than it was.

The bounds on lengths and counts are those that were measured: an engine that finds more may tighten them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from benchmarks.fuzz import draw
from benchmarks.random_pairs import CONTEXT as PAIRS
from benchmarks.random_pairs import pair_of
from derive.engine.differentiate import differentiate
from derive.engine.indices import contract
from derive.engine.learning import normalizer
from derive.engine.normal import Normalizer
from derive.engine.prepare import Prepared, prepare
from derive.engine.prove import decide
from derive.engine.signs import irreducible, nonzero, sign_of, strictly_positive
from derive.engine.tidy import tidy
from derive.engine.units import is_complex, real_expression
from derive.engine.values import precision, subtract, to_ball
from derive.errors import DeriveError
from derive.expressions.build import ONE, add, delta, entry, fresh_idx, idx, mul, neg, sum_over, sym
from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.records.statement import Statement
from tests.engine_values.generators import summand
from tests.engine_values.random_values import (
    CONTEXT,
    INDEXED,
    MAKERS,
    NOTHING,
    TABLE,
    Point,
    assert_same_values,
    expression,
    known,
    nodes,
    points,
    value,
)

FORMS, SLOPES, PAIRS_TRIED, STATEMENTS, NESTED = 900, 900, 30, 30, 60


def prepared(expr: Expr, context: Context = CONTEXT) -> Prepared:
    return prepare(Statement(expr, expr, context), TABLE)


def shown(n: Normalizer, expr: Expr) -> Expr:
    form = n.forms(expr)[0]
    return real_expression(n, form) if is_complex(n, form) else n.express(form)


def test_a_normal_form_has_the_values_of_the_expression() -> None:
    seen = length = 0
    for seed in range(FORMS):
        ready = prepared(expression(seed), known(seed))
        try:
            form = shown(normalizer(ready.facts, ready.scope), ready.left)
        except DeriveError:
            continue
        seen += assert_same_values(ready.left, form, seed)
        length += nodes(form)
    assert seen >= MEASURED["form points"]
    assert length <= MEASURED["form length"]


def test_derivatives_are_limits_of_quotients() -> None:
    seen = length = 0
    for seed in range(SLOPES):
        body = prepared(expression(seed)).left
        letter = entry(sym("X"), idx("k")) if seed % len(MAKERS) in INDEXED else sym("x")
        try:
            slope = contract(differentiate(body, letter, TABLE), CONTEXT)
        except DeriveError:
            continue
        length += nodes(slope)
        for point in points(seed, 3):
            seen += assert_slope(body, slope, letter, point, seed)
    assert seen >= MEASURED["slope points"]
    assert length <= MEASURED["slope length"]


def assert_slope(body: Expr, slope: Expr, letter: Expr, point: Point, seed: int) -> int:
    """The quotient of differences at ±2^−100, to 20 digits."""
    step = Fraction(1, 2**100)
    bits = 512
    after, before = (value(body, moved(point, letter, s * step), bits) for s in (1, -1))
    found = value(slope, point, bits)
    if NOTHING in (after, before, found):
        return 0
    with precision(bits):
        quotient = to_ball(subtract(after, before)) / to_ball(2 * step)
        gap, small = abs(quotient - to_ball(found)), to_ball(Fraction(1, 10**20)) * (1 + abs(quotient))
        assert not gap > small, (
            f"seed {seed}: the derivative of {body!r} by {letter!r} is not {slope!r} at {point}"
        )
        return int(gap < small)


def moved(point: Point, letter: Expr, by: Fraction) -> Point:
    letters, entries = dict(point.letters), dict(point.entries)
    if letter.head == "sym":
        letters[letter.value] += by
    else:
        entries[letter.args[0].value, (point.indices[letter.args[1].value],)] += by
    return Point(letters, entries, point.indices)


def test_contracting_and_tidying_keep_the_values() -> None:
    seen = length = 0
    for seed in range(FORMS):
        body = prepared(expression(seed, 4)).left
        made = tidy(body), contract(body, CONTEXT)
        seen += sum(assert_same_values(body, each, seed) for each in made)
        length += nodes(*made)
    assert seen >= MEASURED["tidy points"]
    assert length <= MEASURED["tidy length"]


def test_deltas_inside_of_inner_sums_are_contracted() -> None:
    """Σ_j (Σ_i (δ_jk f + g) + δ_jk h), where the δ stands in some terms of the inner sum only."""
    seen = 0
    for seed in range(NESTED):
        rng, outer, inner = Random(f"nested {seed}"), fresh_idx("j"), fresh_idx("i")
        pin = delta(outer, rng.choice([idx("j"), idx("k"), ONE]))
        f, g, h = (summand(rng, 1, scope) for scope in ((outer, inner), (outer, inner), (outer,)))
        within = sum_over(add(mul(pin, f), g), inner, ONE, sym("n"))
        body = sum_over(add(rng.choice([within, neg(within)]), mul(pin, h)), outer, ONE, sym("n"))
        seen += assert_same_values(body, contract(body, CONTEXT), seed * len(MAKERS))
    assert seen >= MEASURED["nested points"]


def test_factors_have_the_signs_that_are_claimed() -> None:
    found_signs = 0
    for seed in range(FORMS):
        ready = prepared(expression(seed), known(seed))
        n = normalizer(ready.facts, ready.scope)
        try:
            found = n.run(lambda n=n, e=ready.left: list(claims(n, e)))
        except DeriveError:
            continue
        for f, s, strict, apart in found:
            found_signs += bool(s) + strict + apart
            assert_signs(f, s, strict, apart, seed)
    assert found_signs >= MEASURED["known signs"]


def claims(n: Normalizer, expr: Expr) -> Iterator[tuple[Expr, int, bool, bool]]:
    """Each irreducible factor with its sign, whether it is positive, and whether it is nowhere zero."""
    for f, _ in irreducible(n, n.form(expr))[1]:
        yield n.express_poly(f), sign_of(n, f), strictly_positive(n, f), nonzero(n, f)


def assert_signs(f: Expr, s: int, strict: bool, apart: bool, seed: int) -> None:
    for point in points(seed):
        v = value(f, point)
        if v is NOTHING:
            continue
        with precision(256):
            ball = to_ball(v)
            assert not s * ball < 0, f"seed {seed}: the sign of {f!r} at {point}"
            assert not (strict and ball <= 0), f"seed {seed}: {f!r} is not positive at {point}"
            assert not (apart and v == 0), f"seed {seed}: {f!r} is zero at {point}"


def test_equal_pairs_are_proved_and_others_never() -> None:
    proved = 0
    for seed in range(1, PAIRS_TRIED + 1):
        pair = pair_of(seed)
        found = decide(Statement(pair.left, pair.right, PAIRS), TABLE).verdict
        assert (found == "refuted") <= (pair.truth == "different"), f"seed {seed}"
        assert (found == "proved") <= (pair.truth == "equal"), f"seed {seed}"
        proved += found in ("proved", "refuted")
    assert proved >= MEASURED["pairs"]


def test_as_many_statements_are_decided() -> None:
    decided = [decide(draw(seed).statement, TABLE).verdict for seed in range(1, STATEMENTS + 1)]
    assert sum(v != "undecided" for v in decided) >= MEASURED["statements"]


MEASURED = {
    "nested points": 298,
    "form points": 3_852,
    "form length": 12_120,
    "known signs": 944,
    "slope points": 2_369,
    "slope length": 8_164,
    "tidy points": 7_843,
    "tidy length": 21_554,
    "pairs": 28,
    "statements": 21,
}
