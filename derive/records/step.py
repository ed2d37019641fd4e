"""Steps and derivations: one record for the author's derivation and the student's alike."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context
from derive.records.verdict import Verdict


@dataclass(frozen=True)
class Step:
    """`before = after`, by `rule`; with another relation: "approx" (`after` has its digits) or "le".

    rule       id of a rule of the library, or a lemma's claim id with the prefix "lemma:"
    path       where in `before` the rule was applied
    parameters what the rule needs besides (letters to fold, an index, …); replaying
               `rule(before at path, *parameters)` must give `after` at that place
    words      the sentence under the step; `conditions` are the side conditions it needs
    substeps   finer steps from `before` to `after`, if any
    shown      whether a reader sees this step at --detail brief
    """

    rule: str
    before: Expr
    after: Expr
    path: tuple[int, ...] = ()
    parameters: tuple[Expr, ...] = ()
    words: str = ""
    conditions: tuple[Expr, ...] = ()
    substeps: tuple[Step, ...] = ()
    shown: bool = True
    verdict: Verdict | None = None
    relation: str = "eq"


@dataclass(frozen=True)
class Case:
    """One branch of a case split: under `condition` the value is `steps[-1].after`."""

    condition: Expr
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Derivation:
    """A chain `start = … = result`, each link a step; `split` is laid out as cases before `result`."""

    start: Expr
    steps: tuple[Step, ...]
    result: Expr
    context: Context = EMPTY
    cases: tuple[Case, ...] = ()
    conditions: tuple[Expr, ...] = ()
    lemmas: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
