"""Verdicts in a reader's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from derive.expressions.expr import Expr
from derive.expressions.walk import heads
from derive.notation.context import Context
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict
from derive.render.formula import NO_FORMULA, Formula
from derive.render.measure import width
from derive.render.points import OTHERS, told_apart
from derive.render.prose import prose
from derive.writeups.document import Finding
from derive.writeups.printing import Printer, name_formula, value_formula

BADGES = {
    "proved": "Proved",
    "conditional": "Conditional",
    "refuted": "False",
    "undecided": "Undecided",
}

SENTENCES = {
    "proved": "This holds wherever both sides are defined.",
    "conditional": "As it stands this is false; it is true under a condition that is not stated.",
    "refuted": "This does not hold.",
    "undecided": "This could be neither proved nor refuted.",
}
PROVED_CHAIN = "Every link holds wherever both of its sides are defined."
PROVED_NUMBERS = "This holds."

ROUNDED = "rounds to"
UNCONFIRMED = "found proved, but the kernel did not confirm it"
TREE = re.compile(r"\((?:sym|num|add|mul|neg|div|pow|entry|matrix|idx|gt|ge|lt|le|eq|ne|held) ")
FRACTION = re.compile(r"-?\d+/\d+$")

# The widest formula, in em, that a sentence may hold.
WIDEST = 30.0

# The worst first: one false link makes a chain false, whatever the others are.
SEVERITY = ("refuted", "conditional", "undecided", "proved")


def is_read_in_a_line(text: str) -> bool:
    """Whether the formulas in a sentence are short enough to be told in one."""
    return all(width(part.latex) <= WIDEST for part in prose(text) if isinstance(part, Formula))


def finding_of(verdict: Verdict, printer: Printer, statements: Sequence[Statement | None] = ()) -> Finding:
    """`verdict` on the `statements` of a chain as a label, a sentence, and the formulas that belong to it."""
    example = verdict.counterexample
    said = _of_numbers(verdict)
    values = (example.left, example.right) if example and not said else ("", "")
    return Finding(
        verdict.verdict,
        BADGES[verdict.verdict],
        _verdict_sentence(verdict, statements),
        conditions=printer.formulas(verdict.conditions),
        holds_if=tuple(_condition(c, printer) for c in verdict.holds_if),
        point=_point(example, printer.context) if example else (),
        left=_value(values[0], example),
        right=_value(values[1], example),
        correction=printer.formula(verdict.correction) if verdict.correction is not None else NO_FORMULA,
        diagnosis=tuple(_sentence(each.text) for each in verdict.diagnosis if is_read_in_a_line(each.text)),
        notes=tuple(map(_sentence, (*said, *verdict.notes))),
    )


def _verdict_sentence(verdict: Verdict, statements: Sequence[Statement | None]) -> str:
    """Nothing is said of definedness where only numbers are compared."""
    if verdict.verdict == "undecided" and verdict.reason:
        return f"{SENTENCES['undecided']} {_sentence(_for_readers(verdict.reason))}"
    if verdict.verdict != "proved":
        return SENTENCES[verdict.verdict]
    known = [s for s in statements if s is not None]
    sides = [side for s in known for side in (s.left, s.right)]
    if known and not heads(*sides) & {"sym", "idx"}:
        return PROVED_NUMBERS
    return PROVED_CHAIN if len(statements) > 1 else SENTENCES["proved"]


def _for_readers(reason: str) -> str:
    """A reason without what only the makers of the prover can read: "…: (add (sym x) …)"."""
    if reason.startswith(UNCONFIRMED):
        return "The search finds a proof, but the independent re-check does not confirm it"
    said, found, _ = reason.partition(": ")
    while found and (rest := reason[len(said) + 2 :]) and not TREE.search(rest):
        more, found, _ = rest.partition(": ")
        said = f"{said}: {more}"
    return said.partition(" (")[0] if TREE.search(said) else said


def _of_numbers(verdict: Verdict) -> tuple[str, ...]:
    """What a refuted rounded number is instead: such a reason says more than two values would."""
    example = verdict.counterexample
    told = example is not None and not example.point and ROUNDED in verdict.reason
    return (verdict.reason,) if told else ()


def _value(text: str, example: Counterexample | None) -> Formula:
    """A value; where only numbers are compared, a decimal as it would be printed: 16/25 is 0.64."""
    if not text:
        return NO_FORMULA
    if example is not None and not example.point and FRACTION.match(text):
        value = Fraction(text)
        if 10**6 % value.denominator == 0:
            return value_formula(f"{float(value):.6f}".rstrip("0"))
    return value_formula(text)


def _condition(condition: Expr, printer: Printer) -> Formula:
    """⌊N/S⌋ = N/S as "N/S ∈ ℤ"."""
    rounded, value = condition.args if condition.head == "eq" else (condition, condition)
    if rounded.head != "floor" or rounded.args[0] is not value:
        return printer.formula(condition)
    whole = printer.formula(value)
    return Formula(rf"{whole.latex} \in \mathbb{{Z}}", f"{whole.plain} is an integer")


def _point(example: Counterexample, context: Context) -> tuple[Formula, ...]:
    """The coordinates; zeros, where they are many, are said together."""
    shown, others = told_apart(example.point)
    rest = (Formula(r"\text{all others } 0", OTHERS),) if others else ()
    return (*(_coordinate(*item, context) for item in shown.items()), *rest)


def _coordinate(name: str, value: str, context: Context) -> Formula:
    """`x = 1/2`."""
    letter, number = name_formula(name, context), value_formula(value)
    plain = f"{letter.plain} = {number.plain}"
    return Formula(f"{letter.latex} = {number.latex}" if letter.latex and number.latex else "", plain)


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The verdict of a chain whose links have these: that of its first worst link."""
    return min(verdicts, key=lambda v: SEVERITY.index(v.verdict))


def _sentence(text: str) -> str:
    """`text` with a capital letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?:)" else text + "."
    return ended[0].upper() + ended[1:] if ended[:2].islower() else ended
