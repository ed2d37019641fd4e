"""What elaboration walks with: the text, the names, the rules, and the shapes found so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NoReturn

from derive.errors import ReadError, TooLarge, UnfitArrays, UnknownLetter
from derive.expressions.expr import Expr
from derive.notation.context import Context, Letter
from derive.notation.shapes import NUMBER, MaybeShape, ShapeMismatch, Unpaired, said, same_shape, shape_of
from derive.read.names import Names
from derive.read.tokens import Span
from derive.read.tree import CONDITIONS, Tree

Env = Mapping[str, Expr]
Rule = Callable[["Elaborator", Tree, Env], Expr]


class Elaborator:
    """Syntax tree + notation → expression. Every letter is known here; nothing is guessed."""

    def __init__(self, text: str, names: Names, rules: Mapping[str, Rule]) -> None:
        self.text = text
        self.names = names
        self.rules = rules
        self.shapes: dict[Expr, MaybeShape] = {}

    @cached_property
    def context(self) -> Context:
        """The context, with the letters that its definitions introduce."""
        context = self.names.context
        introduced = [self.names.letter(d.name) for d in context.definitions if d.name not in context.letters]
        return context.with_letters(*(x for x in introduced if x is not None))

    @cached_property
    def unwritten(self) -> frozenset[str]:
        """Sizes that no text names: they fit anything."""
        return frozenset(x.name for x in self.context.letters.values() if x.unwritten)

    def with_arrays(self) -> Elaborator:
        """The same, where whole arrays are allowed: the argument of softmax(z)_i."""
        if self.names.arrays:
            return self
        return Elaborator(self.text, replace(self.names, arrays=True), self.rules)

    def refuse(self, span: Span, message: str, hint: str | None = None) -> NoReturn:
        raise ReadError(message, text=self.text, span=span, hint=hint)

    def elaborate(self, tree: Tree, env: Env) -> Expr:
        """The expression; an array is allowed."""
        found = self.rules.get(tree.kind)
        if found is None:
            self.refuse(tree.span, "this is not understood here")
        return found(self, tree, env)

    def value(self, tree: Tree, env: Env) -> Expr:
        """A number or an array; a condition is refused."""
        inner = tree
        while inner.kind == "group":
            inner = inner.parts[0]
        if inner.kind in CONDITIONS:
            self.refuse(tree.span, "a condition or relation stands where a value is expected")
        return self.elaborate(tree, env)

    def scalar(self, tree: Tree, env: Env) -> Expr:
        """A number; an array is refused with its shape, unless a document leaves its shape open."""
        expr = self.value(tree, env)
        shape = self.shape(expr, tree.span)
        if shape:
            self.refuse(tree.span, f"a number is expected here, not {said_of(expr, shape)}")
        return expr

    def condition(self, tree: Tree, env: Env) -> Expr:
        if tree.kind == "group":
            return self.condition(tree.parts[0], env)
        if tree.kind not in CONDITIONS:
            self.refuse(tree.span, "a condition is expected here: a relation such as x > 0")
        return self.elaborate(tree, env)

    def shape(self, expr: Expr, span: Span) -> MaybeShape:
        try:
            return shape_of(expr, self.context, self.shapes, self.unwritten)
        except ShapeMismatch as mismatch:
            hint = "a vector is a column; write a transpose where a row is meant"
            if isinstance(mismatch, Unpaired) and mismatch.repeats:
                hint = "entries are not repeated: write ones(N) @ b.T for a row in each of N rows"
                raise ReadError(mismatch.message, text=self.text, span=span, hint=hint) from None
            raise UnfitArrays(mismatch.message, text=self.text, span=span, hint=hint) from None

    def paired(self, left: Expr, right: Expr, span: Span) -> None:
        """Raises UnfitArrays for two arrays of different shapes; an undeclared one may have any."""
        a, b = self.shape(left, span), self.shape(right, span)
        if a is not None and b is not None and not same_shape(a, b):
            raise UnfitArrays(f"{said(a)} times {said(b)} has no meaning", text=self.text, span=span)

    def is_number(self, expr: Expr, span: Span) -> bool:
        return self.shape(expr, span) == NUMBER

    def known(self, name: str, span: Span) -> Letter:
        letter = self.names.letter(name)
        if letter is None:
            hint = self.names.nearest(name)
            raise UnknownLetter(
                f"the letter {name!r} is not known here", text=self.text, span=span, hint=hint
            )
        return letter

    def bounded(self, span: Span, complaint: str) -> None:
        if complaint:
            raise TooLarge(complaint, text=self.text, span=span)

    def checked(self, expr: Expr, span: Span) -> Expr:
        """The expression, once its shapes fit."""
        self.shape(expr, span)
        return expr


def said_of(expr: Expr, shape: tuple[Expr, ...]) -> str:
    name = f"{expr.value}, " if expr.head == "sym" else ""
    return name + said(shape)
