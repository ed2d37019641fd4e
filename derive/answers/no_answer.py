"""Texts that are no single answer, said in words: two values at once, a list, what is no number."""

from __future__ import annotations

import re

from derive.errors import NotAnAnswer

_PLUS_MINUS = re.compile(r"±|∓|\+/-|\\pm(?![A-Za-z])|\\mp(?![A-Za-z])")
_NO_NUMBER = re.compile(r"(?<![A-Za-z_\\])(?:nan|undefined|undef|dne)(?![A-Za-z_(])", re.IGNORECASE)
_WORDS = re.compile(r"(?<![A-Za-z_\\])(?:and|or)(?![A-Za-z_])")
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*\\end\{\1\}", re.DOTALL)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INFINITE = frozenset({"oo", "inf", "infinity", r"\infty", "∞", "-oo", "-inf", r"-\infty", "-∞"})


def require_single(text: str) -> None:
    """Refuse a text that is no single value; the reason says what to give."""
    two, none = _PLUS_MINUS.search(text), _NO_NUMBER.search(text)
    if two is not None:
        raise NotAnAnswer(f"{two.group()} stands for two answers", hint="give one of the two values")
    if none is not None:
        raise NotAnAnswer(f"{none.group()} says that there is no value", hint="give the value")
    if text.strip() in _INFINITE:
        raise NotAnAnswer("infinity is no value", hint="give an expression")
    flat = _ENVIRONMENT.sub("", text)  # commas and words between the cases of one value
    if is_list(flat) or _WORDS.search(outside_functions(flat)):
        raise NotAnAnswer("that is a list, not one answer", hint="give one expression")


def outside_functions(text: str) -> str:
    """The text without what functions are given: `v*iverson(1 <= k and k <= K)` is one value."""
    kept, opened = [], list[bool]()
    for k, c in enumerate(text):
        if c == "(":
            opened.append(text[k - 1 : k].isalnum())
        if not any(opened):
            kept.append(c)
        if c == ")" and opened:
            opened.pop()
    return "".join(kept)


def without_separators(text: str) -> str:
    """`10,000` as a number; anything else as it is."""
    return text.replace(",", "") if _THOUSANDS.fullmatch(text.strip()) else text


def is_list(text: str) -> bool:
    """Whether a comma or a semicolon stands outside every bracket, or within braces around the whole."""
    inner = text.strip().strip("$").strip().replace("\\langle", "(").replace("\\rangle", ")")
    if _listed(inner):
        return True
    braced = inner.startswith(("{", "\\{")) and inner.endswith("}")
    return braced and _listed(inner.removeprefix("\\").removeprefix("{")[:-1].removesuffix("\\"))


def _listed(text: str) -> bool:
    depth = 0
    for k, c in enumerate(text):
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c in ",;" and depth == 0 and text[k - 1 : k] != "\\" and not text[k + 1 : k + 4].isdigit():
            return True
    return False
