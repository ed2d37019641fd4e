"""What stands in the bracket, the script or the bars ahead, before they are read."""

from __future__ import annotations

from derive.read.cursor import Cursor
from derive.read.grammar import RELATIONS
from derive.read.tokens import Token


class Lookahead(Cursor):
    """Questions about the tokens ahead; the cursor stays."""

    def holds_a_letter(self) -> bool:
        """`{X}_i`: braces around one letter that has scripts."""
        letter, close, mark = (self.tokens[self.at + k : self.at + k + 1] for k in range(3))
        if not letter or not close or not mark:
            return False
        single = letter[0].kind == "symbol" or (letter[0].kind == "word" and len(letter[0].text) == 1)
        return single and close[0].text == "}" and mark[0].kind == "op" and mark[0].text in ("_", "^", "'")

    def has_comma(self) -> bool:
        """Whether the bracket in which the cursor stands holds a comma of its own."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth < 0:
                return False
            spaced = self.names.document and token.gap == 2 and token.kind in ("word", "symbol", "number")
            if depth == 0 and (spaced or (token.kind == "op" and token.text == ",")):
                return True
        return False

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

    def holds_places(self) -> bool:
        """Whether the bracket that opens here holds letters, numbers and commas only: `f(x)[n]`."""
        for token in self.tokens[self.at + 1 :]:
            if token.text == "]":
                return token is not self.ahead
            if token.text != "," and token.kind not in ("word", "number"):
                return False
        return False

    def relation_follows(self) -> bool:
        r"""Whether a subscript or a brace with a relation in it stands here: 1_{i = j}, 1\{y = k\}."""
        if self.is_at("_"):
            self.at += 1
            found = self.is_at("{") and self.holds_relation()
            self.at -= 1
            return found
        return self.holds_relation()

    def closes_and_opens(self) -> bool:
        """Whether the two bars in the middle of |x||y| stand here: one closes, the other opens."""
        typed = self.source.text[self.here.start : self.here.end]
        return bool(self.bars) and self.here.text == "||" and typed == "||"

    def split_bars(self) -> None:
        token, middle = self.here, self.here.start + 1
        first = Token("op", "|", token.start, middle, token.gap)
        self.tokens[self.at : self.at + 1] = [first, Token("op", "|", middle, token.end)]

    def count_bars(self, beside: str = "|") -> int:
        depth = count = 0
        for token in self.tokens[self.at :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth < 0:
                return count
            count += depth == 0 and token.kind == "op" and token.text in ("|", "||", beside)
        return count
