r"""Statements between arrays: their shapes inferred, judged by the prover of matrices.

Right for numbers, wrong for arrays: refuted where the document says the shapes (or sets the letter as a bold
capital), else conditional, for the author may have meant numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.errors import DeriveError
from derive.expressions.build import mul
from derive.expressions.expr import Expr, node
from derive.expressions.walk import letters, transform
from derive.linting.judged import Judged
from derive.linting.shapes import NoShapes, inferred, is_bold_matrix
from derive.linting.written_out import opened
from derive.notation.context import Context, Definition
from derive.notation.shapes import said, shape_of
from derive.read.fill_sizes import fill_sizes
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Decide = Callable[[Statement], Verdict]
OPEN = Judged("undecided", "D301", "right when every size is 1; not decided for matrices")
TURNED = Judged("conditional", "D201", "one side is a row and the other a column: right up to a transpose")


def judged_as_arrays(statement: Statement, decide: Decide) -> Judged:
    """The outcome for a statement that holds where every size is 1."""
    if statement.relation != "eq":
        return OPEN
    try:
        found = as_arrays(statement)
    except DeriveError as error:
        if _turned(statement, decide):
            return TURNED
        return _misfit(statement, error) if isinstance(error, NoShapes) else OPEN
    return _told(found, statement, decide(found))


def as_arrays(statement: Statement) -> Statement:
    """The statement with shapes for its letters. Raises NoShapes, NotInferred."""
    definitions = _used(statement)
    pairs = [(d.left, d.right) for d in definitions]
    shaped = inferred(statement.context, [*pairs, (statement.left, statement.right)])
    made = tuple(Definition(d.left, as_products(d.right, shaped)) for d in definitions)
    left, right = (as_products(side, shaped) for side in (statement.left, statement.right))
    both = fill_sizes(node("eq", left, right), lambda each: shape_of(each, shaped, {}))
    left, right = both.args
    found = opened(Statement(left, right, replace(shaped, definitions=made), "eq"))
    return replace(found, context=replace(shaped, definitions=()))


def _turned(statement: Statement, decide: Decide) -> bool:
    """Whether the sides are equal up to a transpose: a row on one side, a column on the other."""
    try:
        found = as_arrays(replace(statement, right=node("transpose", statement.right)))
    except DeriveError:
        return False
    return decide(found).verdict == "proved"


def certain_misfit(statement: Statement) -> Judged | None:
    """Two declared sizes that differ and meet in a product."""
    try:
        inferred(statement.context, [(statement.left, statement.right)])
    except NoShapes as error:
        return _misfit(statement, error) if error.certain else None
    except DeriveError:
        return None
    return None


def _used(statement: Statement) -> list[Definition]:
    """The definitions that the statement stands on."""
    found: dict[str, Definition] = {}
    stack = [*letters(statement.left), *letters(statement.right)]
    while stack:
        name = stack.pop()
        definition = statement.context.definition(name)
        if definition is not None and name not in found:
            found[name] = definition
            stack += letters(definition.right)
    return list(found.values())


def _misfit(statement: Statement, error: NoShapes) -> Judged:
    if error.certain:
        reason = f"the sizes of a product do not fit: {error.message}"
        return Judged("refuted", "D105", reason, statement=_with_products(statement))
    bold = [n for n in _names(statement) if is_bold_matrix(statement.context, n)]
    if bold:
        reason = f"the sizes do not fit where {', '.join(bold)} is a matrix: {error.message}"
        return Judged("refuted", "D105", reason, statement=statement)
    return replace(OPEN, reason="right for numbers; for arrays the sizes do not fit as it is printed")


def _with_products(statement: Statement) -> Statement:
    """Letters of declared shapes side by side as products of matrices, where that can be said."""
    context = statement.context
    try:
        left, right = (as_products(side, context) for side in (statement.left, statement.right))
    except DeriveError:
        return statement
    return replace(statement, left=left, right=right)


def _names(statement: Statement) -> list[str]:
    return [*letters(statement.left), *letters(statement.right)]


def as_products(expr: Expr, context: Context) -> Expr:
    """Arrays side by side are multiplied as matrices."""

    def rule(each: Expr) -> Expr | None:
        if each.head != "mul":
            return None
        arrays = [a for a in each.args if shape_of(a, context, {})]
        if len(arrays) < 2:
            return None
        flat = [x for a in arrays for x in (a.args if a.head == "matmul" else (a,))]
        return mul(*(a for a in each.args if a not in arrays), node("matmul", *flat))

    return transform(expr, rule)


def _told(found: Statement, written: Statement, verdict: Verdict) -> Judged:
    shapes = _shapes(found)
    note = (f"for {shapes}",) if shapes else ()
    if verdict.verdict == "proved":
        return Judged("proved", verdict=verdict, notes=note, statement=found)
    if verdict.verdict == "conditional" and not _is_itself(verdict, found):
        return Judged("conditional", "D201", verdict.reason, verdict, note, found)
    if verdict.verdict == "undecided":
        return replace(OPEN, reason=f"{OPEN.reason} ({verdict.reason})" if verdict.reason else OPEN.reason)
    if verdict.verdict == "conditional":
        verdict = replace(verdict, verdict="refuted", holds_if=())
    if _is_declared(written):
        return Judged("refuted", "D101", verdict.reason, verdict, note, found)
    reason = f"true for numbers; not for {shapes}" if shapes else "true for numbers; not for arrays"
    return Judged("conditional", "D201", reason, verdict, (), found)


def _is_itself(verdict: Verdict, statement: Statement) -> bool:
    """A condition that is the statement in other words is none."""
    sides = {statement.left, statement.right}
    return any(c.head == "eq" and set(c.args) == sides for c in verdict.holds_if)


def _is_declared(statement: Statement) -> bool:
    """Whether the document says the shapes: of every letter, or by bold capitals and bold letters."""
    context = statement.context
    unsaid = [n for n in _names(statement) if n in context.letters and context.letters[n].role == "array"]
    styled = [n for n in unsaid if (context.letters[n].latex or "").startswith(("\\mathbf", "\\bold"))]
    return unsaid == styled


def _shapes(statement: Statement) -> str:
    context = statement.context
    named = [n for n in dict.fromkeys(_names(statement)) if n in context.letters and context.letters[n].axes]
    return "; ".join(f"{n} {said(context.letters[n].axes)}" for n in named)
