"""Text that is safe to set: in TeX, in Markdown; and LaTeX maths that is safe to pass on.

Titles, remarks and sentences are text: every character of them that TeX or Markdown would act on
is spelled out.  LaTeX that a document printed is passed on only when all its commands are in
`MATHS_COMMANDS` and its groups close (`maths_objection`); otherwise its source is shown as text.
"""

from __future__ import annotations

import re
import unicodedata

from derive.render.maths_commands import ENVIRONMENTS, MATHS_COMMANDS

TEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "`": r"\textquoteleft{}",
    "\N{LEFT SINGLE QUOTATION MARK}": "`",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "``",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
    "\N{EN DASH}": "--",
    "\N{EM DASH}": "---",
    "\N{HORIZONTAL ELLIPSIS}": r"\dots{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{THIN SPACE}": r"\,",
    "\N{SECTION SIGN}": r"\S{}",
    "ß": r"\ss{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
}

GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
    "phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
).split()

MATHS_CHARACTERS = {
    "−": "-",
    "·": r"\cdot",
    "×": r"\times",
    "÷": r"\div",
    "±": r"\pm",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "√": r"\surd",
    "∞": r"\infty",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "≡": r"\equiv",
    "∈": r"\in",
    "∉": r"\notin",
    "∀": r"\forall",
    "∃": r"\exists",
    "→": r"\to",
    "←": r"\leftarrow",
    "↦": r"\mapsto",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "⊙": r"\odot",
    "⊗": r"\otimes",
    "⊕": r"\oplus",
    "∘": r"\circ",
    "∗": r"\ast",
    "′": "{}'",
    "″": "{}''",
    "°": r"{}^\circ",
    "ᵀ": r"{}^{\mathsf T}",
    "⊤": r"\top",
    "ℝ": r"\mathbb{R}",
    "ℤ": r"\mathbb{Z}",
    "ℕ": r"\mathbb{N}",
    "∧": r"\wedge",
    "∨": r"\vee",
    "¬": r"\neg",
    "⌊": r"\lfloor",
    "⌋": r"\rfloor",
    "⌈": r"\lceil",
    "⌉": r"\rceil",
    "‖": r"\Vert",
    "ϵ": r"\epsilon",
    "ϕ": r"\phi",
    "½": r"\tfrac{1}{2}",
}
MATHS_CHARACTERS |= {chr(0x2080 + d): "{}_{%d}" % d for d in range(10)}
MATHS_CHARACTERS |= {c: "{}^{%d}" % d for d, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
MATHS_CHARACTERS |= dict(zip("⁺⁻⁼₊₋ᵢⱼₖₙₜₓ", "^+ ^- ^= _+ _- _i _j _k _n _t _x".split(), strict=True))


def _greek() -> dict[str, str]:
    """σ → \\sigma for every Greek letter that LaTeX names (ο and capitals like Α look Latin)."""
    letters = {}
    for name in GREEK:
        case = "SMALL" if name[0].islower() else "CAPITAL"
        spelled = {"lambda": "LAMDA"}.get(name.lower(), name.upper())
        letters[unicodedata.lookup(f"GREEK {case} LETTER {spelled}")] = "\\" + name
    letters["ς"] = r"\varsigma"
    return letters


MATHS_CHARACTERS |= _greek()

ACCENTS = {
    "\u0300": r"\`",
    "\u0301": r"\'",
    "\u0302": r"\^",
    "\u0303": r"\~",
    "\u0304": r"\=",
    "\u0306": r"\u",
    "\u0307": r"\.",
    "\u0308": r"\"",
    "\u030a": r"\r",
    "\u030b": r"\H",
    "\u030c": r"\v",
    "\u0327": r"\c",
}


def tex_text(text: str) -> str:
    """`text` as TeX that sets exactly these characters, in any engine: `50%` → `50\\%`."""
    shown = "".join(map(_tex_character, _one_line(text)))
    return (
        re.sub(r"(?<=-)-|(?<=,),|(?<=')'(?=')|(?<=[?!])`", lambda m: "{}" + m.group(), shown)
        if _has_ligature(text)
        else shown
    )


def _has_ligature(text: str) -> bool:
    return any(pair in text for pair in ("--", ",,", "''", "?`", "!`"))


def _tex_character(character: str) -> str:
    if character in TEX_SPECIAL:
        return TEX_SPECIAL[character]
    if character in MATHS_CHARACTERS:
        return r"\ensuremath{%s}" % MATHS_CHARACTERS[character]
    if " " <= character <= "~":
        return character
    base, *marks = unicodedata.normalize("NFD", character)
    if len(marks) == 1 and marks[0] in ACCENTS and base.isascii() and base.isalpha():
        return "%s{%s}" % (ACCENTS[marks[0]], base)
    return r"\texttt{U+%04X}" % ord(character)


def _one_line(text: str) -> str:
    """White space as single blanks, no control or invisible direction characters."""
    normal = unicodedata.normalize("NFC", " ".join(text.split()))
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
}


def markdown_maths(latex: str) -> str:
    """The same formula without what Markdown would act on first: `\\{a*b<c\\}` → `\\lbrace a\\ast b\\lt c\\rbrace`.

    Markdown unescapes a backslash before punctuation, and reads `<`, `*`, `_` beside it; every
    such token has a name.
    """
    spelled = re.sub(r"\\[^A-Za-z]", lambda m: MARKDOWN_SPELLINGS.get(m.group(), m.group()), latex)
    return re.sub(
        r"[<>*|]", lambda m: {"<": r"\lt ", ">": r"\gt ", "*": r"\ast ", "|": r"\vert "}[m.group()], spelled
    )


_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\^\^|.", re.DOTALL)
_GROUP = re.compile(r"\s*\{([A-Za-z]+\*?)\}")


def maths_objection(latex: str) -> str | None:
    """Why this LaTeX is not passed on to TeX and KaTeX, or None when it may be.

    Allowed: the commands and environments that both know, groups that close, plain characters.
    """
    closing: list[str] = []
    position = 0
    while match := _TOKEN.match(latex, position):
        token, position = match.group(), match.end()
        if token in (r"\begin", r"\end"):
            name = _GROUP.match(latex, position)
            if name is None or name.group(1) not in ENVIRONMENTS:
                return "an environment that is not maths"
            token, position = token + name.group(1), name.end()
        objection = _token_objection(token, closing)
        if objection:
            return objection
    return f"{closing[-1]} is missing" if closing else None


def _token_objection(token: str, closing: list[str]) -> str | None:
    opened = _opened_by(token)
    if opened:
        closing.append(opened)
    elif token in ("}", r"\right") or token.startswith(r"\end"):
        if not closing or closing.pop() != token:
            return f"{token} closes nothing"
    elif token in ("&", r"\\", r"\cr"):
        return None if any(c.startswith(r"\end") for c in closing) else f"{token} outside an environment"
    elif (
        token in ("$", "%", "#", "~", "^^")
        or not token.isascii()
        or not (token.isprintable() or token.isspace())
    ):
        return f"{token!r} is not maths"
    elif token.startswith("\\") and token not in MATHS_COMMANDS:
        return f"{token} is not a command for maths"
    return None


def _opened_by(token: str) -> str:
    """The token that must close what `token` opens, or ""."""
    if token.startswith(r"\begin"):
        return r"\end" + token[6:]
    return {"{": "}", r"\left": r"\right"}.get(token, "")
