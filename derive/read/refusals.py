"""What print leaves open behind an operand: it is refused, with what to write instead."""

from __future__ import annotations

from derive.read.brackets import Brackets
from derive.read.tokens import Token
from derive.read.tree import Tree

_TAKEN_AT = frozenset({"call", "apply", "deriv"})


class Refusals(Brackets):
    """Complaints about two readings; the parser gives `factor_follows`."""

    def factor_follows(self) -> bool:
        raise NotImplementedError

    def refuse_unshown(self, sign: Token, tree: Tree) -> None:
        r"""`a - \underbrace{b - c}_{d}` prints a − b − c with a brace below: two readings."""
        if sign.text == "-" and tree.kind == "group" and tree.text == "{" and tree.parts[0].kind == "add":
            message = "it is not clear whether the minus is for all that the brace holds"
            self.refuse((sign.start, tree.span[1]), message, "put it in parentheses")

    def refuse_remainder(self, start: int, right: Tree) -> None:
        r"""`-3 \bmod 2`, `a + b \bmod n`: the remainder of the last term, or of all of it."""
        if right.kind == "apply" and right.style == "between":
            hint = "use parentheses: (a + b) mod n or a + (b mod n)"
            self.refuse((start, right.span[1]), "it is not clear what the remainder is taken of", hint)

    def refuse_after_slash(self, left: Tree, right: Tree) -> None:
        if self.factor_follows() and not self.names_cannot_multiply():
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

    def refuse_bracket_after_letter(self, left: Tree) -> None:
        """`E[x]` may be an expectation or an entry; it is no product."""
        token = self.here
        if self.source.latex and token.text == "[" and left.kind in _TAKEN_AT and self.holds_places():
            self.refuse((left.span[0], token.end), "it is not clear what these brackets mean here")
        if self.names.arrays:
            return
        if token.text == "[" and token.gap == 0 and left.kind == "letter" and left.span[1] == token.start:
            self.refuse((left.span[0], token.end), "it is not clear what these brackets mean after a letter")
