"""What can be read of a chain with a side that cannot: the runs of neighbouring sides that are understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from derive.errors import DeriveError
from derive.linting.located import Located
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable
from derive.read import Macro, read_formula

_TOKEN = re.compile(
    r"\\begin\{[^}]*\}|\\end\{[^}]*\}|\\left\b|\\right\b|\\[{}]|\\[A-Za-z]+|[{}()\[\]=]|.", re.DOTALL
)
_OPENS = {"{": 1, "(": 1, "[": 1, "\\{": 1, "}": -1, ")": -1, "]": -1, "\\}": -1}
_LAYOUT = re.compile(
    r"\\begin\{(?:equation|align|aligned|gather|gathered|split)\*?\}|\\end\{(?:equation|align|aligned|gather|gathered|split)\*?\}|\\tag\{[^}]*\}|\\label\{[^}]*\}"
)


def sides_of(text: Located) -> list[Located]:
    """The sides between the = outside of every bracket and environment."""
    blanked = _LAYOUT.sub(lambda m: " " * len(m.group()), text.text)
    cuts, depth = [], 0
    for match in _TOKEN.finditer(blanked):
        token = match.group()
        if token.startswith("\\begin"):
            depth += 1
        elif token.startswith("\\end"):
            depth -= 1
        else:
            depth += _OPENS.get(token, 0)
        if token == "=" and depth == 0:
            cuts.append(match.start())
    bounds = [-1, *cuts, len(text)]
    return [_trimmed(Located(blanked[a + 1 : b], text.offsets[a + 1 : b])) for a, b in pairwise(bounds)]


def _trimmed(side: Located) -> Located:
    """Without alignment marks, row breaks and punctuation at its ends."""
    found = side.strip()
    while found.text and (found.text[-1] in "&,.;" or found.text.endswith("\\\\")):
        found = found[: -2 if found.text.endswith("\\\\") else -1].strip()
    while found.text.startswith("&"):
        found = found[1:].strip()
    return found


def readable_runs(
    text: Located, functions: FunctionTable, macros: Mapping[str, Macro]
) -> list[tuple[int, list[Located]]]:
    """(number of the first side, the sides) of every run of two or more sides that are read."""
    runs: list[tuple[int, list[Located]]] = []
    current: list[Located] = []
    sides = sides_of(text)
    for k, side in enumerate([*sides, None]):
        if side is not None and _is_read(side, functions, macros):
            current.append(side)
            continue
        if len(current) > 1:
            runs.append((k - len(current), current))
        current = []
    return runs


def _is_read(side: Located, functions: FunctionTable, macros: Mapping[str, Macro]) -> bool:
    if not side.text:
        return False
    try:
        formula = read_formula(side.text, EMPTY, functions, macros=macros)
    except DeriveError:
        return False
    return not formula.refused and len(formula.chains) == 1 and len(formula.chains[0].sides) == 1
