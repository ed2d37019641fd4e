"""A piece of code with its axes, the names in use, and the lines that come before it."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from derive.errors import DeriveError
from derive.expressions.expr import Expr, Index

OR, AND, NOT, RELATION, SUM, PRODUCT, SIGN, POWER, ATOM = range(2, 11)


@dataclass(frozen=True)
class Term:
    """`text` binds as strongly as `level`.

    axes   the indices its axes stand for, in order; () for a number
    plain  whether it is made of Python's numbers and whole-number arrays alone, not of the caller's data
    rank   for whole arrays: how many axes; `row` when a vector stands for a row
    """

    text: str
    level: int = ATOM
    axes: tuple[Index, ...] = ()
    plain: bool = False
    rank: int = 0
    row: bool = False

    def at(self, level: int) -> str:
        """The text where something that binds like `level` is expected."""
        return self.text if self.level >= level else f"({self.text})"

    def like(self, text: str, level: int) -> Term:
        return replace(self, text=text, level=level)


def aligned(term: Term, axes: tuple[Index, ...], level: int) -> str:
    """The term with an axis of length 1 for each of `axes` it lacks; missing leading ones are left out."""
    shown = [":" if axis in term.axes else "None" for axis in axes]
    while shown and shown[0] == "None":
        shown.pop(0)
    if "None" not in shown:
        return term.at(level)
    while shown[-1] == ":":
        shown.pop()
    return f"{term.at(ATOM)}[{', '.join(shown)}]"


@dataclass
class Names:
    """Identifiers for letters: each its own, none a word of the language."""

    taken: set[str] = field(default_factory=lambda: {"np", "torch", "math", "sum", "float", "int", "range"})
    known: dict[object, str] = field(default_factory=dict)

    def of(self, key: object, wanted: str) -> str:
        """The identifier for `key`, as near to `wanted` as can be."""
        if key not in self.known:
            self.known[key] = self.new(wanted)
        return self.known[key]

    def new(self, wanted: str) -> str:
        plain = identifier(wanted)
        name, count = plain, 1
        while name in self.taken:
            count += 1
            name = f"{plain}_{count}"
        self.taken.add(name)
        return name


def identifier(text: str) -> str:
    """`softmax1'` → softmax1_prime, `lambda` → lambda_, `\\hat{y}` → hat_y."""
    text = text.replace("'", "_prime").replace("*", "_star")
    text = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_") or "v"
    if text[0].isdigit():
        text = f"v{text}"
    return f"{text}_" if keyword.iskeyword(text) else text


@dataclass
class Scope:
    """The lines of a function or of a loop's body; what an outer one has named, an inner one may use."""

    indent: int = 1
    outer: Scope | None = None
    lines: list[str] = field(default_factory=list)
    named: dict[object, Term] = field(default_factory=dict)

    def find(self, key: object) -> Term | None:
        scope: Scope | None = self
        while scope is not None:
            if key in scope.named:
                return scope.named[key]
            scope = scope.outer
        return None

    def write(self, line: str) -> None:
        self.lines.append("    " * self.indent + line)

    def take(self, inner: Scope) -> None:
        """The lines of a scope that was kept apart, as lines of this one."""
        self.lines += [line[4:] for line in inner.lines]
        self.named.update(inner.named)


class Scopes:
    """The scope that lines are written to now."""

    def __init__(self) -> None:
        self.now = Scope()

    @contextmanager
    def loop(self, heading: str) -> Iterator[None]:
        self.now.write(heading)
        outer, self.now = self.now, Scope(self.now.indent + 1, self.now)
        try:
            yield
        finally:
            outer.lines += self.now.lines
            self.now = outer

    @contextmanager
    def apart(self) -> Iterator[Scope]:
        """Lines kept apart, one deeper; `take` puts them in place."""
        outer, self.now = self.now, Scope(self.now.indent + 1, self.now)
        try:
            yield self.now
        finally:
            self.now = outer


def refuse(what: str, hint: str | None = None) -> DeriveError:
    return DeriveError(f"this formula cannot be written as code: {what}", hint=hint)


def ordered(axes: Iterable[Index], rank: dict[Index, int]) -> tuple[Index, ...]:
    return tuple(sorted(dict.fromkeys(axes), key=lambda axis: rank[axis]))


def is_index(expr: Expr) -> bool:
    return expr.head == "idx"
