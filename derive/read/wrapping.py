r"""The syntax of a text, and the text without the dollars around it."""

from __future__ import annotations

import re

from derive.read.grammar import WRAPPERS

_PLAIN_WORDS = re.compile(r"\b(?:Sum|Product|D|Limit|Piecewise|delta|iverson)\(|[A-Za-z0-9}]\[")


def syntax_of(text: str) -> str:
    """LaTeX has a backslash, braces or dollars; `Sum(U^{(i)}[j,k], …)` is plain, braces in a name and all."""
    if "\\" in text or text.strip().startswith("$"):
        return "latex"
    return "latex" if ("{" in text or "}" in text) and not _PLAIN_WORDS.search(text) else "plain"


def unwrapped(text: str) -> str:
    """The text with $…$, \\[…\\] blanked out, so that spans stay."""
    left = len(text) - len(text.lstrip())
    right = len(text.rstrip())
    for opening, closing in WRAPPERS:
        inside = text[left + len(opening) : right - len(closing)]
        wrapped = text.startswith(opening, left) and text[:right].endswith(closing) and "$" not in inside
        if wrapped and right - left >= len(opening) + len(closing):
            return " " * (left + len(opening)) + inside
    return text
