"""How the functions of a table are spelled: names, aliases, the words of their LaTeX forms."""

from __future__ import annotations

from collections.abc import Mapping

from derive.notation.functions import FunctionTable

MOST_TABLES = 8


_LATEX_WRAPPERS = ("\\operatorname{", "\\mathrm{", "\\text{", "\\mathbf{")
_WORDS: dict[int, tuple[FunctionTable, dict[str, str]]] = {}
_LONG: dict[int, tuple[FunctionTable, tuple[str, ...]]] = {}


def function_words(functions: FunctionTable) -> dict[str, str]:
    """Every spelling of every function: its name, aliases, and the words of its LaTeX forms."""
    known = _WORDS.get(id(functions))
    if known is not None and known[0] is functions:
        return known[1]
    words: dict[str, str] = {}
    for name in functions:
        entry = functions[name]
        commands = (entry.latex, *entry.latex_aliases)
        for word in (name, *entry.aliases, *commands, *map(_latex_word, commands)):
            if word:
                words.setdefault(word, name)
    if len(_WORDS) >= MOST_TABLES:
        _WORDS.clear()
    _WORDS[id(functions)] = (functions, words)
    return words


def long_words(functions: FunctionTable, words: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings of more than two letters; kept for the table of the day."""
    known = _LONG.get(id(functions))
    if known is None or known[0] is not functions:
        _LONG.clear()
        known = _LONG[id(functions)] = (functions, tuple(f for f in words if len(f) > 2))
    return known[1]


def _latex_word(latex: str) -> str:
    for wrapper in _LATEX_WRAPPERS:
        if latex.startswith(wrapper) and latex.endswith("}"):
            return latex[len(wrapper) : -1]
    if "_{#1}" in latex:
        return latex
    word = latex[1:] if latex.startswith("\\") else latex
    return word if word.isalpha() else ""
