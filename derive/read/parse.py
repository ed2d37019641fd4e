"""The Pratt parser: operators by their strength, operands by a table of prefixes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from derive.errors import ReadError, TooLarge
from derive.read.grammar import (
    AND,
    BRACKET_FUNCTIONS,
    CLOSING,
    INFIX,
    NOT,
    OR,
    POWER,
    PRODUCT,
        RELATION,
    RELATIONS,
    SIGN,
    SUM,
)
from derive.read.names import Names
from derive.read.tokens import Span, Token
from derive.read.tree import Tree

MAX_CALLS = 230
OPERAND_KINDS = frozenset({"number", "word", "symbol", "command", "text", "open", "begin"})

Prefix = Callable[["Parser"], Tree]


@dataclass(frozen=True)
class Source:
    """What every part of one reading shares."""

    text: str
    latex: bool
    names: Names
    prefixes: Mapping[str, Prefix]
    scripts: Callable[[Parser, Tree], Tree]
    norm: Callable[[Parser, Tree], Tree]


class Parser:
    """Reads one slice of tokens to its end; `parse(level)` takes what binds tighter than `level`."""

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

    # the cursor

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
        return self.here.text in texts and self.here.kind in ("op", "open", "close")

    def expect(self, text: str) -> Token:
        if not self.is_at(text):
            self.refuse(self.here.span, f"expected {text!r} here, found {self.found()}")
        return self.take()

    def found(self) -> str:
        return "the end" if self.here.kind == "stop" else repr(self.here.text)

    def refuse(self, span: Span, message: str, hint: str | None = None) -> NoReturn:
        raise ReadError(message, text=self.source.text, span=span, hint=hint)

    def sub(self, tokens: Sequence[Token], end: int) -> Parser:
        return Parser(self.source, tokens, end, self.depth + 1)

    # expressions

    def whole(self, level: int = 0) -> Tree:
        """Everything to the end of the slice; a left-over is refused, never dropped."""
        if self.here.kind == "stop":
            self.refuse(self.here.span, "something is missing here")
        tree = self.parse(level)
        if self.here.kind != "stop":
            self.refuse(self.here.span, f"{self.found()} does not continue the formula")
        return tree

    def parse(self, level: int) -> Tree:
        self.depth += 1
        if self.depth > MAX_CALLS:
            raise TooLarge("the formula is nested too deeply", text=self.source.text, span=self.here.span)
        left = self.prefix(level)
        while True:
            strength = self.strength(left)
            if strength <= level:
                break
            left = self.infix(left, strength)
        self.depth -= 1
        return left

    def strength(self, left: Tree) -> int:
        token = self.here
        if token.kind == "dots":
            return PRODUCT if self.names.document and not self.lists else 0
        if token.kind == "op":
            if token.text == "|":
                return 0 if self.bars or self.given else PRODUCT
            if token.text == "||":
                return 0 if self.norms or self.given else PRODUCT
            if token.text in RELATIONS:
                return RELATION
            if token.text == ".":
                return PRODUCT if self.source.latex and self.dot_is_product() else 0
            return {"and": AND, "or": OR}.get(token.text, INFIX.get(token.text, 0))
        return PRODUCT if self.begins_operand() else 0

    def begins_operand(self) -> bool:
        return self.here.kind in OPERAND_KINDS and not (self.here.kind == "text" and " " in self.here.text)

    def dot_is_product(self) -> bool:
        return self.ahead.kind in ("word", "symbol", "command") or self.ahead.text in ("(", "{")

    def infix(self, left: Tree, strength: int) -> Tree:
        token = self.here
        if token.kind != "op" or token.text in ("|", "||"):
            return self.juxtaposed(left)
        if token.text in RELATIONS:
            return self.relations(left)
        self.take()
        if token.text in ("and", "or"):
            right = self.parse(strength)
            return Tree(token.text, (left.span[0], right.span[1]), parts=(left, right))
        right = self.operand_of(token, strength)
        return self.operation(token, left, right)

    def operand_of(self, token: Token, strength: int) -> Tree:
        """The right operand; a sign may stand before it, as in `a \\cdot -x` and `e^-x`."""
        if self.is_at("-", "+") and strength >= PRODUCT:
            sign = self.take()
            if self.is_at("-", "+"):
                self.refuse(self.here.span, "two signs in a row; put the signed part in parentheses")
            inner = self.parse(POWER - 1 if strength == POWER else PRODUCT)
            return Tree("neg", (sign.start, inner.span[1]), parts=(inner,)) if sign.text == "-" else inner
        return self.parse(strength - 1 if strength == POWER else strength)

    def operation(self, token: Token, left: Tree, right: Tree) -> Tree:
        span = (left.span[0], right.span[1])
        if token.text in ("+", "-"):
            return Tree("add", span, parts=(left, right), label=token.text)
        if token.text == "/":
            self.refuse_after_slash(left, right)
            return Tree("div", span, parts=(left, right))
        if token.text in ("^", "**"):
            self.refuse_glued_exponent(left, right)
            return Tree("pow", span, parts=(left, right))
        return Tree("mul", span, text=token.text, parts=(left, right))

    def refuse_after_slash(self, left: Tree, right: Tree) -> None:
        if self.begins_operand() and not self.names_cannot_multiply():
            written = self.source.text[left.span[0] : self.here.end]
            self.refuse(
                (left.span[0], self.here.end),
                f"{written!r} is ambiguous: what follows the slash may belong to the denominator or not",
                "use parentheses: (a/b) c or a/(b c)",
            )

    def names_cannot_multiply(self) -> bool:
        return self.here.kind == "text"

    def refuse_glued_exponent(self, left: Tree, right: Tree) -> None:
        glued = self.here.kind in ("word", "symbol") and self.here.gap == 0
        if right.kind in ("number", "neg") and left.kind in ("number", "const") and glued:
            self.refuse(
                (left.span[0], self.here.end),
                "it is not clear where the exponent ends",
                "put the exponent in parentheses",
            )

    def juxtaposed(self, left: Tree) -> Tree:
        token = self.here
        if token.gap == 2:
            self.refuse(token.span, "a wide space separates what follows; a product needs a sign here")
        if token.kind == "dots":
            return self.omission(left)
        self.refuse_bracket_after_letter(left)
        if token.kind == "number" and (not self.source.latex or left.kind == "number" or _ends_in_number(left)):
            self.refuse((left.span[0], token.end), "a number cannot follow here without an operator")
        right = self.parse(PRODUCT)
        return Tree("mul", (left.span[0], right.span[1]), text="", parts=(left, right))

    def omission(self, left: Tree) -> Tree:
        r"""`1 \ldots N` is a sequence; `A \cdots B` a product with factors left out."""
        dots = self.take()
        middle = Tree("dots", dots.span)
        if not self.begins_operand():
            return Tree("mul", (left.span[0], dots.end), parts=(left, middle))
        right = self.parse(PRODUCT)
        span = (left.span[0], right.span[1])
        if left.kind == "number" and dots.text == "ldots" or dots.text == "cdots" and left.kind == "number":
            return Tree("set", span, "sequence", (left, middle, right))
        return Tree("mul", span, parts=(Tree("mul", (left.span[0], dots.end), parts=(left, middle)), right))

    def holds_relation(self) -> bool:
        """Whether the bracket that opens here has a relation in it: 1(x > 0)."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                return False
            if depth == 1 and token.kind == "op" and token.text in RELATIONS:
                return True
        return False

    def refuse_bracket_after_letter(self, left: Tree) -> None:
        """`E[x]` may be an expectation or an entry; it is no product."""
        token = self.here
        if self.names.arrays:
            return
        if token.text == "[" and token.gap == 0 and left.kind == "letter" and left.span[1] == token.start:
            self.refuse((left.span[0], token.end), "it is not clear what these brackets mean after a letter")

    def relations(self, left: Tree) -> Tree:
        """`a < b ≤ c` is a < b and b ≤ c."""
        found: list[Tree] = []
        while self.here.kind == "op" and self.here.text in RELATIONS:
            kind = RELATIONS[self.take().text]
            right = self.parse(RELATION)
            found.append(Tree("rel", (left.span[0], right.span[1]), text=kind, parts=(left, right)))
            left = right
        tree = found[0]
        for each in found[1:]:
            tree = Tree("and", (tree.span[0], each.span[1]), parts=(tree, each))
        return tree

    # operands

    def prefix(self, level: int) -> Tree:
        token = self.here
        if token.kind == "op" and token.text in ("-", "+"):
            return self.signed()
        if token.kind == "op" and token.text == "not":
            self.take()
            inner = self.parse(NOT)
            return Tree("not", (token.start, inner.span[1]), parts=(inner,))
        if token.kind == "op" and token.text in ("|", "||"):
            return self.bars_around() if token.text == "|" else self.norm_around()
        if token.kind == "dots" and self.names.document:
            return Tree("dots", self.take().span)
        if token.kind == "number":
            return self.number()
        if token.kind == "open":
            return self.bracket(level)
        found = self.source.prefixes.get(token.kind)
        if found is None:
            self.refuse(token.span, f"{self.found()} cannot begin an expression")
        return found(self)

    def signed(self) -> Tree:
        sign = self.take()
        if self.is_at("-", "+"):
            self.refuse(self.here.span, "two signs in a row; put the signed part in parentheses")
        inner = self.parse(SIGN)
        return Tree("neg" if sign.text == "-" else "plus", (sign.start, inner.span[1]), parts=(inner,))

    def number(self) -> Tree:
        token = self.take()
        if token.text == "1" and self.is_at("(") and self.holds_relation():
            condition = self.bracket(PRODUCT)
            return Tree("iverson", (token.start, condition.span[1]), parts=(condition,))
        return self.raised(Tree("number", token.span, token.text))

    def bracket(self, level: int) -> Tree:
        token = self.take()
        if token.text == "{":
            return self.raised(self.braces(token, level))
        if token.text not in CLOSING or (token.text == "\\{" and not self.names.document):
            self.refuse(token.span, "a set or list is not an expression")
        items = self.items(token.text)
        close = self.closing(token)
        span = (token.start, close.end)
        if len(items) > 1 or items[0].kind == "dots" or self.is_vector(token, items[0]):
            return self.raised(self.listed(token, items, span))
        (inner,) = items
        if token.text in BRACKET_FUNCTIONS:
            return self.raised(Tree("apply", span, BRACKET_FUNCTIONS[token.text], (inner,)))
        if token.text == "||":
            return self.norm(inner, span)
        if inner.kind in ("rel", "and", "or") and token.text == "[":
            return Tree("iverson", span, parts=(inner,))
        return self.raised(Tree("group", span, token.text, (inner,)))

    def is_vector(self, token: Token, inner: Tree) -> bool:
        """`{0}` is a set; `[x]` and `(x)` are brackets."""
        return token.text == "\\{" and inner.kind in ("set", "number", "rel")

    def listed(self, token: Token, items: tuple[Tree, ...], span: Span) -> Tree:
        if token.text in BRACKET_FUNCTIONS or token.text == "||":
            self.refuse(span, "one expression is expected between these brackets")
        if not self.names.arrays or (token.text != "[" and not self.names.document):
            self.refuse(span, "a list is not an expression")
        return Tree("list", span, token.text[-1], items)

    def closing(self, token: Token) -> Token:
        """The bracket that closes; `\\left\\{ … \\right.` and half-open intervals in documents."""
        if self.names.document and self.here.kind == "close" and self.here.text == ".":
            return self.take()
        return self.expect(CLOSING[token.text])

    def items(self, opened: str, given: int = 0) -> tuple[Tree, ...]:
        """The parts between commas; omissions stand with or without one."""
        before = self.bars, self.norms, self.given, self.lists
        self.bars, self.norms, self.given = int(opened == "|"), int(opened == "||"), given
        self.lists = int(self.has_comma())
        found = [self.parse(0)]
        while self.is_at(",", ";") or (self.here.kind == "dots" and self.names.document):
            if self.here.kind != "dots":
                self.refuse_semicolon()
                self.take()
            found.append(Tree("dots", self.take().span) if self.here.kind == "dots" else self.parse(0))
            if found[-1].kind == "dots" and self.begins_operand():
                found.append(self.parse(0))
        self.bars, self.norms, self.given, self.lists = before
        return tuple(found)

    def refuse_semicolon(self) -> None:
        if self.is_at(";") and not self.names.arrays:
            self.refuse(self.here.span, "a semicolon is not read here")

    def has_comma(self) -> bool:
        """Whether the bracket in which the cursor stands holds a comma of its own."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth < 0:
                return False
            if depth == 0 and token.kind == "op" and token.text == ",":
                return True
        return False

    def braces(self, token: Token, level: int) -> Tree:
        """TeX braces do not show: a sum in them must not become a factor unseen."""
        inner = self.parse(0)
        close = self.expect("}")
        shown = inner.kind not in ("add", "neg", "plus", "rel", "and", "or")
        if not shown and (level >= SUM or self.strength(inner) > SUM or self.is_at("^", "_")):
            self.refuse((token.start, close.end), "braces do not show in print; use parentheses around a sum")
        return inner

    def bars_around(self) -> Tree:
        start = self.take()
        self.bars += 1
        if self.bars > 20:
            raise TooLarge("bars are nested too deeply", text=self.source.text, span=start.span)
        inner = self.parse(0)
        if not self.is_at("|"):
            self.refuse(start.span, "this bar is not closed")
        close = self.take()
        self.bars -= 1
        return self.raised(Tree("apply", (start.start, close.end), "abs", (inner,)))

    def norm_around(self) -> Tree:
        start = self.take()
        self.norms += 1
        inner = self.parse(0)
        self.norms -= 1
        if not self.is_at("||"):
            self.refuse(start.span, "these bars are not closed")
        return self.norm(inner, (start.start, self.take().end))

    def norm(self, inner: Tree, span: Span) -> Tree:
        r"""`\|x\|`, with its degree below: 1, 2, \infty, F."""
        if not self.names.arrays:
            self.refuse(span, "a norm is not read here", "write out the sum of squares")
        return self.source.norm(self, Tree("norm", span, parts=(inner,)))

    def raised(self, base: Tree) -> Tree:
        r"""In LaTeX `^` takes one token or a group, at once: (…)^2, 10^{-3}."""
        if self.source.latex and self.is_at("^", "_"):
            return self.source.scripts(self, base)
        if not self.source.latex and (self.is_at(".T") or (self.is_at("[") and self.names.arrays)):
            return self.source.scripts(self, base)
        return base

    def arguments(self) -> tuple[Tree, ...]:
        """`(a, b, …)`: one or more expressions; the cursor is at the opening parenthesis."""
        opened = self.take()
        if self.is_at(CLOSING[opened.text]):
            self.refuse((opened.start, self.here.end), "an argument is missing")
        if not self.names.document:
            found = [self.parse(0)]
            while self.is_at(","):
                self.take()
                found.append(self.parse(0))
            self.expect(CLOSING[opened.text])
            return tuple(found)
        return self.document_arguments(opened)

    def document_arguments(self, opened: Token) -> tuple[Tree, ...]:
        r"""`(x; W)` is f of x and W; what stands after a bar is given: P(y = 1 \mid x)."""
        given = self.count_bars() % 2
        found = list(self.items(opened.text, given))
        if given and self.is_at("|", "||"):
            bar = self.take()
            behind = self.items(opened.text)
            found.append(Tree("set", (bar.start, behind[-1].span[1]), "given", behind))
        self.expect(CLOSING[opened.text])
        return tuple(found)

    def count_bars(self) -> int:
        depth = count = 0
        for token in self.tokens[self.at :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth < 0:
                return count
            count += depth == 0 and token.kind == "op" and token.text in ("|", "||")
        return count


def _ends_in_number(tree: Tree) -> bool:
    while tree.kind in ("mul", "neg") and tree.parts:
        tree = tree.parts[-1]
    return tree.kind == "number"

