"""One relation judged: what it needs to be judgeable, the verdict, and what the linter makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from derive.errors import DeriveError
from derive.expressions.build import ONE, fresh_idx, sum_over
from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import letters, substitute
from derive.linting import arrays
from derive.linting.chain_rule import folded, through, to_first_order, undefined_derivatives
from derive.linting.knowledge import is_value
from derive.linting.rounded_inputs import rounding_note
from derive.notation.context import Context
from derive.records.statement import Statement
from derive.records.verdict import Diagnosis, Verdict

Decide = Callable[[Statement], Verdict]
JUDGED = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
SOUND = ("proved", "conditional")


@dataclass(frozen=True)
class Judged:
    """outcome as in a finding; `code` says which diagnostic; `statement` is what was decided."""

    outcome: str
    code: str = ""
    reason: str = ""
    verdict: Verdict | None = None
    notes: tuple[str, ...] = ()
    statement: Statement | None = None
    diagnosis: tuple[Diagnosis, ...] = ()
    correction: Expr | None = None

    @property
    def wrong(self) -> bool:
        return self.outcome == "refuted"

    @property
    def right(self) -> bool:
        return self.outcome in ("proved", "rounding", "definition")


def judge_relation(statement: Statement, decide: Decide) -> Judged:
    """The outcome for one relation of a document."""
    if statement.relation == "approx":
        return _approximate(statement, decide)
    if statement.relation not in JUDGED:
        return Judged("not checkable", "D403", "this kind of relation is not judged")
    left, right = statement.left, statement.right
    if any(e.head == "dots" for e in postorder(left, right)):
        return Judged("not checkable", "D403", "something is left out (…)")
    if any(e.head == "deriv" and e.args[0].head == "const" for e in postorder(left, right)):
        return Judged("not checkable", "D402", "e is differentiated here, but it is the number e elsewhere")
    context = to_first_order(folded(statement.context, left, right), left, right)
    statement = replace(statement, context=context)
    found = through(left, right, context)
    if found is None:
        names = ", ".join(undefined_derivatives(statement.context, left, right))
        return Judged("not checkable", "D402", f"{names}: differentiated, but not defined in the document")
    context, said = found
    statement = with_values(replace(statement, context=context))
    judged = _by_kind(statement, decide)
    judged = _unless_undefined(judged, statement)
    judged = _with_convention(judged, statement, decide)
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
        return _written(statement, decide)
    if kind in ("written", "beyond"):
        return Judged("undecided", "D301", "written matrices and shapes of this kind are not judged")
    context_kind = arrays.kind_of(*(d.right for d in statement.context.definitions), statement.left)
    if context_kind in ("written", "beyond"):
        statement = _opened(statement)
        if arrays.kind_of(statement.left, statement.right) == "written":
            return _written(statement, decide)
    flat = replace(
        statement,
        left=arrays.single(statement.left),
        right=arrays.single(statement.right),
        context=arrays.as_numbers(_written_dropped(statement.context)),
    )
    judged = _outcome(flat, decide(flat))
    everywhere = kind != "single" and context_kind not in ("single", "beyond")
    if everywhere:
        return judged
    if judged.right and not _all_numbers(statement):
        return Judged("undecided", "D301", "right when every size is 1; not decided for matrices")
    if judged.outcome == "refuted" and not _all_numbers(statement):
        return replace(judged, notes=(*judged.notes, "already when every size is 1"))
    return judged


def _all_numbers(statement: Statement) -> bool:
    return all(x.role != "array" and not x.axes for x in statement.context.letters.values())


def _written_dropped(context: Context) -> Context:
    kept = tuple(d for d in context.definitions if arrays.kind_of(d.right) not in ("written", "beyond"))
    return replace(context, definitions=kept)


def _opened(statement: Statement) -> Statement:
    """Letters that stand for written matrices replaced by them."""
    matrices = {d.left: d.right for d in statement.context.definitions if d.left.head == "sym"}
    left, right = statement.left, statement.right
    for _ in range(6):
        left, right = substitute(left, matrices), substitute(right, matrices)
    return replace(statement, left=left, right=right)


def _written(statement: Statement, decide: Decide) -> Judged:
    """Matrices written out: entry by entry."""
    try:
        pairs = arrays.entry_pairs(*(_opened(statement).left, _opened(statement).right))
    except arrays.ShapesDiffer as error:
        if _all_written(_opened(statement)):
            return Judged("refuted", "D105", error.message)
        return Judged("not checkable", "D402", error.message)
    except arrays.NotWritten as error:
        return Judged("not checkable", "D402", error.message)
    proved: Judged | None = None
    open_: Judged | None = None
    context = arrays.as_numbers(_written_dropped(statement.context))
    for place, left, right in pairs:
        inner = replace(statement, left=arrays.single(left), right=arrays.single(right), context=context)
        judged = _unless_undefined(_outcome(inner, decide(inner)), inner)
        if judged.outcome == "refuted":
            return replace(judged, reason=f"{place}: {judged.reason}" if place else judged.reason)
        if judged.right:
            proved = judged if proved is None or judged.outcome == "rounding" else proved
        else:
            open_ = open_ or judged
    found = open_ or proved
    assert found is not None
    return found


def _all_written(statement: Statement) -> bool:
    """Whether every letter stands in a written matrix, so that all sizes are known."""
    inside = {
        id(x)
        for e in postorder(statement.left, statement.right)
        if e.head in arrays.WRITTEN
        for x in postorder(e)
    }
    return all(e.head != "sym" or id(e) in inside for e in postorder(statement.left, statement.right))


def _outcome(statement: Statement, verdict: Verdict) -> Judged:
    if verdict.verdict == "proved":
        return Judged(
            "rounding" if verdict.method == "rounded" else "proved", verdict=verdict, statement=statement
        )
    if verdict.verdict == "conditional":
        return Judged("conditional", "D201", verdict.reason, verdict, statement=statement)
    if verdict.verdict == "undecided":
        return Judged("undecided", "D301", verdict.reason, verdict, statement=statement)
    code = "D101"
    notes = tuple(n for n in (rounding_note(statement),) if n)
    if verdict.reason.startswith("the number rounds to"):
        code = "D104" if any("truncated" in n for n in verdict.notes) else "D103"
    return Judged("refuted", code, verdict.reason, verdict, notes, statement)


def _unless_undefined(judged: Judged, statement: Statement) -> Judged:
    """A refutation that only holds because a function or a value is not defined here is none."""
    if judged.outcome not in ("refuted", "conditional", "undecided") or judged.code == "D105":
        return judged
    context = statement.context
    for each in postorder(statement.left, statement.right):
        if each.head == "call" and context.definition(str(each.args[0].value)) is None:
            return Judged(
                "not checkable", "D402", f"the function {each.args[0].value} is not defined in the document"
            )
    if judged.outcome == "undecided":
        return judged
    lone = one_sided(statement)
    if lone and judged.code not in ("D103", "D104"):
        reason = f"{', '.join(lone)}: on one side only, and not defined in the document"
        return Judged("not checkable", "D402", reason)
    unknown = [
        n for n in letters(statement.left) if context.definition(n) is None and context.role(n) != "size"
    ]
    if unknown and statement.relation == "eq" and is_value(statement.right) and _arithmetic(statement.left):
        return Judged("not checkable", "D402", f"{', '.join(unknown)}: no value is given in the document")
    return judged


def one_sided(statement: Statement) -> list[str]:
    """Letters without a definition on one side only: what they stand for may be said elsewhere.

    Differentiation may lose letters, so where there is a derivative only what is new on the right counts.
    """
    context = statement.context
    left, right = letters(statement.left), letters(statement.right)
    if is_value(statement.right) or is_value(statement.left):
        return []
    lone = [n for n in right if n not in left]
    if not any(e.head == "deriv" for e in postorder(statement.left, statement.right)):
        lone += [n for n in left if n not in right]
    reached = _reached(statement.left, context) | _reached(statement.right, context)
    plain = ("scalar", "array", "function")
    return [
        n for n in lone if context.definition(n) is None and context.role(n) in plain and n not in reached
    ]


def _reached(expr: Expr, context: Context) -> frozenset[str]:
    """The letters that the definitions behind an expression mention."""
    found: dict[str, None] = {}
    stack = list(letters(expr))
    while stack:
        definition = context.definition(stack.pop())
        new = [n for n in letters(definition.right) if n not in found] if definition is not None else []
        found |= dict.fromkeys(new)
        stack += new
    return frozenset(found)


def _arithmetic(expr: Expr) -> bool:
    allowed = ("add", "mul", "neg", "div", "pow", "num", "dec", "sym", "floor", "ceil", "abs")
    return all(e.head in allowed for e in postorder(expr))


def _with_convention(judged: Judged, statement: Statement, decide: Decide) -> Judged:
    """A false equation that is true with a sum over an index that occurs twice in a product."""
    if judged.outcome not in ("refuted", "conditional") or statement.relation != "eq":
        return judged
    for name, left, right in _summed(statement):
        verdict = decide(replace(statement, left=left, right=right))
        if verdict.verdict == "proved":
            return Judged(
                "conditional", "D202", f"true if the repeated index {name} is summed", judged.verdict
            )
        if verdict.verdict == "undecided":
            reason = f"wrong as it is printed; not decided with the repeated index {name} summed"
            return Judged("undecided", "D301", reason, judged.verdict)
    return judged


def _summed(statement: Statement) -> Iterator[tuple[str, Expr, Expr]]:
    sides = (statement.left, statement.right)
    for k, side in enumerate(sides):
        lone = free_indices(side) - free_indices(sides[1 - k])
        for index in sorted(lone, key=lambda x: x.name):
            letter = statement.context.letters.get(index.name)
            if letter is None or letter.hi is None or not _repeated(side, index.name):
                continue
            bound = fresh_idx(index.name)
            place = next(e for e in postorder(side) if e.head == "idx" and e.value == index)
            total = sum_over(substitute(side, {place: bound}), bound, letter.lo or ONE, letter.hi)
            yield index.name, *((total, sides[1]) if k == 0 else (sides[0], total))


def _repeated(side: Expr, name: str) -> bool:
    """Whether an index occurs in two factors of a product."""
    for each in postorder(side):
        if each.head == "mul":
            holding = [a for a in each.args if any(i.name == name for i in free_indices(a))]
            if len(holding) >= 2:
                return True
    return False


def safe(decide: Decide) -> Decide:
    """Errors as undecided verdicts: a document's fault must not end a lint."""

    def asked(statement: Statement) -> Verdict:
        try:
            return decide(statement)
        except DeriveError as error:
            return Verdict("undecided", method="none", reason=error.message)
        except (RecursionError, ValueError, TypeError):
            return Verdict(
                "undecided", method="none", reason="the statement is too large"
            )

    return asked
