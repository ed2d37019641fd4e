"""The Pratt parser: operators by their strength, operands by a table of prefixes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from derive.errors import TooLarge
from derive.read.glued import refuse_glued, refuse_mixed
from derive.read.grammar import (
    AND,
    ELEMENTWISE,
    INFIX,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RELATION,
    RELATIONS,
    SIGN,
)
from derive.read.refusals import Refusals
from derive.read.tokens import Token
from derive.read.tree import Tree

MAX_CALLS = 230
MAX_DECIMAL_EXPONENT = 300
OPERAND_KINDS = frozenset({"number", "word", "symbol", "command", "text", "open", "begin"})

Prefix = Callable[["Parser"], Tree]


class Parser(Refusals):
    """Reads one slice of tokens to its end; `parse(level)` takes what binds tighter than `level`."""

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
        indexed = self.is_at("[") and self.here.gap == 0 and left.kind == "deriv" and self.names.arrays
        if not self.source.latex and (self.is_at(".T") or indexed):
            left = self.source.scripts(self, left)
        left = self.factorial(left)
        while True:
            strength = self.strength(left)
            if strength <= level:
                break
            left = self.infix(left, strength)
        self.depth -= 1
        return left

    def factorial(self, left: Tree) -> Tree:
        """`n!`, where the library knows the factorial."""
        if not self.is_at("!") or self.names.function("factorial") is None:
            return left
        end = self.take().end
        if self.is_at("!"):
            self.refuse(self.here.span, "a double factorial is not read")
        return Tree("apply", (left.span[0], end), "factorial", (left,))

    def strength(self, left: Tree) -> int:
        token = self.here
        if self.lists and token.gap == 2 and self.begins_operand():
            return 0
        if token.kind == "dots":
            return 0 if self.lists else PRODUCT
        if token.kind == "op":
            if token.text in ("|", "||"):
                return PRODUCT if self.factor_follows() or self.is_evaluation() else 0
            if token.text in RELATIONS:
                return RELATION
            if token.text == ".":
                return PRODUCT if self.source.latex and self.dot_is_product() else 0
            return {"and": AND, "or": OR}.get(token.text, INFIX.get(token.text, 0))
        return PRODUCT if self.begins_operand() else 0

    def begins_operand(self) -> bool:
        token = self.tokens[self.at]
        return token.kind in OPERAND_KINDS and not (token.kind == "text" and " " in token.text)

    def factor_follows(self) -> bool:
        """Whether a factor without a sign stands here: an operand, or bars that open."""
        if self.is_at("|", "||"):
            open_bars = self.bars if self.is_at("|") or self.closes_and_opens() else self.norms
            return not (open_bars or self.given or self.is_evaluation())
        return self.begins_operand()

    def dot_is_product(self) -> bool:
        return self.ahead.kind in ("word", "symbol", "command") or self.ahead.text in ("(", "{")

    def infix(self, left: Tree, strength: int) -> Tree:
        token = self.here
        if self.is_evaluation():
            return self.evaluated(left)
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

    def is_evaluation(self) -> bool:
        r"""Whether the bar of `\frac{df}{dx}\big|_{x = 1}` stands here."""
        return self.names.document and self.here.text == "|" and self.ahead.text == "_"

    def evaluated(self, left: Tree) -> Tree:
        """The bar belongs to the factor before it: a derivative, a value of a function, a bracket."""
        if left.kind == "mul":
            last = self.evaluated(left.parts[1])
            return replace(left, span=(left.span[0], last.span[1]), parts=(left.parts[0], last))
        bar = self.take()
        if left.kind not in ("deriv", "nabla", "call", "apply", "group"):
            self.refuse(
                bar.span, "it is not clear what is evaluated here", "write \\left. … \\right|_{x = a}"
            )
        return self.at_place(left)

    def at_place(self, body: Tree) -> Tree:
        return self.source.place(self, body)

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
            self.refuse_remainder(left.span[0], right)
            self.refuse_unshown(token, right)
            return Tree("add", span, parts=(left, right), label=token.text)
        if token.text == "/":
            self.refuse_after_slash(left, right)
            return Tree("div", span, parts=(left, right))
        if token.text == "mod":
            return Tree("apply", span, "mod", (left, right), style="between")
        if token.text in ("^", "**"):
            self.refuse_glued_exponent(left, right)
            return Tree("pow", span, parts=(left, right))
        if (
            token.text in ("cdot", "times")
            and is_power_of_ten(right)
            and left.kind == "number"
            and "." in left.text
        ):
            minus, digits = right.parts[1].kind == "neg", right.parts[1]
            digits = digits.parts[0] if minus else digits
            return Tree("number", span, f"{left.text}e{'-' if minus else ''}{digits.text}")
        return Tree("mul", span, text=token.text, parts=(left, right))

    def juxtaposed(self, left: Tree) -> Tree:
        token = self.here
        if token.gap == 2:
            self.refuse(token.span, "a wide space separates what follows; a product needs a sign here")
        if token.kind == "dots":
            return self.omission(left)
        self.refuse_bracket_after_letter(left)
        if token.kind == "number" and (
            not self.source.latex or left.kind == "number" or _ends_in_number(left)
        ):
            self.refuse((left.span[0], token.end), "a number cannot follow here without an operator")
        refuse_glued(self, left)
        right = self.parse(PRODUCT)
        refuse_mixed(self, left, right, ends=self.ends_product())
        return Tree("mul", (left.span[0], right.span[1]), text="", parts=(left, right))

    def ends_product(self) -> bool:
        """Whether no factor follows, with or without a sign."""
        return not self.factor_follows() and INFIX.get(self.here.text, 0) < ELEMENTWISE

    def omission(self, left: Tree) -> Tree:
        r"""`1 \ldots N` is a sequence; `A \cdots B` a product with factors left out."""
        dots = self.take()
        middle = Tree("dots", dots.span)
        if not self.factor_follows():
            return Tree("mul", (left.span[0], dots.end), parts=(left, middle))
        right = self.parse(PRODUCT)
        span = (left.span[0], right.span[1])
        if left.kind == "number" and dots.text in ("ldots", "cdots"):
            return Tree("set", span, "sequence", (left, middle, right))
        return Tree("mul", span, parts=(Tree("mul", (left.span[0], dots.end), parts=(left, middle)), right))

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
        if token.kind == "dots":
            return Tree("dots", self.take().span)
        if self.is_hole():
            return Tree("dots", self.take().span, "hole")
        if token.kind == "number":
            return self.number()
        if token.kind == "open":
            return self.bracket(level)
        found = self.source.prefixes.get(token.kind)
        if found is None:
            self.refuse(token.span, f"{self.found()} cannot begin an expression")
        return found(self)

    def is_hole(self) -> bool:
        r"""The place of an argument that is left open: `\sigma(\cdot)`, `k(\cdot, x)`."""
        before = self.tokens[self.at - 1].text if self.at else ""
        between = before in ("(", ",", ";") and self.ahead.text in (")", ",", ";")
        return self.names.document and self.is_at("cdot", ".") and between

    def signed(self) -> Tree:
        sign = self.take()
        if self.is_at("-", "+"):
            self.refuse(self.here.span, "two signs in a row; put the signed part in parentheses")
        inner = self.parse(SIGN)
        self.refuse_remainder(sign.start, inner)
        self.refuse_unshown(sign, inner)
        return Tree("neg" if sign.text == "-" else "plus", (sign.start, inner.span[1]), parts=(inner,))

    def number(self) -> Tree:
        token = self.take()
        if token.text == "1" and self.is_at("(") and self.holds_relation():
            condition = self.bracket(PRODUCT)
            return Tree("iverson", (token.start, condition.span[1]), parts=(condition,))
        if token.text == "1" and self.source.latex and self.is_at("_", "\\{") and self.relation_follows():
            return self.source.prefixes["indicator"](self)
        return self.raised(Tree("number", token.span, token.text))

    def with_degree(self, norm: Tree) -> Tree:
        return self.source.norm(self, norm)

    def raised(self, base: Tree) -> Tree:
        r"""In LaTeX `^` takes one token or a group, at once: (…)^2, 10^{-3}."""
        if self.source.latex and (self.is_at("^", "_") or (self.is_at("'") and base.kind == "group")):
            return self.source.scripts(self, base)
        if not self.source.latex and (self.is_at(".T") or (self.is_at("[") and self.names.arrays)):
            return self.source.scripts(self, base)
        return base


def is_power_of_ten(tree: Tree) -> bool:
    """10^3 or 10^{-3}: with a decimal before it, the way decimals are printed."""
    if tree.kind != "pow" or tree.parts[0].kind != "number" or tree.parts[0].text != "10":
        return False
    exponent = tree.parts[1].parts[0] if tree.parts[1].kind == "neg" else tree.parts[1]
    return (
        exponent.kind == "number" and exponent.text.isdigit() and int(exponent.text) <= MAX_DECIMAL_EXPONENT
    )


def _ends_in_number(tree: Tree) -> bool:
    while tree.kind in ("mul", "neg") and tree.parts:
        tree = tree.parts[-1]
    return tree.kind == "number"
