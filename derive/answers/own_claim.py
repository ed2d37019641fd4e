"""A statement of the user's own: an equation, an inequality, a chain of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.answers.check import decided
from derive.answers.diagnose import diagnose
from derive.answers.task import declared
from derive.errors import DeriveError, ReadError, TooLarge, UnfitArrays
from derive.expressions.build import rel
from derive.expressions.expr import RELATIONS, Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.proofs import SEVERITY, JudgedPrint, worst
from derive.read import Chain, read_chain, shaped_by_use, sized_sides
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry.declarations import assume
from derive.registry.families import open_families
from derive.render.plain import plain


@dataclass(frozen=True)
class OwnClaim:
    """A statement with its verdict: that of a chain's worst link; of a proved chain with every condition."""

    links: tuple[JudgedPrint, ...]
    verdict: Verdict
    context: Context

    @property
    def telling(self) -> JudgedPrint | None:
        """The link whose verdict it is; None where arrays do not fit."""
        return min(self.links, key=lambda x: SEVERITY.index(x.verdict.verdict), default=None)


def judge_text(
    text: str,
    functions: FunctionTable,
    *,
    shapes: Sequence[str] = (),
    definitions: Sequence[str] = (),
    assumptions: Sequence[str] = (),
    syntax: str = "auto",
) -> OwnClaim:
    """The verdict on `0 < σ(x) < 1`, `|x + y| ≤ |x| + |y|`, `tr(A B) = tr(B A)`, link by link.

    Letters are what the text uses them for, unless they are declared; a condition may follow after a comma
    (`log(x^2) = 2 log x, x > 0`).
    Raises ReadError for what is not read, DeriveError where no relation stands.
    """
    context = declared(shapes, definitions, functions, syntax)
    try:
        chain = _read(text, context, functions, syntax)
    except UnfitArrays as error:
        unfit = Verdict("refuted", method="sizes", reason=error.message, certificate={"kind": "sizes"})
        return OwnClaim((), unfit, context)
    if not chain.relations:
        raise DeriveError(
            f"{text.strip()!r} says nothing that could be true or false",
            hint="write an equation, an inequality or a chain: 0 < sigma(x) < 1",
        )
    context = assume(chain.context, assumptions, functions, syntax=syntax, infer=True)
    context = context.assuming(*chain.conditions)
    links = tuple(_links(chain, context, functions))
    return _named(OwnClaim(links, worst(links), context), functions)


def _read(text: str, context: Context, functions: FunctionTable, syntax: str) -> Chain:
    """As numbers and declared arrays; where that is not possible, with the shapes that the text needs."""
    try:
        return read_chain(text, context, functions, syntax=syntax, infer=True, arrays=None)
    except (TooLarge, UnfitArrays):
        raise
    except ReadError:
        shaped = shaped_by_use(context, [text], functions, syntax)
        if shaped is context:
            raise
    return read_chain(text, shaped, functions, syntax=syntax, infer=True, arrays=None)


def _links(chain: Chain, context: Context, functions: FunctionTable) -> list[JudgedPrint]:
    prints = [chain.sides[0].text[a:b].strip() for a, b in chain.spans]
    found = []
    for k, relation in enumerate(chain.relations):
        if relation not in RELATIONS:
            raise DeriveError(f"{prints[k]!r} and {prints[k + 1]!r}: only =, ≠, <, ≤, > and ≥ are judged")
        left, right = (open_families(x.expr, functions) for x in chain.sides[k : k + 2])
        if relation == "eq":
            left, right = sized_sides(left, right, context)
        statement = Statement(left, right, context, relation)
        found.append(JudgedPrint(prints[k], prints[k + 1], statement, _judged(statement, functions)))
    return found


def _judged(statement: Statement, functions: FunctionTable) -> Verdict:
    verdict = decided(statement, functions)
    if verdict.verdict in ("refuted", "conditional") and statement.relation == "eq":
        likely = diagnose(statement, functions, example=verdict.counterexample)
        verdict = replace(verdict, diagnosis=(*verdict.diagnosis, *likely))
    return verdict


def _named(judged: OwnClaim, functions: FunctionTable) -> OwnClaim:
    """With the link named that the verdict is of, where there are several."""
    verdict, link = judged.verdict, judged.telling
    if len(judged.links) == 1 or verdict.verdict == "proved" or link is None:
        return judged
    return replace(
        judged, verdict=replace(verdict, reason=f"{said(link.statement, functions)}: {verdict.reason}")
    )


def said(statement: Statement, functions: FunctionTable) -> str:
    """The statement in plain maths."""
    whole: Expr = rel(statement.relation, statement.left, statement.right)
    return plain(whole, statement.context, functions)
