"""KaTeX, vendored: what a page needs inlined, and whether a formula typesets.

Source: KaTeX 0.19.1 (MIT), `vendor/katex`.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from derive.errors import RenderError

try:
    import quickjs
except ImportError:  # only the tests and the checks need it
    quickjs = None

VENDOR = Path(__file__).parent / "vendor" / "katex"

# Fonts that only these commands use; a page without the command does without the font.
OPTIONAL_FONTS = {
    "KaTeX_Caligraphic": (r"\mathcal", r"\cal"),
    "KaTeX_Fraktur": (r"\mathfrak", r"\frak"),
    "KaTeX_SansSerif": (r"\mathsf", r"\textsf", r"\sf"),
    "KaTeX_Script": (r"\mathscr",),
    "KaTeX_Typewriter": (r"\mathtt", r"\texttt", r"\tt"),
}

_FACE = re.compile(
    r"""@font-face\{[^}]*font-family:"?(?P<family>\w+)[^}]*?src:url\((?P<file>[^)]*\.woff2)\)[^}]*\}"""
)

_CHECK = """(function (latex) {
  try {
    katex.renderToString(latex, {throwOnError: true, strict: "error", trust: false, displayMode: true});
    return "";
  } catch (error) { return String(error.message); }
})"""


def typeset_error(latex: str) -> str | None:
    """Why KaTeX does not typeset `latex` in strict mode, or None when it does."""
    message = _checker()(latex)
    return message or None


@lru_cache(maxsize=1)
def _checker() -> Any:
    if quickjs is None:
        raise RenderError("Formulas cannot be checked: quickjs is missing.", hint="pip install quickjs-ng")
    engine = quickjs.Context()
    engine.eval(script())
    return engine.eval(_CHECK)


@lru_cache(maxsize=1)
def script() -> str:
    """KaTeX's program, to stand between <script> and </script>."""
    return _vendored("katex.min.js").decode("utf-8")


def stylesheet(used: str = "") -> str:
    """KaTeX's style sheet with its fonts as data, those left out that no formula in `used` needs."""
    keep = frozenset(
        family for family, words in OPTIONAL_FONTS.items() if any(word in used for word in words)
    )
    return _stylesheet(keep)


@lru_cache(maxsize=32)
def _stylesheet(keep: frozenset[str]) -> str:
    def face(match: re.Match[str]) -> str:
        family = match["family"]
        if family in OPTIONAL_FONTS and family not in keep:
            return ""
        data = base64.b64encode(_vendored(match["file"])).decode("ascii")
        source = f'src:url(data:font/woff2;base64,{data}) format("woff2")'
        return re.sub(r"src:[^}]*", lambda _: source, match.group())

    return _FACE.sub(face, _vendored("katex.min.css").decode("utf-8"))


def _vendored(name: str) -> bytes:
    try:
        return (VENDOR / name).read_bytes()
    except OSError as problem:
        raise RenderError(
            f"KaTeX is not where it belongs: {VENDOR / name} cannot be read.",
            hint="Install the package anew.",
        ) from problem
