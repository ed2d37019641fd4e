"""The cases' words for a domain read as letters and assumptions: "x real, > 0; n integer >= 1"."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.syntax import Reader, Unread
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.expressions.walk import heads
from derive.notation.context import Context, Letter

NAME = r"[A-Za-z]\w*"
SUBJECT = re.compile(rf"({NAME})\s+(real|complex|integer|positive integer|in)\b\s*(.*)")
ARRAYS = re.compile(rf"({NAME}(?:,{NAME})*) (real|positive) arrays?")

ReaderOf = Callable[[Context], Reader]


def letters_of(context: Context) -> dict[str, Expr]:
    """The node each declared letter stands for: an index letter is an idx, any other a sym."""
    named = context.letters.items()
    return {name: b.idx(name) if letter.role == "index" else b.sym(name) for name, letter in named}


def read_domain(text: str, reader_of: ReaderOf, known: Context | None = None) -> Context:
    """Letters first (all clauses), then the assumptions in these letters.  Raises Unread."""
    context = known or Context()
    relations: list[str] = []
    for clause in text.split(";"):
        context = _clause(clause.strip(), context, relations)
    reader = reader_of(context)
    context = _ranges(context, reader)
    for relation in relations:
        context = context.assuming(*_relation(relation, reader))
    return context


def _clause(clause: str, context: Context, relations: list[str]) -> Context:
    if clause in ("", "constants"):
        return context
    arrays = ARRAYS.fullmatch(clause)
    if arrays:
        return _arrays(arrays, context, relations)
    if "matri" in clause:
        raise Unread("matrices are not read here")
    subject = ""
    for piece in re.split(r",\s*(?![^({]*[)}])", clause):
        found = SUBJECT.fullmatch(piece)
        if found:
            subject = found.group(1)
            context = _declare(subject, found.group(2), found.group(3).strip(), context, relations)
        else:
            relations.append(_about(subject, piece))
    return context


def _arrays(found: re.Match[str], context: Context, relations: list[str]) -> Context:
    names = found.group(1).split(",")
    if found.group(2) == "positive":
        relations += [f"{name}[any_place] > 0" for name in names]
        context = context.with_letters(Letter("any_place", "index"))
    return context.with_letters(*(Letter(name) for name in names))


def _declare(name: str, kind: str, rest: str, context: Context, relations: list[str]) -> Context:
    if kind == "complex":
        raise Unread("complex letters are not read here")
    if kind == "in":
        relations.append(_membership(name, rest))
        return context.with_letters(Letter(name))
    if kind == "real":
        relations += [_about(name, rest)] if rest else []
        return context.with_letters(Letter(name))
    if kind == "positive integer" or rest == ">= 1":
        return context.with_letters(Letter(name, "size"))
    if rest.startswith("in "):
        return context.with_letters(Letter(name, "index", latex=None, meaning=rest[3:]))
    relations += [_about(name, rest)] if rest else []
    return context.with_letters(Letter(name, "size" if rest == ">= 2" else "integer"))


def _ranges(context: Context, reader: Reader) -> Context:
    """`1..n` and `{1,2,3}`, kept as words while the letters were read, as bounds of the index."""
    for letter in list(context.letters.values()):
        if letter.role == "index" and letter.meaning:
            lo, hi = re.split(r"\.\.|,.*,", letter.meaning.strip("{}"))
            ranged = Letter(letter.name, "index", lo=reader.read(lo), hi=reader.read(hi))
            context = context.with_letters(ranged)
    return context


def _membership(name: str, interval: str) -> str:
    found = re.fullmatch(r"\(([^,]+),([^,]+)\)", interval)
    if not found:
        raise Unread(f"the set {interval!r} is not read")
    return f"{found.group(1)} < {name} < {found.group(2)}"


def _about(name: str, words: str) -> str:
    """A relation on `name`: "non-zero", "> 0", "-1 < . < 1"; anything else is a relation itself."""
    if words == "non-zero":
        return f"{name} != 0"
    if words[:1] in "<>" and words:
        return f"{name} {words}"
    return re.sub(r"(?<=[<>= ])\.(?=[<>= ])", name, words)


def _relation(text: str, reader: Reader) -> list[Expr]:
    found = reader.read(re.sub(r"\|([^|]+)\|", r"Abs(\1)", text))
    parts = list(found.args) if found.head == "and" else [found]
    if not all(heads(p) & {"eq", "ne", "lt", "le", "gt", "ge"} for p in parts):
        raise Unread(f"the condition {text!r} is not read")
    return parts
