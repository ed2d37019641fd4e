"""Text that is safe to set, in TeX and in Markdown: every character that would act is spelled out."""

from __future__ import annotations

import re
import unicodedata

from derive.render.tex_characters import ACCENTS, MATHS_CHARACTERS, TEX_SPECIAL


def tex_text(text: str) -> str:
    """`text` as TeX that sets exactly these characters, in any engine: `50%` → `50\\%`."""
    line = re.sub(r"(?<=[-,'?!])(?=[-,'`])", _NO_LIGATURE, _one_line(text))
    return "".join(map(_tex_character, line))


def texttt(text: str) -> str:
    """`text` as code."""
    return r"\texttt{" + tex_text(text) + "}"


_NO_LIGATURE = "\N{WORD JOINER}"


def _tex_character(character: str) -> str:
    if character == _NO_LIGATURE:
        return "{}"
    if character in TEX_SPECIAL:
        return TEX_SPECIAL[character]
    if character in MATHS_CHARACTERS:
        return r"\ensuremath{" + MATHS_CHARACTERS[character] + "}"
    if " " <= character <= "~":
        return character
    parts = list(unicodedata.normalize("NFD", character))
    if len(parts) == 2 and parts[1] in ACCENTS and parts[0].isascii() and parts[0].isalpha():
        return ACCENTS[parts[1]] + "{" + parts[0] + "}"
    return rf"\texttt{{U+{ord(character):04X}}}"


def _one_line(text: str) -> str:
    """White space as single blanks, no control or invisible direction characters."""
    normal = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))
    return "".join(c for c in normal if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def markdown_text(text: str) -> str:
    """`text` as Markdown that shows exactly these characters, with no markup and no HTML."""
    line = _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]$|~{}])", r"\\\1", line)
    line = re.sub(r"^([-+#=])", r"\\\1", line)
    line = re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
    return re.sub(r"(https?|ftp|www)([:.])", r"\1<!-- -->\2", line)


def plain_text(text: str) -> str:
    """`text` on one line, without control characters: for a terminal or an HTML attribute."""
    return _one_line(text)


MARKDOWN_SPELLINGS = {
    r"\{": r"\lbrace ",
    r"\}": r"\rbrace ",
    r"\,": r"\thinspace ",
    r"\:": r"\medspace ",
    r"\;": r"\thickspace ",
    r"\!": r"\negthinspace ",
    r"\|": r"\Vert ",
    r"\\": r"\cr ",
    "<": r"\lt ",
    ">": r"\gt ",
    "*": r"\ast ",
    "|": r"\vert ",
}


def markdown_maths(latex: str) -> str:
    """The same formula without what Markdown would act on first: `a*b<c` → `a\\ast b\\lt c`.

    Markdown unescapes a backslash before punctuation, and reads `<`, `*`, `_` beside it; every
    such token has a name.
    """
    return re.sub(
        r"\\[A-Za-z]+\*?|\\\\(?:\[\d+pt\])?|\\.|[<>*|]",
        lambda m: MARKDOWN_SPELLINGS.get(m.group().partition("[")[0], m.group()),
        latex,
        flags=re.DOTALL,
    )
