"""LaTeX → tokens. Spacing, sizes, tags and labels are set aside; nothing else is dropped."""

from __future__ import annotations

import re

from derive.read.grammar import (
    ARROWS,
    CLOSE_COMMANDS,
    COLUMN_ENVIRONMENTS,
    DOT_COMMANDS,
    OPEN_COMMANDS,
    OPERATOR_COMMANDS,
    OVERLAPS,
    SET_ASIDE,
    SIZES,
    SPACES,
    SYMBOL_COMMANDS,
    TEXT_COMMANDS,
)
from derive.read.limits import (
    GREEK_CHARACTERS,
    MAX_TOKENS,
    OPERATOR_CHARACTERS,
    SUPERSCRIPT_DIGITS,
    check_count,
    check_number,
    refuse,
)
from derive.read.tokens import Token

_PIECES = re.compile(
    r"(?P<space>[\s~]+|%[^\n]*(?:\n|$))"
    r"|(?P<dots>\.\.\.)"
    r"|(?P<number>\d{1,3}(?:\{,\}\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|\.\d+)"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<command>\\(?:[A-Za-z]+\*?|[^A-Za-z]))"
    r"|(?P<op>:=|==|!=|<=|>=|\+=|\|\||[-+*/^_=<>'|,.:;!])"
    r"|(?P<align>&)"
    r"|(?P<open>[(\[{])"
    r"|(?P<close>[)\]}])"
)
MOST_OVERLAPS = 40
_OPENING = re.compile(r"\s*\{")
_COLUMNS = re.compile(r"\s*(?:\[[a-z]\])?\s*(?:\{[^{}\\]*\})?")
_NAME_ARGUMENT = re.compile(r"\s*\{\s*([A-Za-z]+\*?)\s*\}")
_SKIPPED_ARGUMENT = re.compile(r"\s*\{[^{}\\]*\}")
_NEGATED = re.compile(r"\s*(=|\\in(?![A-Za-z]))")
_SIZED = re.compile(r"\s*(\\?[|(){}\[\].]|\\[A-Za-z]+)")
_STYLED = re.compile(r"\\text(?:bf|it|rm|sf|tt|sc)\{([^{}]*)\}|\\(?:huge|Huge|large|Large|small)(?![A-Za-z])")
_STARRED = frozenset({"operatorname", "tag", "hspace", "begin", "end", "DeclareMathOperator"})
_ROMAN = re.compile(r"\s*([A-Za-z]{2,})(?=\s*\})")
_ROW_SPACE = re.compile(r"\[-?[\d.]+\s*(?:em|ex|pt|cm|mm)\]")


