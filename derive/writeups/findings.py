"""Verdicts in a reader's words."""

from __future__ import annotations

from derive.notation.context import Context
from derive.records.verdict import Verdict
from derive.render.formula import NO_FORMULA, Formula
from derive.writeups.document import Finding
from derive.writeups.printing import Printer, name_formula, value_formula

BADGES = {
    "proved": "Proved",
    "conditional": "True only under a condition",
    "refuted": "False",
    "undecided": "Undecided",
}

SENTENCES = {
    "proved": "The two sides are equal wherever both are defined.",
    "conditional": "As it stands this is false; it is true under a condition that is not stated.",
    "refuted": "As it stands this is false.",
    "undecided": "This could be neither proved nor refuted.",
}

CHAIN_SENTENCES = {
    "proved": "Every link holds wherever both of its sides are defined.",
    "conditional": "As it stands this is false; it is true under a condition that is not stated.",
    "refuted": "As it stands this is false.",
    "undecided": "This could be neither proved nor refuted in full.",
}

# The worst first: one false link makes a chain false, whatever the others are.
SEVERITY = ("refuted", "conditional", "undecided", "proved")


def finding_of(verdict: Verdict, printer: Printer, links: int = 1) -> Finding:
    """`verdict` as a label, a sentence, and the formulas that belong to it."""
    sentences = SENTENCES if links == 1 else CHAIN_SENTENCES
    example = verdict.counterexample
    reason = _sentence(verdict.reason) if verdict.verdict == "undecided" and verdict.reason else ""
    return Finding(
        verdict.verdict,
        BADGES[verdict.verdict],
        " ".join(filter(None, (sentences[verdict.verdict], reason))),
        conditions=printer.formulas(verdict.conditions),
        holds_if=printer.formulas(verdict.holds_if),
        point=tuple(_coordinate(*item, printer.context) for item in example.point.items()) if example else (),
        left=value_formula(example.left) if example else NO_FORMULA,
        right=value_formula(example.right) if example else NO_FORMULA,
        correction=printer.formula(verdict.correction) if verdict.correction is not None else NO_FORMULA,
        diagnosis=tuple(_sentence(each.text) for each in verdict.diagnosis),
        notes=tuple(map(_sentence, verdict.notes)),
    )


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
