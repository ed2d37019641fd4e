"""Primitives compiled: their formulas read, in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from derive.errors import DeriveError, LibraryError
from derive.expressions.build import ONE, idx, sym
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Letter
from derive.notation.functions import Function, FunctionTable
from derive.read import read_expression, read_relation
from derive.records.entries import Primitive
from derive.registry.load import Entry

Result = TypeVar("Result")


def compile_functions(entries: Iterable[Entry]) -> FunctionTable:
    """The table of all primitives; a function is compiled when it is first asked for."""
    primitives = {e.id: e for e in entries if isinstance(e.record, Primitive)}
    return FunctionTable(_Compiled(primitives))


class _Compiled(Mapping[str, Function]):
    """The functions by name. While one is compiled, its own name stands for its bare heading."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._bare = {name: _heading(_primitive(e)) for name, e in entries.items()}
        self._headings = FunctionTable(self._bare)
        self._done: dict[str, Function] = {}

    def __getitem__(self, name: str) -> Function:
        done = self._done.get(name)
        if done is None:
            done = self._done[name] = _compile(self._entries[name], self._headings)
        return done

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, name: str, default: Function | None = None) -> Function | None:  # type: ignore[override]
        return self[name] if name in self._entries else default


def _primitive(entry: Entry) -> Primitive:
    assert isinstance(entry.record, Primitive)
    return entry.record


def _heading(p: Primitive) -> Function:
    """The function's name, parameters and spellings, without its formulas."""
    return Function(
        name=p.name,
        parameters=_parameters(p),
        latex=p.latex,
        aliases=p.aliases,
        latex_aliases=p.latex_aliases,
        family=p.family,
        partial=p.partial,
        title=p.title,
        source=p.source,
        numpy=p.numpy,
        torch=p.torch,
    )


def _parameters(p: Primitive) -> tuple[Expr, ...]:
    """Letters; after the array of a family, index letters."""
    names = [x.strip() for x in p.parameters.split(",")]
    return tuple(idx(x) if p.family and place else sym(x) for place, x in enumerate(names))


def _compile(entry: Entry, headings: FunctionTable) -> Function:
    p = _primitive(entry)
    context = _context(p)

    def expression(text: str) -> Expr:
        return read_expression(text, context, headings).expr

    def relation(text: str) -> Expr:
        return read_relation(text, context, headings).expr

    heading = headings[p.name]
    if p.derivative and len(p.derivative) != len(heading.parameters):
        raise LibraryError(
            f"{entry.file}, derivative of {p.name}: "
            f"{len(p.derivative)} formulas for {len(heading.parameters)} parameters"
        )
    return replace(
        heading,
        definition=_read(entry, "definition", p.definition, expression) if p.definition else None,
        derivatives=tuple(_read(entry, "derivative", t, expression) if t else None for t in p.derivative),
        domain=tuple(_read(entry, "domain", t, relation) for t in p.domain),
        smooth=tuple(_read(entry, "smooth", t, relation) for t in p.smooth),
        range=tuple(_read(entry, "range", t, relation) for t in p.range),
        following=_read(entry, "following", p.following, expression) if p.following else None,
        preceding=_read(entry, "preceding", p.preceding, expression) if p.preceding else None,
    )


def _context(p: Primitive) -> Context:
    """The parameters as real letters; of a family, an array of n entries and index letters."""
    names = [x.strip() for x in p.parameters.split(",")]
    if not p.family:
        return EMPTY.with_letters(*map(Letter, names), Letter("value"))
    n = sym("n")
    indices = (Letter(x, role="index", lo=ONE, hi=n) for x in names[1:])
    return EMPTY.with_letters(
        Letter("n", role="size"), Letter(names[0], axes=(n,)), *indices, Letter("value")
    )


def _read(entry: Entry, field: str, text: str, read: Callable[[str], Result]) -> Result:
    """What `text` says; a complaint names the file and the field."""
    try:
        return read(text)
    except DeriveError as error:
        raise in_field(entry, field, error) from error


def in_field(entry: Entry, field: str, error: DeriveError) -> LibraryError:
    """The complaint about a formula, with the file and field it stands in."""
    return LibraryError(
        f"{entry.file}, {field} of {entry.id}: {error.message}",
        text=error.text,
        span=error.span,
        hint=error.hint,
    )
