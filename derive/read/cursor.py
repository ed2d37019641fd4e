"""The cursor over one slice of tokens, and what every part of one reading shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from derive.errors import ReadError
from derive.read.names import Names
from derive.read.tokens import Span, Token
from derive.read.tree import Tree

if TYPE_CHECKING:
    from derive.read.parse import Parser


_SIGNS = frozenset({"op", "open", "close"})


@dataclass(frozen=True)
class Source:
    """What every part of one reading shares."""

    text: str
    latex: bool
    names: Names
    prefixes: Mapping[str, Callable[[Parser], Tree]]
    scripts: Callable[[Parser, Tree], Tree]
    norm: Callable[[Parser, Tree], Tree]
    place: Callable[[Parser, Tree], Tree]


class Cursor:
    """Where reading stands in its tokens. `depth` counts the nesting of calls; `bars`, `norms`, `given`
    and `lists` say within what kind of bars or brackets it stands."""

    def __init__(self, source: Source, tokens: Sequence[Token], end: int, depth: int = 0) -> None:
        self.source = source
        self.names = source.names
        self.tokens = [*tokens, Token("stop", "", end, end)]
        self.at = 0
        self.depth = depth
        self.bars = 0
        self.norms = 0
        self.given = 0
        self.lists = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    @property
    def ahead(self) -> Token:
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.tokens[self.at]
        if token.kind != "stop":
            self.at += 1
        return token

    def is_at(self, *texts: str) -> bool:
        token = self.tokens[self.at]
        return token.text in texts and token.kind in _SIGNS

    def expect(self, text: str) -> Token:
        if not self.is_at(text):
            self.refuse(self.here.span, f"expected {text!r} here, found {self.found()}")
        return self.take()

    def refuse(self, span: Span, message: str, hint: str | None = None) -> NoReturn:
        raise ReadError(message, text=self.source.text, span=span, hint=hint)

    def found(self) -> str:
        return "the end" if self.here.kind == "stop" else repr(self.here.text)
