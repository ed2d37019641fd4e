"""I beside matrices: the unit matrix; I_n: that of n rows, not the n-th entry of an array."""

from __future__ import annotations

import re

from derive.notation.context import Context
from derive.read.names import Names
from derive.read.tree import Tree

_ALONE = re.compile(r"(?<![A-Za-z\\])I(?![A-Za-z])")


def may_hold_unit_matrix(text: str, context: Context) -> bool:
    """Whether the text has the letter I, which is not declared, and some letter is a matrix."""
    return "I" not in context.letters and _has_matrix(context) and _ALONE.search(text) is not None


def is_unit_matrix(names: Names, tree: Tree) -> bool:
    """I, or I_n and I_3, among whole arrays one of which is a matrix."""
    if not names.arrays or tree.kind != "letter" or tree.text != "I" or tree.style not in ("", "bold"):
        return False
    if names.letter("I") is not None or not _has_matrix(names.context):
        return False
    return (not tree.parts and not tree.label) or is_size(names, tree)


def is_size(names: Names, tree: Tree) -> bool:
    """Whether the only subscript is a whole number or a size."""
    if len(tree.parts) != 1:
        return False
    place = tree.parts[0]
    while place.kind in ("run", "group") and len(place.parts) == 1:
        place = place.parts[0]
    if place.kind == "number":
        return place.text.isdigit() and place.text != "0"
    known = names.letter(place.text) if place.kind == "letter" and not place.parts else None
    return known is not None and known.role == "size"


def _has_matrix(context: Context) -> bool:
    return any(len(letter.axes) == 2 for letter in context.letters.values())
