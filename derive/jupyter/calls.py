"""What a notebook types: derivation, check, equal, gradient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path

from derive.answers import check_answer, task_of_claim, task_of_text
from derive.answers.task import shapes_of
from derive.errors import DeriveError
from derive.jupyter.shown import ShownDerivation, ShownVerdict, shown_verdict
from derive.proofs import judge
from derive.registry import Registry, load_registry
from derive.results.claim_pages import Pages
from derive.results.own_gradient import gradient_writeup, own_gradient

Folders = str | PathLike[str] | Iterable[str | PathLike[str]]
NOTHING: Mapping[str, str] = {}


def derivation(id: str, *, library: Folders = (), detail: str = "brief") -> ShownDerivation:
    """The derivation of a documented result, with the verdict on the documented form.

    Raises UnknownId, with the nearest ids.
    """
    registry = _registry(_folders(library))
    verdict = shown_verdict(
        judge(registry.claim(id), registry.functions).verdict, registry.claim(id).context, registry.functions
    )
    return ShownDerivation(Pages(registry).writeup(registry.page_of(id)), verdict, detail)


def check(
    answer: str,
    *,
    of: str | None = None,
    equals: str | None = None,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
    hint: bool = False,
    library: Folders = (),
) -> ShownVerdict:
    """The verdict on `answer`, as the result of claim `of` or as equal to the text `equals`.

    Raises ReadError for what cannot be read, NotAnAnswer for what restates the question.
    """
    if (of is None) == (equals is None):
        raise DeriveError("give one of `of` and `equals`")
    registry = _registry(_folders(library))
    definitions, assumptions, declared = _texts(define), _texts(assume), shapes_of(shapes)
    if of is not None:
        task = task_of_claim(
            of, registry, shapes=declared, definitions=definitions, assumptions=assumptions, syntax=syntax
        )
    else:
        task = task_of_text(
            equals or "",
            registry.functions,
            shapes=declared,
            definitions=definitions,
            assumptions=assumptions,
            syntax=syntax,
        )
    checked = check_answer(answer, task, registry.functions, syntax=syntax, hint=hint)
    return shown_verdict(checked.verdict, checked.context, registry.functions)


def equal(
    left: str,
    right: str,
    *,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
) -> ShownVerdict:
    """The verdict on `left = right`."""
    return check(right, equals=left, define=define, assume=assume, shapes=shapes, syntax=syntax)


def gradient(
    expr: str,
    *,
    wrt: str,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    shapes: Mapping[str, str] = NOTHING,
    syntax: str = "auto",
    detail: str = "brief",
) -> ShownDerivation:
    """The derivation of ∂expr/∂wrt; an array is differentiated by its entry."""
    registry = _registry(())
    found = own_gradient(
        expr,
        wrt,
        registry,
        shapes=shapes_of(shapes),
        definitions=_texts(define),
        assumptions=_texts(assume),
        syntax=syntax,
    )
    verdict = shown_verdict(found.verdict, found.context, registry.functions)
    return ShownDerivation(gradient_writeup(found, registry), verdict, detail)


def _texts(texts: str | Iterable[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _folders(library: Folders) -> tuple[Path, ...]:
    folders = (library,) if isinstance(library, (str, PathLike)) else tuple(library)
    return tuple(Path(folder) for folder in folders)


@lru_cache(maxsize=8)
def _registry(folders: tuple[Path, ...]) -> Registry:
    return load_registry(*folders)
