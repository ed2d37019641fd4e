"""What a notebook types: derivation, check, equal, prove, gradient, lint, expression, model, answer_box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from derive.answers import (
    Checked,
    check_answer,
    compare,
    judge_text,
    task_of_claim,
    task_of_sides,
    task_of_text,
    unfit,
)
from derive.answers.task import Task, shapes_of
from derive.errors import DeriveError, UnfitArrays
from derive.jupyter.answering import AnswerBox
from derive.jupyter.given import Maths, given, named_shapes, sides_of, wrt_text
from derive.jupyter.library import NOTHING, Folders, folders_of, library_of, texts_of
from derive.jupyter.shown import ShownVerdict, shown_verdict
from derive.jupyter.shown_derivation import ShownDerivation, shown_claim, shown_gradient
from derive.jupyter.shown_model import ShownExpression, ShownModel, own_model
from derive.jupyter.shown_report import ShownReport, shown_report
from derive.linting import lint_text
from derive.records.statement import Statement
from derive.registry import Registry
from derive.results.own_gradient import own_gradient


def derivation(id: str, *, library: Folders = (), detail: str = "brief") -> ShownDerivation:
    """The derivation of a documented result, with the verdict on the documented form.

    Raises UnknownId, with the nearest ids.
    """
    return shown_claim(id, library_of(library), detail)


def check(
    answer: Maths,
    *,
    of: str | None = None,
    equals: Maths | None = None,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
    hint: bool = False,
    library: Folders = (),
) -> ShownVerdict:
    """The verdict on `answer`, as the result of claim `of` or as equal to `equals`: texts or SymPy objects.

    Raises ReadError for what cannot be read, NotAnAnswer for what restates the question.
    """
    registry = library_of(library)
    asked = given(
        *([answer] if equals is None else [answer, equals]),
        functions=registry.functions,
        shapes=shapes,
        assume=assume,
    )
    text, *rest = asked.texts
    task = task_of(
        registry,
        of,
        rest[0] if rest else None,
        define=define,
        assume=asked.assume,
        shapes=asked.shapes,
        syntax=syntax,
        beside=text,
    )
    return shown_checked(check_answer(text, task, registry.functions, syntax=syntax, hint=hint), registry)


def equal(
    left: Maths,
    right: Maths,
    *,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
) -> ShownVerdict:
    """The verdict on `left = right`, texts or SymPy objects; derivatives, sums and limits may stand in both.

    Raises ReadError for what cannot be read.
    """
    registry = library_of(())
    sides = given(left, right, functions=registry.functions, shapes=shapes, assume=assume)
    first, second = sides.texts
    given_with: Any = {
        "shapes": shapes_of(sides.shapes),
        "definitions": texts_of(define),
        "assumptions": sides.assume,
        "syntax": syntax,
    }
    try:
        task, answer = task_of_sides(first, second, registry.functions, **given_with)
    except UnfitArrays as error:
        task = task_of_text(first, registry.functions, **given_with)
        return shown_checked(unfit(error, task, registry.functions), registry)
    return shown_checked(compare(answer, task, registry.functions), registry)


def prove(
    claim: Maths,
    *,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
) -> ShownVerdict:
    r"""The verdict on a statement: `0 < sigma(x) < 1`, `|x + y| \le |x| + |y|`, a text or a SymPy relation.

    Of a chain it is that of the worst link. Raises ReadError for what cannot be read.
    """
    registry = library_of(())
    sides = (claim,) if isinstance(claim, str) else sides_of(claim)
    said = given(*sides, functions=registry.functions, shapes=shapes, assume=assume)
    judged = judge_text(
        said.texts[0] if isinstance(claim, str) else f" {claim.rel_op} ".join(said.texts),
        registry.functions,
        shapes=shapes_of(said.shapes),
        definitions=texts_of(define),
        assumptions=said.assume,
        syntax=syntax,
    )
    link = judged.telling
    return shown_verdict(judged.verdict, judged.context, registry.functions, link.statement if link else None)


def gradient(
    expr: Maths,
    *,
    wrt: Maths,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
    detail: str = "brief",
) -> ShownDerivation:
    """The derivation of ∂expr/∂wrt, of text or a SymPy object; an array is differentiated by its entry."""
    registry = library_of(())
    body = given(expr, functions=registry.functions, shapes=shapes, assume=assume)
    found = own_gradient(
        body.texts[0],
        wrt_text(wrt, registry.functions),
        registry,
        shapes=shapes_of(body.shapes),
        definitions=texts_of(define),
        assumptions=body.assume,
        syntax=syntax,
    )
    return shown_gradient(found, registry, detail)


def lint(text: str, *, path: str = "text.md", library: Folders = ()) -> ShownReport:
    r"""The report on a text with formulas, Markdown or LaTeX: every step judged.

    The ending of `path` says what kind of text it is (.md, .tex, .ipynb).
    """
    return shown_report(
        lint_text(text, path=path, functions=library_of(library).functions, folders=folders_of(library))
    )


def expression(text: Maths, *, shapes: Mapping[str, str] = NOTHING, syntax: str = "auto") -> ShownExpression:
    """`text` read and shown as it was written, or a SymPy object; nothing is evaluated."""
    registry = library_of(())
    said = given(text, functions=registry.functions, shapes=shapes, assume=())
    task = task_of_text(said.texts[0], registry.functions, shapes=shapes_of(said.shapes), syntax=syntax)
    return ShownExpression(task.asked, task.context, registry)


def model(
    id_or_title: str,
    *,
    letters: Mapping[str, str] = NOTHING,
    equations: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    library: Folders = (),
) -> ShownModel:
    """A model of the library by its id; with `equations` or `letters`, one of one's own.

    letters    name → declaration: "real", "real[n]", "index 1..n", "size", …, as an entry has them
    equations  "left = right" each, in order: an equation may use the letters of those before it
    """
    registry = library_of(library)
    if not letters and not texts_of(equations):
        compiled = registry.model(id_or_title)
        context = registry.preferences.context(compiled.context)
        return ShownModel(compiled.model.title, context, registry, compiled.model.about)
    return own_model(id_or_title, letters, texts_of(equations), texts_of(assume), registry)


def answer_box(
    *,
    of: str | None = None,
    equals: str | None = None,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
    hint: bool = False,
    library: Folders = (),
) -> AnswerBox:
    """A box to type an answer in: verdict, counterexample and diagnosis as one types.

    With `hint` the right answer is kept back.
    """
    registry = library_of(library)
    task = task_of(registry, of, equals, define=define, assume=assume, shapes=shapes, syntax=syntax)

    def judged(text: str) -> ShownVerdict:
        checked = check_answer(text, task, registry.functions, syntax=syntax, hint=hint)
        return shown_checked(checked, registry)

    return AnswerBox(ShownExpression(task.asked, task.context, registry), judged)


def task_of(
    registry: Registry,
    of: str | None,
    equals: str | None,
    *,
    define: str | Iterable[str],
    assume: str | Iterable[str],
    shapes: Mapping[str, str],
    syntax: str,
    beside: str = "",
) -> Task:
    """What is asked for: the result of a claim, or a text; `beside` is the answer."""
    if (of is None) == (equals is None):
        raise DeriveError("give one of `of` and `equals`")
    declared = shapes_of(named_shapes(shapes))
    definitions, assumptions = texts_of(define), texts_of(assume)
    if of is not None:
        return task_of_claim(
            of, registry, shapes=declared, definitions=definitions, assumptions=assumptions, syntax=syntax
        )
    return task_of_text(
        equals or "",
        registry.functions,
        shapes=declared,
        definitions=definitions,
        assumptions=assumptions,
        syntax=syntax,
        beside=beside,
    )


def shown_checked(checked: Checked, registry: Registry) -> ShownVerdict:
    statement = Statement(checked.asked, checked.answer, checked.context)
    return shown_verdict(checked.verdict, checked.context, registry.functions, statement)
