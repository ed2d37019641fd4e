"""Printed decimals: 0.76 stands for every number that rounds to 0.76.

`left = d` with a printed d of unit u holds iff d − u/2 ≤ left ≤ d + u/2; exactly half-way both ways of
rounding are accepted that are in use: away from zero, and to the even digit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from derive.engine.digits import Printed, printed_decimal
from derive.expressions.build import num
from derive.expressions.expr import Expr, postorder
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Decide = Callable[[Statement], Verdict]
LONGEST_SHOWN = 24
LETTERS = frozenset({"sym", "idx", "entry", "call"})


def is_rounded(statement: Statement) -> bool:
    """Whether the statement says what a number without letters is, to the printed digits.

    Of two decimals the second is rounded when it has fewer places: 0.7616 = 0.76.
    """
    closed = all(e.head not in LETTERS for e in postorder(statement.left, statement.right))
    left, right = printed_decimal(statement.left), printed_decimal(statement.right)
    if statement.relation != "eq" or not closed or right is None:
        return False
    return left is None or left.unit < right.unit


def decide_rounded(statement: Statement, decide: Decide) -> Verdict:
    """The verdict on `number = printed decimal`, the decimal being rounded."""
    printed = printed_decimal(statement.right)
    assert printed is not None
    low, high = printed.value - printed.unit / 2, printed.value + printed.unit / 2
    too_small = decide(replace(statement, right=num(low), relation="lt"))
    too_large = decide(replace(statement, right=num(high), relation="gt"))
    refuted = too_small.verdict == too_large.verdict == "refuted"
    if refuted and not (_at_the_bound(too_small) or _at_the_bound(too_large)):
        return Verdict(
            "proved",
            method="rounded",
            reason=f"the number rounds to {_digits(statement.right)}",
            certificate=_between(low, high, too_small, too_large),
            guarantee=too_small.guarantee,
            seconds=too_small.seconds + too_large.seconds,
        )
    outside = too_small.verdict == "proved" or too_large.verdict == "proved"
    if not outside and _is_half_way(statement, printed, decide):
        return _accepted_half_way(statement, printed, decide)
    return _refuted(statement, printed, decide)


def _at_the_bound(verdict: Verdict) -> bool:
    """Whether the number is exactly the bound that it was compared with."""
    example = verdict.counterexample
    return example is not None and example.left == example.right


def _between(low: Fraction, high: Fraction, too_small: Verdict, too_large: Verdict) -> dict[str, object]:
    """A number without letters is not below `low` and not above `high`: each refuted at its one point."""
    return {
        "kind": "rounded",
        "low": str(low),
        "high": str(high),
        "not below low": too_small.certificate,
        "not above high": too_large.certificate,
    }


def _is_half_way(statement: Statement, printed: Printed, decide: Decide) -> bool:
    half = printed.unit / 2
    return any(bool(decide(replace(statement, right=num(printed.value + d)))) for d in (half, -half))


def _accepted_half_way(statement: Statement, printed: Printed, decide: Decide) -> Verdict:
    """Half-way: away from zero, or to the even digit."""
    half = printed.unit / 2
    upper = bool(decide(replace(statement, right=num(printed.value + half))))
    exact = printed.value + (half if upper else -half)
    away = abs(printed.value) > abs(exact)
    even = (printed.value / printed.unit).numerator % 2 == 0
    if not (away or even):
        return _refuted(statement, printed, decide)
    proof = decide(replace(statement, right=num(exact)))
    reason = f"the number is half-way and rounds to {_digits(statement.right)}"
    certificate = {"kind": "rounded", "half-way": str(exact), "equal": proof.certificate}
    return replace(proof, method="rounded", reason=reason, certificate=certificate)


def _refuted(statement: Statement, printed: Printed, decide: Decide) -> Verdict:
    """The refutation of exact equality, with the digits that would be right."""
    verdict = decide(statement)
    if verdict.verdict != "refuted":
        return verdict
    nearest = _nearest(verdict, printed)
    reason = f"the number rounds to {nearest}" if nearest else verdict.reason
    cut_off = _is_cut_off(statement, printed, decide)
    notes = (*verdict.notes, *(("truncated, not rounded",) if cut_off else ()))
    return replace(verdict, reason=reason, notes=notes)


def _is_cut_off(statement: Statement, printed: Printed, decide: Decide) -> bool:
    """Whether the printed digits are the first digits of the number: d ≤ |number| < d + u."""
    sign = 1 if printed.value > 0 else -1
    less, more = ("lt", "gt") if sign > 0 else ("gt", "lt")
    outer = num(printed.value + sign * printed.unit)
    bounds = ((less, num(printed.value)), (more, outer))
    found = [decide(replace(statement, right=bound, relation=relation)) for relation, bound in bounds]
    return all(x.verdict == "refuted" for x in found)


def _nearest(verdict: Verdict, printed: Printed) -> str | None:
    """The number to the printed place, from the value that the refutation shows."""
    values = verdict.counterexample.numbers if verdict.counterexample is not None else None
    if values is None:
        return None
    value, _ = values
    digits = round(value / printed.unit)
    places = len(str(printed.unit.denominator)) - 1
    if printed.unit >= 1:
        return None
    text = str(abs(digits)).rjust(places + 1, "0")
    whole, decimals = text[: len(text) - places], text[len(text) - places :]
    shown = ("−" if digits < 0 else "") + (f"{whole}.{decimals}" if places else whole)
    return shown if len(shown) <= LONGEST_SHOWN else None


def _digits(expr: Expr) -> str:
    if expr.head == "neg":
        return "−" + _digits(expr.args[0])
    return str(expr.value) if expr.head == "dec" else "the printed digits"
