"""Hints: what kind of mistake it is, without what would be right.

Kept back are the correction, the value of a task without letters, the digits that a number rounds to, and by
how much a result is off.
"""

from __future__ import annotations

from dataclasses import replace

from derive.records.verdict import Diagnosis, Verdict

ROUNDS_TO = "the number rounds to"
_KINDS = {
    "ratio": "the answer is a constant times the right result",
    "difference": "the answer and the right result differ by a constant",
    "index-not-in-sum": "the index of the sum does not occur in its terms",
}


def kept_back(verdict: Verdict) -> Verdict:
    """The verdict with nothing in it from which the right result could be read."""
    example = verdict.counterexample
    if example is not None and not example.point:
        example = None
    return replace(
        verdict,
        correction=None,
        counterexample=example,
        diagnosis=tuple(kind_of(d) for d in verdict.diagnosis),
        reason=without_digits(verdict.reason),
        notes=() if verdict.reason.startswith(ROUNDS_TO) else verdict.notes,
    )


def kind_of(diagnosis: Diagnosis) -> Diagnosis:
    return replace(diagnosis, text=_KINDS.get(diagnosis.id, diagnosis.text))


def without_digits(reason: str) -> str:
    return "the number does not round to the printed digits" if reason.startswith(ROUNDS_TO) else reason
