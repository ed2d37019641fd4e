"""LaTeX that a document printed, passed on only when it does nothing but set maths."""

from __future__ import annotations

import re

from derive.render.maths_commands import ENVIRONMENTS, MATHS_COMMANDS

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
