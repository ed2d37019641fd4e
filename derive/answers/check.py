"""An answer judged: readable, an answer at all, and equal to what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.answers.diagnose import diagnose
from derive.answers.kept_back import kept_back
from derive.answers.laid_out import laid_out, turned
from derive.answers.no_answer import require_single, without_separators
from derive.answers.task import Task
from derive.derivations import derive_gradient
from derive.engine.tensors.closed_form import array_gradient
from derive.engine.tensors.opened import opened
from derive.engine.unfold import unfold
from derive.errors import DeriveError, NotAnAnswer, ReadError, UnfitArrays, VacuousAssumptions
from derive.expressions.expr import BINDERS, Expr, node, postorder
from derive.expressions.walk import alpha_equal, letters
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import said
from derive.proofs import decide_statement, documented_result, equality, judge
from derive.proofs.derivation import has_derivative
from derive.read import Reading, read_expression, read_relation, shaped_by_use, sized_sides, whole_letters
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry.families import open_families
from derive.render.plain import plain

QUESTIONS = {"deriv": "a derivative that is not carried out", "limit": "a limit that is not carried out"}


@dataclass(frozen=True)
class Checked:
    """The verdict on an answer, and what was compared."""

    verdict: Verdict
    asked: Expr
    answer: Expr
    context: Context


def check_answer(
    text: str,
    task: Task,
    functions: FunctionTable,
    *,
    syntax: str = "auto",
    hint: bool = False,
    form: str | None = None,
) -> Checked:
    """The verdict on `text` as the answer to `task`; `form` is "in p, y": the letters it may be given in.

    Raises ReadError where the text is not read, NotAnAnswer where it is no closed form.
    """
    task = laid_out(task, functions.style)
    try:
        reading = read_answer(text, task, functions, syntax)
    except UnfitArrays as error:
        return unfit(error, task, functions, hint=hint)
    task = replace(task, context=reading.context)
    answer = open_families(reading.expr, functions)
    require_closed_form(answer, task, functions)
    if form is not None:
        require_form(reading.expr, form)
    return compare(answer, task, functions, hint=hint)


def unfit(error: UnfitArrays, task: Task, functions: FunctionTable, *, hint: bool = False) -> Checked:
    """The verdict on an answer whose products and sums no shapes allow: it is refuted."""
    correction = None if hint else correct_result(task, functions)
    verdict = Verdict(
        "refuted", method="sizes", reason=error.message, certificate={"kind": "sizes"}, correction=correction
    )
    return Checked(verdict, task.asked, node("hole"), task.context)


def compare(answer: Expr, task: Task, functions: FunctionTable, *, hint: bool = False) -> Checked:
    """The verdict on `task` = `answer`, with the likely mistake and, unless `hint`, the right result."""
    statement = Statement(*sized_sides(task.asked, answer, task.context), task.context)
    verdict = decided(statement, functions)
    if verdict.verdict in ("refuted", "conditional"):
        verdict = replace(
            verdict,
            diagnosis=(*verdict.diagnosis, *diagnose(statement, functions, example=verdict.counterexample)),
        )
        wanted = verdict.verdict == "refuted" and not hint
        verdict = replace(verdict, correction=correct_result(task, functions) if wanted else None)
    verdict = kept_back(verdict) if hint else verdict
    verdict = replace(verdict, notes=(*verdict.notes, *_shapes_taken(task, answer)))
    return Checked(verdict, task.asked, answer, task.context)


def _shapes_taken(task: Task, answer: Expr) -> list[str]:
    """What whole arrays were taken for where no one declared them."""
    known = task.context.letters
    taken = [n for n in whole_letters(task.context, [task.asked, answer]) if n in task.inferred]
    told = "; ".join(f"{n} {said(known[n].axes)}" for n in taken)
    return [f"read with {told}"] if told else []


def decided(statement: Statement, functions: FunctionTable) -> Verdict:
    """The verdict; assumptions that no point satisfies are shown to the person who made them."""
    try:
        return decide_statement(statement, functions)
    except VacuousAssumptions as error:
        told = [plain(r, statement.context, functions) for r in error.relations if isinstance(r, Expr)]
        error.hint = f"these cannot hold together: {', '.join(told)}" if told else error.hint
        raise


def read_answer(text: str, task: Task, functions: FunctionTable, syntax: str) -> Reading:
    """The answer in the letters of the question; where that is a number without letters, in its own."""
    if not text.strip():
        raise NotAnAnswer("the answer is empty")
    if not has_arrays(task.asked):
        require_single(text)
    text = without_separators(text)
    constant = task.claim is None and not task.context.letters and not letters(task.asked)
    try:
        return read_expression(text, task.context, functions, syntax=syntax, infer=constant, arrays=None)
    except ReadError:
        shaped = shaped_by_use(task.context, [text], functions, syntax) if constant else task.context
        if shaped is not task.context:
            return read_expression(text, shaped, functions, syntax=syntax, infer=True, arrays=None)
        if _is_relation(text, task, functions, syntax):
            raise NotAnAnswer(
                "a relation is not an answer: it says what something equals",
                hint="give the right side alone",
            ) from None
        raise


def has_arrays(asked: Expr) -> bool:
    """Whether a list may be what is asked for: a vector, a matrix."""
    return any(
        e.head in ("vector", "row_vector", "matrix", "row", "block", "tuple") for e in postorder(asked)
    )


def _is_relation(text: str, task: Task, functions: FunctionTable, syntax: str) -> bool:
    try:
        read_relation(text, task.context, functions, syntax=syntax)
    except DeriveError:
        return False
    return True


def require_closed_form(answer: Expr, task: Task, functions: FunctionTable) -> None:
    """Refuse an answer that restates the question: an open derivative or limit, or what was asked itself."""
    for each in postorder(answer, *_definitions_used(answer, task.context)):
        if each.head in QUESTIONS:
            raise NotAnAnswer(
                f"that is the question, not an answer: it holds {QUESTIONS[each.head]}",
                hint="give a closed form",
            )
    if (task.claim is not None or task.asked.head in BINDERS) and restates(answer, task, functions):
        raise NotAnAnswer("that is the question, not an answer", hint="give a closed form")


def require_form(answer: Expr, form: str) -> None:
    """Refuse an answer in other letters than "in p, y" names."""
    words = form.strip().removeprefix("in ").replace(",", " ").split()
    if not words:
        raise DeriveError(f"the form {form!r} is not read", hint='write it as "in p, y"')
    others = [name for name in letters(answer) if name not in words]
    if others:
        raise NotAnAnswer(f"the answer is to be given in {', '.join(words)}; it holds {', '.join(others)}")


def restates(answer: Expr, task: Task, functions: FunctionTable) -> bool:
    """Whether the answer holds what is asked for: Σ_i p_i, or the same sum with p_i by its definition."""
    if any(e.head in QUESTIONS for e in postorder(task.asked)):
        return False
    if any(alpha_equal(e, task.asked) for e in postorder(answer)):
        return True
    asked, given = (unfold(e, task.context, functions) for e in (task.asked, answer))
    return asked.head in BINDERS and any(alpha_equal(e, asked) for e in postorder(given))


def correct_result(task: Task, functions: FunctionTable) -> Expr | None:
    """The documented result when it is proved; of another derivative, what it is derived to be."""
    if task.claim is not None:
        documented = documented_result(judge(task.claim, functions))
        if documented is not None:
            return documented
    if not has_derivative(task.asked):
        return None
    whole = _by_whole_array(task, functions)
    if whole is not None:
        return whole
    try:
        equal = equality(task.context, functions)
        return derive_gradient(task.asked, task.context, functions, equal=equal).result
    except DeriveError:
        return None


def _by_whole_array(task: Task, functions: FunctionTable) -> Expr | None:
    """∂f/∂X in matrix notation, where the question is one derivative by a whole array."""
    asked = task.asked.args[0] if task.asked.head == "transpose" else task.asked
    if asked.head != "deriv" or asked.args[1].head != "sym":
        return None
    statement = opened(Statement(asked, asked, task.context))
    try:
        body, letter = statement.left.args
        found = array_gradient(body, letter, statement.context, functions)
    except DeriveError:
        return None
    if found.closed is None or not found.places:
        return None
    return found.closed if asked is task.asked else turned(found.closed)


def _definitions_used(answer: Expr, context: Context) -> list[Expr]:
    """What the answer's letters stand for, definition by definition."""
    found: dict[str, Expr] = {}
    stack = [*letters(answer)]
    while stack:
        name = stack.pop()
        definition = context.definition(name)
        if definition is not None and name not in found:
            found[name] = definition.right
            stack += letters(definition.right)
    return list(found.values())
