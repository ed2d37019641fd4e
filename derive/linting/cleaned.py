"""A formula's text without what is no mathematics in it: exercise numbers, labels, words for one name."""

from __future__ import annotations

import re

from derive.linting.located import Located

_EXERCISE_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[a-z])[.)]\s*\\q?quad\s*")
_NAMED_ROW = re.compile(
    r"(?:^|\\\\|&|\\begin\{[a-z*]+\})\s*(?P<text>\\text\{(?P<name>[A-Za-z ]+)\})\s*&?\s*(?==)"
)
_BRACED = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
_LETTER = rf"(?:\\frac{_BRACED}{_BRACED}|" r"\\?[A-Za-z]+(?:[_^](?:\{[^{}]*\}|\w))*)"
LABEL = re.compile(rf"(?:^|\\q?quad|\\\\|\\begin\{{[a-z*]+\}})\s*{_LETTER}\s*&?\s*(?P<colon>:)(?!=)")


def cleaned(text: Located, labels: frozenset[str]) -> Located:
    """Without the number of an exercise and without explained marks."""
    number = _EXERCISE_NUMBER.search(text.text, 0, 60)
    if number is not None and not text.text[: number.start()].replace("\\begin{aligned}", "").strip(" &\n"):
        text = text.replaced(number.start(), number.end(), " ")
    text = _one_word_names(_labels_as_equations(text))
    for label in sorted(labels, key=len, reverse=True):
        while (at := text.text.find(label)) >= 0:
            text = text.replaced(at, at + len(label), " ")
    return text


def _one_word_names(text: Located) -> Located:
    """`\\text{Sum operations} = …` at the beginning of a row: the name as one word."""
    for match in reversed(list(_NAMED_ROW.finditer(text.text))):
        name = re.sub(r"[^A-Za-z]", "", match.group("name"))
        if " " in match.group("name").strip() and name:
            text = text.replaced(*match.span("text"), f"\\operatorname{{{name}}}")
    return text


def _labels_as_equations(text: Located) -> Located:
    """`x^{(1)}: …` gives x^{(1)} a value."""
    for match in reversed(list(LABEL.finditer(text.text))):
        if re.search(r"\\(?:to|rightarrow|mapsto)\b", text.text[match.end() :]):
            continue
        text = text.replaced(*match.span("colon"), "=")
    return text
