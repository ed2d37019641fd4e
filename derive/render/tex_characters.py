"""Tables: how a character of text is set in TeX, in any engine and without its own font."""

from __future__ import annotations

import unicodedata

TEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_\allowbreak{}",
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

GREEK = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon
    phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""

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
_LOW, _HIGH = "₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₙₜₓ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼ⁿⁱ"
MATHS_CHARACTERS |= {low: "{}_" + plain for low, plain in zip(_LOW, "0123456789+-ijkntx", strict=True)}
MATHS_CHARACTERS |= {high: "{}^" + plain for high, plain in zip(_HIGH, "0123456789+-=ni", strict=True)}


def _greek() -> dict[str, str]:
    """σ → \\sigma for every Greek letter that LaTeX names (ο and capitals like Α look Latin)."""
    letters = {}
    for name in GREEK.split():
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
