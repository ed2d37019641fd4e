"""Spellings of one document read as what they stand for."""

from __future__ import annotations

import re

from derive.linting.located import Located


def with_dots(text: Located) -> Located:
    """A capital X between two derivatives is a product sign."""
    for match in reversed(list(re.finditer(r"\}\s*(?P<sign>X)\s*\\frac\{\\partial", text.text))):
        text = text.replaced(*match.span("sign"), "\\cdot ")
    return text


def with_places(text: Located) -> Located:
    """`\\delta ij` of a document that speaks of Kronecker's delta: δ with two indices."""
    for match in reversed(list(re.finditer(r"\\delta\s*(?P<places>[a-z]{2})(?![a-z])", text.text))):
        text = text.replaced(match.start(), match.end(), f"\\delta_{{{match.group('places')}}}")
    return text


def takes_places(text: Located) -> bool:
    r"""Whether a place of what σ gives is spoken of: `\sigma(z)_i`, `[\sigma(a)]_i`."""
    return re.search(r"\\sigma\s*\([^()]*\)\s*\]?\s*_", text.text) is not None


def softmax_for_sigma(text: Located) -> Located:
    while (at := text.text.find("\\sigma")) >= 0:
        text = text.replaced(at, at + len("\\sigma"), "\\operatorname{softmax}")
    return text
