r"""Statements between arrays: their shapes inferred, judged by the prover of matrices.

Right for numbers, wrong for arrays: refuted where the document says the shapes (or sets the letter as a bold
capital), else conditional, for the author may have meant numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.engine.unfold import unfold
from derive.errors import DeriveError
from derive.expressions.build import ONE, sym
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import letters, substitute
from derive.linting.chain_rule import depends
from derive.linting.judged import Judged
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable
from derive.notation.shapes import said, shape_of
from derive.read.array_letters import slope_by
from derive.read.fill_sizes import fill_sizes
from derive.read.infer_shapes import inferred, is_bold_matrix
from derive.read.matrix_products import as_products
from derive.read.sizes import NoShapes
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Decide = Callable[[Statement], Verdict]
NO_FUNCTIONS = FunctionTable({})
OPEN = Judged("undecided", "D301", "right when every size is 1; not decided for matrices")
TURNED = Judged("conditional", "D201", "one side is a row and the other a column: right up to a transpose")


def judged_as_arrays(statement: Statement, decide: Decide, *, of_numbers: bool = True) -> Judged:
    """The outcome for a statement that holds where every size is 1; `of_numbers`: this was shown."""
    if statement.relation != "eq":
        return OPEN
    try:
        found = as_arrays(statement)
    except DeriveError as error:
        if _turned(statement, decide):
            return TURNED
        return _misfit(statement, error) if isinstance(error, NoShapes) else OPEN
    verdict = _decided(found, decide)
    if verdict.verdict == "refuted" and _is_of_matrices(found):
        return _squared(found, statement, verdict, decide)
    return _told(found, statement, verdict, of_numbers=of_numbers)


def _decided(statement: Statement, decide: Decide) -> Verdict:
    """What holds whatever the letters are that it differentiates by holds for what they are."""
    context = statement.context
    if context.definitions:
        free = decide(replace(statement, context=replace(context, definitions=())))
        if free.verdict == "proved":
            return free
    return decide(statement)


def _is_of_matrices(statement: Statement) -> bool:
    """A trace or a determinant in the text: nobody means numbers."""
    return any(e.head in ("trace", "det") for e in postorder(statement.left, statement.right))


def _squared(found: Statement, written: Statement, verdict: Verdict, decide: Decide) -> Judged:
    """Refuted; or right where all the sizes that the text does not name are equal."""
    square = _with_one_size(found, written)
    if square is None:
        return Judged("refuted", "D101", verdict.reason, verdict, _note(found), found)
    again = decide(square)
    if again.verdict == "refuted":
        return Judged("refuted", "D101", again.reason, again, _note(square), square)
    return _told(found, written, verdict)


def _with_one_size(found: Statement, written: Statement) -> Statement | None:
    """The statement for square matrices, where its shapes leave more than one size open."""
    known = written.context.letters
    sizes = [n for n, x in found.context.letters.items() if x.role == "size" and n not in known]
    if len(sizes) < 2:
        return None
    one = {sym(n): sym(sizes[0]) for n in sizes}
    resized = (
        replace(x, axes=tuple(substitute(a, one) for a in x.axes))
        for x in found.context.letters.values()
        if x.name not in sizes[1:]
    )
    context = replace(found.context, letters={x.name: x for x in resized})
    return replace(
        found, left=substitute(found.left, one), right=substitute(found.right, one), context=context
    )


def as_arrays(statement: Statement) -> Statement:
    """The statement with shapes for its letters. Raises NoShapes, NotInferred."""
    statement = replace(statement, context=_with_columns(statement))
    definitions = _used(statement)
    pairs = [(d.left, d.right) for d in definitions]
    shaped = inferred(statement.context, [*pairs, (statement.left, statement.right)])
    made = tuple(Definition(d.left, as_products(d.right, shaped)) for d in definitions)
    left, right = (as_products(side, shaped) for side in (statement.left, statement.right))
    both = fill_sizes(node("eq", left, right), lambda each: shape_of(each, shaped, {}))
    context = replace(shaped, definitions=made)
    left, right = (unfold(side, context, NO_FUNCTIONS) for side in both.args)
    supposed = tuple(unfold(as_products(a, shaped), context, NO_FUNCTIONS) for a in context.assumptions)
    context = replace(context, definitions=_standing(context, left, right, *supposed), assumptions=supposed)
    return Statement(left, right, context)


def _with_columns(statement: Statement) -> Context:
    """w ∈ R^{d × 1} is a vector, unless w_{i1} is spoken of."""
    context = statement.context
    sides = (statement.left, statement.right, *(d.right for d in context.definitions))
    placed = {e.args[0].value for e in postorder(*sides) if e.head == "entry" and len(e.args) > 2}
    columns = (x for n, x in context.letters.items() if len(x.axes) == 2 and n not in placed)
    return context.with_letters(*(replace(x, axes=x.axes[:1]) for x in columns if x.axes[1] is ONE))


def _standing(context: Context, *sides: Expr) -> tuple[Definition, ...]:
    """The definitions of the letters that are left: what is differentiated by stays a letter."""
    names = [n for side in sides for n in letters(side)]
    return tuple(
        d for d in context.definitions if d.name in names or any(depends(n, d.name, context) for n in names)
    )


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


def _told(found: Statement, written: Statement, verdict: Verdict, *, of_numbers: bool = True) -> Judged:
    shapes, note = _shapes(found), _note(found)
    if verdict.verdict == "proved":
        return Judged("proved", verdict=verdict, notes=note, statement=found)
    if verdict.verdict == "conditional" and not _is_itself(verdict, found):
        return Judged("conditional", "D201", verdict.reason, verdict, note, found)
    if verdict.verdict == "undecided":
        return replace(OPEN, reason=f"{OPEN.reason} ({verdict.reason})" if verdict.reason else OPEN.reason)
    if verdict.verdict == "conditional":
        verdict = replace(verdict, verdict="refuted", holds_if=())
    if _is_declared(written) or not of_numbers:
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


def _note(statement: Statement) -> tuple[str, ...]:
    shapes = _shapes(statement)
    return (f"for {shapes}",) if shapes else ()


def _shapes(statement: Statement) -> str:
    context = statement.context
    said_of = [n for n in dict.fromkeys(_names(statement)) if not slope_by(context, n)]
    named = [n for n in said_of if n in context.letters and context.letters[n].axes]
    return "; ".join(f"{n} {said(context.letters[n].axes)}" for n in named)