class _Lexer:
    def __init__(self, text: str, original: str) -> None:
        self.text, self.original = text, original
        self.at, self.gap, self.spaces, self.overlaps = 0, 0, 0, 0
        self.tokens: list[Token] = []
        self.doubled = False

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            found = _PIECES.match(self.text, self.at)
            if found is None:
                self.special()
            else:
                getattr(self, f"on_{found.lastgroup}")(found)
        return self.tokens

    def emit(self, kind: str, text: str, start: int, end: int) -> None:
        self.tokens.append(Token(kind, text, start, end, self.gap))
        self.at, self.gap, self.spaces = end, 0, 0
        if len(self.tokens) > MAX_TOKENS:
            check_count(self.original, self.tokens)

    def on_space(self, found: re.Match[str]) -> None:
        self.at, self.gap = found.end(), max(self.gap, 1)

    def on_number(self, found: re.Match[str]) -> None:
        self.emit("number", found.group().replace("{,}", ""), *found.span())
        check_number(self.original, self.tokens[-1])

    def on_word(self, found: re.Match[str]) -> None:
        """A word; of `A^TB`, T alone, for a superscript without braces takes one letter."""
        start, end = found.span()
        raised = bool(self.tokens) and self.tokens[-1].text == "^" and self.tokens[-1].end == start
        if raised and found.group()[0] == "T":
            end = start + 1
        self.emit("word", self.text[start:end], start, end)

    def on_op(self, found: re.Match[str]) -> None:
        self.emit("op", found.group(), *found.span())

    def on_dots(self, found: re.Match[str]) -> None:
        self.emit("dots", "ldots", *found.span())

    def on_align(self, found: re.Match[str]) -> None:
        self.emit("align", "&", *found.span())

    def on_open(self, found: re.Match[str]) -> None:
        self.emit("open", found.group(), *found.span())

    def on_close(self, found: re.Match[str]) -> None:
        if found.group() == "}" and self.is_empty_group():
            self.tokens.pop()
            self.at, self.gap = found.end(), 0
        elif found.group() == "}" and self.holds_bracket():
            del self.tokens[-2]
            self.at, self.gap = found.end(), 0
        else:
            self.emit("close", found.group(), *found.span())

    def holds_bracket(self) -> bool:
        r"""`\large{(} … \large{)}`: braces around one bracket, which is no group."""
        if len(self.tokens) < 2:
            return False
        opened, bracket = self.tokens[-2:]
        if bracket.kind not in ("open", "close") or opened.text != "{" or bracket.text == "{":
            return False
        before = self.tokens[-3] if len(self.tokens) > 2 else opened
        return opened.kind == "open" and before.kind != "command" and before.text not in ("^", "_")

    def in_script(self) -> bool:
        r"""`w^\star`, `w^{\star}`."""
        last = [t.text for t in self.tokens[-2:]]
        return last[-1:] in (["^"], ["_"]) or last in (["^", "{"], ["_", "{"])

    def is_empty_group(self) -> bool:
        """`={}`: braces for spacing behind a sign; those of a script or an argument count."""
        last = self.tokens[-2:]
        spacing = len(last) == 2 and last[0].kind == "op" and last[0].text not in ("_", "^")
        return spacing and last[1].text == "{" and last[1].kind == "open"

    def doubles(self, start: int) -> bool:
        r"""Whether the bars at hand only double those before: `\|\|x\|\|`, not the middle of `\|u\|\|v\|`."""
        if not self.tokens or self.tokens[-1].text != "||" or self.tokens[-1].end != start:
            return False
        opens = sum(t.text == "||" for t in self.tokens) % 2 == 1
        self.doubled = self.doubled or opens
        return self.doubled

    def on_command(self, found: re.Match[str]) -> None:
        name, (start, end) = found.group()[1:], found.span()
        if len(name) > 1 and name.endswith("*") and name[:-1] not in _STARRED:
            name, end = name[:-1], end - 1
        if name in SPACES:
            self.spaces += SPACES[name] > 0
            self.at, self.gap = end, 2 if self.spaces > 2 else max(self.gap, SPACES[name])
        elif name in ("\\", "newline"):
            self.emit("row", "\\\\", start, end)
            skipped = _ROW_SPACE.match(self.text, end)
            self.at = skipped.end() if skipped else end
        elif name in SYMBOL_COMMANDS:
            self.emit("symbol", SYMBOL_COMMANDS[name], start, end)
        elif name == "|" and self.doubles(start):
            self.at = end
        elif name == "star" and not self.in_script():
            message = "\\star may be a cross-correlation, or the product of entries"
            refuse(self.original, (start, end), message)
        elif name in OPERATOR_COMMANDS:
            self.emit("op", OPERATOR_COMMANDS[name], start, end)
        elif name in OPEN_COMMANDS:
            self.emit("open", OPEN_COMMANDS[name], start, end)
        elif name in CLOSE_COMMANDS:
            self.emit("close", CLOSE_COMMANDS[name], start, end)
        elif name in ARROWS:
            self.emit("arrow", name, start, end)
        elif name in DOT_COMMANDS:
            self.emit("dots", "cdots" if name == "dots" else name, start, end)
        elif name in SIZES:
            self.sized(name, start, end)
        else:
            self.with_argument(name, start, end)

    def with_argument(self, name: str, start: int, end: int) -> None:
        if name in ("begin", "end"):
            found = self.argument(_NAME_ARGUMENT, name, start, end)
            skipped = _COLUMNS.match(self.text, found.end()) if name == "begin" else None
            columned = found.group(1).rstrip("*") in COLUMN_ENVIRONMENTS or found.group(1).endswith("matrix*")
            self.emit(name, found.group(1), start, skipped.end() if skipped and columned else found.end())
        elif name in TEXT_COMMANDS:
            self.on_text(name, start, end)
        elif name in OVERLAPS:
            opening = self.argument(_OPENING, name, start, end).end()
            self.opened(opening - 1, self.closing(opening, name, start, end) - 1, end)
        elif name == "rm" and (word := _ROMAN.match(self.text, end)) is not None:
            self.emit("text", word.group(1), start, word.end())
        elif name in ("rm", "it", "sf", "tt"):
            self.at, self.gap = end, max(self.gap, 1)
        elif name == "forall":
            self.emit("text", "for all", start, end)
        elif name == "not":
            self.negated(start, end)
        elif name in ("phantom", "hphantom", "vphantom"):
            opening = self.argument(_OPENING, name, start, end).end()
            self.at, self.gap = self.closing(opening, name, start, end), max(self.gap, 1)
        elif name in SET_ASIDE:
            found = self.argument(_SKIPPED_ARGUMENT, name, start, end)
            self.at, self.gap = found.end(), max(self.gap, 2 if name == "hspace" else 1)
        else:
            self.emit("command", name, start, end)

    def on_text(self, name: str, start: int, end: int) -> None:
        r"""`\text{…}`, braces and formulas in it included; and, or are signs."""
        opening = self.argument(_OPENING, name, start, end).end()
        close = self.closing(opening, name, start, end)
        words = _STYLED.sub(lambda m: m.group(1) or "", self.text[opening : close - 1])
        if not words.strip(" ~"):
            self.at, self.gap = close, max(self.gap, 1)
            return
        logic = words.strip() if words.strip() in ("and", "or") else ""
        self.emit("op" if logic else "text", logic or words, start, close)

    def opened(self, opening: int, closing: int, at: int) -> None:
        """A group without its braces, to be read as what stands around it."""
        self.overlaps += 1
        if self.overlaps > MOST_OVERLAPS:
            refuse(self.original, (at, opening + 1), f"more than {MOST_OVERLAPS} boxes without width")
        text = self.text
        self.text = f"{text[:opening]} {text[opening + 1 : closing]} {text[closing + 1 :]}"
        self.at = at

    def closing(self, opening: int, name: str, start: int, end: int) -> int:
        """Where the group ends whose content begins at `opening`."""
        close, depth = opening, 1
        while depth:
            if close >= len(self.text):
                refuse(self.original, (start, end), f"the argument of \\{name} is not closed")
            escaped = self.text[close] == "\\"
            depth += 0 if escaped else {"{": 1, "}": -1}.get(self.text[close], 0)
            close += 2 if escaped else 1
        return close

    def negated(self, start: int, end: int) -> None:
        r"""`\not=`, `\not\in`."""
        found = _NEGATED.match(self.text, end)
        if found is None:
            refuse(self.original, (start, end), "what \\not negates is not read")
        self.emit("op", "!=" if found.group(1) == "=" else "notin", start, found.end())

    def argument(self, pattern: re.Pattern[str], name: str, start: int, end: int) -> re.Match[str]:
        found = pattern.match(self.text, end)
        if found is None:
            refuse(self.original, (start, end), f"the argument of \\{name} is not understood")
        return found

    def sized(self, name: str, start: int, end: int) -> None:
        r"""`\left(`, `\bigr|`: the bracket counts, its size does not; a bar opens or closes by its size."""
        found = _SIZED.match(self.text, end)
        if found is None:
            refuse(self.original, (start, end), f"\\{name} needs a bracket")
        mark = found.group(1)
        word = mark[1:] if mark.startswith("\\") else mark
        side = "open" if name in ("left",) or name.endswith("l") else "close" if name.endswith("r") else ""
        side = "close" if name == "right" else side
        if mark in ("|", "\\vert", "\\lvert", "\\rvert"):
            self.emit(side or "op", "|", start, found.end())
        elif mark in ("\\|", "\\Vert", "\\lVert", "\\rVert"):
            self.emit(side or "op", "||", start, found.end())
        elif mark == ".":
            self.emit(side or "close", ".", start, found.end())
        elif mark in "([" or (mark.startswith("\\") and word in OPEN_COMMANDS):
            self.emit("open", OPEN_COMMANDS.get(word, word), start, found.end())
        elif mark in ")]" or (mark.startswith("\\") and word in CLOSE_COMMANDS):
            self.emit("close", CLOSE_COMMANDS.get(word, word), start, found.end())
        else:
            refuse(self.original, (start, found.end()), f"the bracket {mark} is not read")

    def special(self) -> None:
        c, at = self.text[self.at], self.at
        if c in GREEK_CHARACTERS:
            self.emit("symbol", GREEK_CHARACTERS[c], at, at + 1)
        elif c in OPERATOR_CHARACTERS:
            self.emit("op", OPERATOR_CHARACTERS[c], at, at + 1)
        elif c in SUPERSCRIPT_DIGITS:
            self.emit("op", "^", at, at)
            self.emit("number", SUPERSCRIPT_DIGITS[c], at, at + 1)
        else:
            refuse(self.original, (at, at + 1), f"{c!r} is not read in LaTeX mathematics")


def lex_latex(text: str, original: str) -> list[Token]:
    return _Lexer(text, original).run()
