"""Right or wrong: an answer against a row's truth."""

from __future__ import annotations

from benchmarks.cases import Case
from benchmarks.tools import Answer

COLUMNS = ("right", "wrong", "partial", "undecided", "error")


def score(case: Case, answer: Answer) -> str:
    """right · wrong · partial (certainly false, but the condition was not named) · undecided · error."""
    if answer.word in ("undecided", "error"):
        return answer.word
    named = answer.word == "conditional" or (answer.word == "proved" and answer.conditions > 0)
    return RULES[case.truth](case, answer.word, named)


def _equal(case: Case, word: str, named: bool) -> str:
    return "right" if word == "proved" else "wrong"


def _different(case: Case, word: str, named: bool) -> str:
    return {"refuted": "right", "conditional": "partial"}.get(word, "wrong")


def _conditional(case: Case, word: str, named: bool) -> str:
    """True under a condition: naming it is right; a hole in the domain is no inequality."""
    if named:
        return "right"
    return "wrong" if word == "proved" or case.group == "hole" else "partial"


def _branch(case: Case, word: str, named: bool) -> str:
    """Equal where both sides are real: proved there, or the domain named."""
    return "right" if named or word == "proved" else "partial"


RULES = {
    "equal": _equal,
    "different": _different,
    "conditional": _conditional,
    "branch": _branch,
    "unscored": lambda case, word, named: "right",
}
