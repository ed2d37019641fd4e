"""Brackets, bars and braces: groups, lists, norms, and the arguments of a function."""

from __future__ import annotations

from dataclasses import replace

from derive.errors import TooLarge
from derive.read.grammar import BRACKET_FUNCTIONS, CLOSING, SUM
from derive.read.lookahead import Lookahead
from derive.read.tokens import Span, Token
from derive.read.tree import Tree

TIGHTEST = 1000  # no operator binds tighter


class Brackets(Lookahead):
    """What stands in brackets; the parser gives `parse`, `strength`, `raised` and `begins_operand`."""

    def parse(self, level: int) -> Tree:
        raise NotImplementedError

    def strength(self, left: Tree) -> int:
        raise NotImplementedError

    def raised(self, base: Tree) -> Tree:
        raise NotImplementedError

    def begins_operand(self) -> bool:
        raise NotImplementedError

    def with_degree(self, norm: Tree) -> Tree:
        raise NotImplementedError

    def at_place(self, body: Tree) -> Tree:
        raise NotImplementedError

    def bracket(self, level: int) -> Tree:
        token, begins = self.take(), self.at == 1
        if token.text == "{" and self.holds_a_letter():
            self.tokens[self.at - 1 : self.at + 2] = [self.tokens[self.at]]
            self.at -= 1
            return self.parse(TIGHTEST)
        if token.text == "{":
            return self.raised(self.braces(token, level))
        if token.text == "." and self.names.document:
            return self.up_to_bar(token)
        if token.text == "\\{" and self.names.document and self.count_bars(":") == 1:
            return self.set_builder(token)
        if token.text == "<":
            return self.inner_product(token)
        if token.text == "\\{" and self.here.kind == "begin" and self.here.text == "array":
            return self.cases_in_brace(token)
        if token.text not in CLOSING or (token.text == "\\{" and not self.names.document):
            self.refuse(token.span, "a set or list is not an expression")
        items = self.items(token.text)
        close = self.closing(token)
        span = (token.start, close.end)
        if len(items) > 1 or items[0].kind == "dots" or self.is_vector(token, items[0]):
            return self.raised(self.listed(token, items, span))
        (inner,) = items
        if token.text in BRACKET_FUNCTIONS:
            return self.raised(Tree("apply", span, BRACKET_FUNCTIONS[token.text], (inner,), style="bracket"))
        if token.text == "||":
            return self.norm(inner, span)
        if inner.kind in ("rel", "and", "or") and token.text == "[":
            return Tree("iverson", span, parts=(inner,))
        if begins and token.text == "[" and self.here.kind == "stop" and _is_size(inner):
            self.refuse(span, "this may be a shape, or a product in brackets")
        group = Tree("group", span, token.text, (inner,))
        if self.names.document and token.text == "(" and inner.kind == "mul" and inner.text == "circ":
            group = self.composed(group)
        return self.raised(group)

    def cases_in_brace(self, token: Token) -> Tree:
        r"""`\left\{ \begin{array}{ll} … \end{array} \right.`: cases."""
        depth = 0
        for k in range(self.at, len(self.tokens)):
            each = self.tokens[k]
            depth += {"begin": 1, "end": -1}.get(each.kind, 0)
            if depth == 0:
                break
        behind = self.tokens[min(k + 1, len(self.tokens) - 1)]
        if behind.kind != "close" or behind.text != ".":
            self.refuse(token.span, "a set or list is not an expression")
        for place in (self.at, k):
            self.tokens[place] = replace(self.tokens[place], text="cases")
        found = self.parse(TIGHTEST)
        return replace(found, span=(token.start, self.take().end))

    def inner_product(self, token: Token) -> Tree:
        r"""`\langle x, y \rangle`."""
        if not self.names.arrays:
            self.refuse(token.span, "an inner product is not read here", "write out the sum of products")
        items = self.items(token.text)
        close = self.expect(">")
        span = (token.start, close.end)
        if len(items) != 2:
            self.refuse(span, "an inner product is of two vectors: \\langle x, y \\rangle")
        return self.raised(Tree("named", span, "dot", items))

    def up_to_bar(self, token: Token) -> Tree:
        r"""`\left. f(x) \right|_{x = a}`."""
        inner = self.parse(0)
        if not (self.here.kind == "close" and self.here.text == "|" and self.ahead.text == "_"):
            self.refuse(
                token.span, "a bracket that is not shown closes with a bar: \\left. … \\right|_{x = a}"
            )
        self.take()
        found = self.at_place(inner)
        return replace(found, span=(token.start, found.span[1]))

    def set_builder(self, token: Token) -> Tree:
        r"""`\{x \in \mathbb{R} \mid x > 0\}`: what is in the set, and what is said of it."""
        items = self.items(token.text, given=1)
        bar = self.take()
        behind = self.items(token.text)
        close = self.expect("\\}")
        given = Tree("set", (bar.start, behind[-1].span[1]), "given", behind)
        return Tree("set", (token.start, close.end), "set_of", (*items, given))

    def composed(self, group: Tree) -> Tree:
        r"""`(f \circ g)(x)` is f(g(x))."""
        functions: list[Tree] = []
        inner = group.parts[0]
        while inner.kind == "mul" and inner.text == "circ":
            functions.append(inner.parts[1])
            inner = inner.parts[0]
        functions.append(inner)
        plain = all(f.kind == "letter" and not f.label for f in functions)
        if len(functions) < 2 or not plain or not self.is_at("("):
            return group
        arguments = self.arguments()
        span = (group.span[0], self.tokens[self.at - 1].end)
        for f in functions:
            arguments = (Tree("call", span, f.text, arguments, style=f.style),)
        return arguments[0]

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
        while self.is_at(",", ";") or self.next_item():
            if self.is_at(",", ";"):
                self.refuse_semicolon()
                self.take()
            found.append(Tree("dots", self.take().span) if self.here.kind == "dots" else self.parse(0))
            if found[-1].kind == "dots" and self.begins_operand():
                found.append(self.parse(0))
        self.bars, self.norms, self.given, self.lists = before
        return tuple(found)

    def next_item(self) -> bool:
        """In a document's list: an omission, or what stands behind a wide space."""
        if not self.names.document:
            return False
        return self.here.kind == "dots" or bool(self.lists and self.here.gap == 2 and self.begins_operand())

    def refuse_semicolon(self) -> None:
        if self.is_at(";") and not self.names.arrays:
            self.refuse(self.here.span, "a semicolon is not read here")

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
        if self.closes_and_opens():
            self.split_bars()
        if not self.is_at("|"):
            self.refuse(start.span, "this bar is not closed")
        close = self.take()
        self.bars -= 1
        return self.raised(Tree("apply", (start.start, close.end), "abs", (inner,), style="bracket"))

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
        return self.with_degree(Tree("norm", span, parts=(inner,)))

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


def _is_size(tree: Tree) -> bool:
    """1 × 393, m × n."""
    while tree.kind == "mul" and tree.text == "times":
        if tree.parts[1].kind not in ("number", "letter"):
            return False
        tree = tree.parts[0]
        if tree.kind in ("number", "letter"):
            return True
    return False
