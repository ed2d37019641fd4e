"""The verdict on a statement, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from derive.errors import DeriveError, Undecided
from derive.expressions.expr import Expr

EXPONENT, MOST_DIGITS = re.compile(r"e[+-]?(\d+)"), 1000
WORDS = ("proved", "conditional", "refuted", "undecided")


@dataclass(frozen=True)
class Counterexample:
    """A point of the domain at which both sides are defined and differ.

    `point` maps what a reader sees ("x", "n", "z_1", "i") to the exact value as text;
    `left` and `right` are the two values, to the digits that tell them apart.
    """

    point: Mapping[str, str]
    left: str
    right: str

    @property
    def numbers(self) -> tuple[Fraction, Fraction] | None:
        """The two values as they are shown; None where one is no number, or too great to be written out."""
        if any(int(e) > MOST_DIGITS for text in (self.left, self.right) for e in EXPONENT.findall(text)):
            return None
        try:
            return Fraction(self.left), Fraction(self.right)
        except ValueError:
            return None


@dataclass(frozen=True)
class Diagnosis:
    id: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """proved | conditional | refuted | undecided. Falsy unless proved.

    conditions     definedness conditions under which it was proved (expressions, relations)
    holds_if       for `conditional`: the undeclared condition on the data under which it is true
    method         how it was found, in a few words: "field", "indexed sums", "point", …
    explanation    sentences a reader can follow
    certificate    what the kernel re-checked: plain JSON data
    guarantee      what that re-check guarantees: "exact", "exact within the finite-n class", …
    """

    verdict: str
    conditions: tuple[Expr, ...] = ()
    holds_if: tuple[Expr, ...] = ()
    method: str = ""
    reason: str = ""
    counterexample: Counterexample | None = None
    correction: Expr | None = None
    diagnosis: tuple[Diagnosis, ...] = ()
    explanation: tuple[str, ...] = ()
    certificate: Mapping[str, Any] | None = None
    guarantee: str = ""
    notes: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def __bool__(self) -> bool:
        return self.verdict == "proved"

    def require(self) -> Verdict:
        """Itself when proved; otherwise raises, so that an autograder cannot forget to look."""
        if self.verdict == "undecided":
            raise Undecided(f"the statement was not decided: {self.reason}")
        if self.verdict != "proved":
            raise DeriveError(f"the statement is {self.verdict}: {self.reason}")
        return self

    def points(self, full: float = 1.0) -> float:
        """`full` when proved, 0 when refuted or only conditional; raises when undecided."""
        if self.verdict == "undecided":
            raise Undecided(f"no points can be given: {self.reason}")
        return full if self.verdict == "proved" else 0.0
