r"""LaTeX of short formulas as text for a terminal: `\delta_{ik}` → δ_ik, `W^\top x` → Wᵀ x."""

from __future__ import annotations

import re

from derive.render.tex_characters import MATHS_CHARACTERS

_SIGNS = {tex: sign for sign, tex in MATHS_CHARACTERS.items() if re.fullmatch(r"\\[A-Za-z]+", tex)}
_SIGNS |= {
    r"\cdot": "·",
    r"\times": "×",
    r"\le": "≤",
    r"\ge": "≥",
    r"\ne": "≠",
    r"\varepsilon": "ε",
    r"\ldots": "…",
}
_SIGNS |= {
    r"\cdots": "…",
    r"\mid": "|",
    r"\partial": "∂",
    r"\sum": "Σ",
    r"\prod": "Π",
    r"\quad": " ",
    r"\infty": "∞",
}
_DROPPED = re.compile(r"\\(?:left|right|big|Big|displaystyle|limits)(?![A-Za-z])|\\[,;:! ]")
_WORD = re.compile(r"\\(?:operatorname|mathrm|mathbf|boldsymbol|mathcal|text)\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ACCENT = re.compile(r"\\(hat|tilde|bar|vec|dot)\{(\\?\w+)\}")
_MARKS = {"hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "vec": "\u20d7", "dot": "\u0307"}
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_TRANSPOSE = re.compile(r"\^(?:\{\\top\}|\\top(?![A-Za-z]))")
_SCRIPT = re.compile(r"([_^])\{([^{}]*)\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")


def readable(latex: str) -> str:
    """The formula with signs for commands; what has no sign keeps its command's name."""
    text = _TRANSPOSE.sub("ᵀ", _DROPPED.sub("", latex))
    for _ in range(8):
        before = text
        text = _WORD.sub(r"\1", text)
        text = _ACCENT.sub(lambda m: m.group(2) + _MARKS[m.group(1)], text)
        text = _ROOT.sub(r"√(\1)", text)
        text = _SCRIPT.sub(_script, text)
        text = _FRACTION.sub(lambda m: f"{_grouped(m.group(1))}/{_grouped(m.group(2))}", text)
        if text == before:
            break
    text = _COMMAND.sub(lambda m: _SIGNS.get(m.group(), m.group()[1:]), text)
    return re.sub(r"\s+", " ", text.replace("{", "").replace("}", "")).strip()


def _script(match: re.Match[str]) -> str:
    mark, inside = match.groups()
    inside = inside.replace(" ", "")
    simple = re.fullmatch(r"\w+(?:,\w+)*|-\w+", inside)
    return f"{mark}{inside}" if simple else f"{mark}({inside})"


def _grouped(part: str) -> str:
    return part if re.fullmatch(r"\w+|\\?[A-Za-z]+(?:_\w+)?", part) else f"({part})"
