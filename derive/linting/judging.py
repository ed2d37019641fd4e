"""One relation judged: what it needs to be judgeable, the verdict, and what the linter makes of it."""

from __future__ import annotations

from dataclasses import replace

from derive.errors import DeriveError
from derive.expressions.expr import Expr, kinds, postorder
from derive.expressions.walk import letters, substitute
from derive.linting import arrays
from derive.linting.chain_rule import folded, sloped_once, through, to_first_order, undefined_derivatives
from derive.linting.judged import AT_SIZE_ONE, Decide, Judged, outcome_of
from derive.linting.knowledge import is_value
from derive.linting.matrices import certain_misfit, judged_as_arrays
from derive.linting.named_derivatives import with_named_derivatives
from derive.linting.repeated_indices import with_convention
from derive.linting.undefined import unless_undefined
from derive.linting.written_out import by_entries, opened, written_dropped
from derive.read.array_letters import whole_letters
from derive.records.statement import Statement
from derive.records.verdict import Verdict

DERIVATIVES = kinds("deriv")
JUDGED = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})


def judge_relation(statement: Statement, decide: Decide) -> Judged:
    """The outcome for one relation of a document."""
    if statement.relation == "approx":
        return _approximate(statement, decide)
    if statement.relation not in JUDGED:
        return Judged("not checkable", "D403", "this kind of relation is not judged")
    left, right = statement.left, statement.right
    heads = left.kinds | right.kinds
    if heads & kinds("dots"):
        return Judged("not checkable", "D403", "something is left out (…)")
    if heads & kinds("evaluated"):
        return Judged("not checkable", "D402", "what is evaluated here is not defined in the document")
    statement = with_named_derivatives(statement)
    left, right = statement.left, statement.right
    heads = left.kinds | right.kinds
    derivatives = [e for e in postorder(left, right) if e.head == "deriv"] if heads & DERIVATIVES else []
    if any(e.args[0].head == "const" for e in derivatives):
        return Judged("not checkable", "D402", "e is differentiated here, but it is the number e elsewhere")
    said_of = statement.context
    context = to_first_order(folded(said_of, left, right), left, right)
    statement = replace(statement, context=context)
    found = through(left, right, context)
    if found is None:
        names = ", ".join(undefined_derivatives(statement.context, left, right))
        return Judged("not checkable", "D402", f"{names}: differentiated, but not defined in the document")
    context, said = found
    statement = with_values(replace(statement, context=context))
    judged = _by_kind(statement, decide)
    if judged.outcome in ("refuted", "conditional") and (open_ := sloped_once(said_of, left, right)):
        return Judged("not checkable", "D402", f"how {open_} depends on other letters is not said here")
    judged = unless_undefined(judged, statement, said_of)
    judged = with_convention(judged, statement, decide)
    return replace(judged, notes=(*judged.notes, f"where {said}")) if said and not judged.right else judged


def _approximate(statement: Statement, decide: Decide) -> Judged:
    verdict = decide(with_values(replace(statement, relation="eq")))
    if verdict.verdict == "proved":
        return Judged("rounding", verdict=verdict)
    return Judged("not checkable", "D403", "≈ does not say how near")


def with_values(statement: Statement) -> Statement:
    """Letters that the document gives a number are that number."""
    values = {
        d.left: d.right for d in statement.context.definitions if d.left.head == "sym" and is_value(d.right)
    }
    if not values or not all(x in values for x in letters_of(statement)):
        return statement
    left, right = (substitute(side, values) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right)


def letters_of(statement: Statement) -> list[Expr]:
    return [*letters(statement.left).values(), *letters(statement.right).values()]


def _by_kind(statement: Statement, decide: Decide) -> Judged:
    kind = arrays.kind_of(statement.left, statement.right)
    if kind == "written" and statement.relation == "eq":
        return by_entries(statement, decide)
    if kind in ("written", "beyond"):
        return Judged("undecided", "D301", "written matrices and shapes of this kind are not judged")
    context_kind = arrays.kind_of(*(d.right for d in statement.context.definitions), statement.left)
    if context_kind in ("written", "beyond"):
        statement = opened(statement)
        if arrays.kind_of(statement.left, statement.right) == "written":
            return by_entries(statement, decide)
    flat = replace(
        statement,
        left=arrays.single(statement.left),
        right=arrays.single(statement.right),
        context=arrays.as_numbers(written_dropped(statement.context), statement.left, statement.right),
    )
    if kind == "single" and (misfit := certain_misfit(statement)) is not None:
        return misfit
    judged = outcome_of(flat, decide(flat))
    whole = whole_letters(statement.context, (statement.left, statement.right))
    everywhere = kind != "single" and context_kind not in ("single", "beyond") and not whole
    if everywhere and (judged.outcome != "undecided" or _all_numbers(statement)):
        return judged
    if judged.right and not _all_numbers(statement):
        return judged_as_arrays(statement, decide)
    if judged.outcome == "undecided" and not _all_numbers(statement):
        found = judged_as_arrays(statement, decide, of_numbers=False)
        return judged if found.outcome == "undecided" else found
    if judged.outcome == "refuted" and not _all_numbers(statement):
        return replace(judged, notes=(*judged.notes, AT_SIZE_ONE))
    return judged


def _all_numbers(statement: Statement) -> bool:
    return all(x.role != "array" and not x.axes for x in statement.context.letters.values())


def safe(decide: Decide) -> Decide:
    """Errors as undecided verdicts: a document's fault must not end a lint."""

    def asked(statement: Statement) -> Verdict:
        try:
            return decide(statement)
        except DeriveError as error:
            return Verdict("undecided", method="none", reason=error.message)
        except (RecursionError, ValueError, TypeError):
            return Verdict("undecided", method="none", reason="the statement is too large")

    return asked
