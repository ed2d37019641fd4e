"""Names in print: letters by their canonical names, bound indices by names that clash with nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import EMPTY, Context
from derive.render.precedence import ACCENTS, GREEK_COMMANDS, INDEX_NAMES

FAMILY_MARK = re.compile(r"_each[0-9]*$")  # of a letter that is also the terms of itself: x and its x_i
_FORBIDDEN = re.compile(r"[^A-Za-z0-9+\-*,()\[\]' ]")


def letter_latex(name: str, context: Context) -> str:
    r"""`y_hat` → \hat{y}, `h_{t-1}` → h_{t-1}, `W^{(f)}` → W^{(f)}, `loss` → \mathrm{loss}."""
    letter = context.letters.get(name)
    if letter is not None and letter.latex:
        return letter.latex
    return _name_latex(name)


@lru_cache(maxsize=4_000)
def _name_latex(name: str) -> str:
    base, subs, raised = split_name(FAMILY_MARK.sub("", name))
    while subs and subs[0] in ACCENTS:
        base = f"{ACCENTS[subs.pop(0)]}{{{_base(base)}}}"
    printed = base if base.startswith("\\") else _base(base)
    up = f"^{{{_label(raised)}}}" if len(raised) > 1 else f"^{raised}" if raised else ""
    down = f"_{_braced(_label(','.join(subs)))}" if subs else ""
    return printed + up + down


def split_name(name: str) -> tuple[str, list[str], str]:
    """A canonical name as base, subscripts and superscript label."""
    raised = ""
    found = re.search(r"\^(\{[^{}]*\}|.)", name)
    if found is not None:
        raised = found.group(1).strip("{}")
        name = name[: found.start()] + name[found.end() :]
    base, *subs = re.findall(r"\{[^{}]*\}|[^_{}]+", name) or [""]
    return base, [s.strip("{}") for s in subs], raised


def _base(base: str) -> str:
    stem = base.rstrip("'")
    primes = base[len(stem) :]
    if stem in GREEK_COMMANDS:
        return GREEK_COMMANDS[stem] + primes
    if stem[:1] == "d" and stem[1:] in GREEK_COMMANDS:
        return f"d{GREEK_COMMANDS[stem[1:]]}{primes}"
    if stem[:5] == "Delta" and len(stem) == 6:
        return f"\\Delta {stem[5:]}{primes}"
    clean = _FORBIDDEN.sub("", stem)
    return (clean if len(clean) == 1 else f"\\mathrm{{{clean}}}") + primes


def _label(label: str) -> str:
    if label in GREEK_COMMANDS:
        return GREEK_COMMANDS[label]
    if label[:1] == "<" and label[-1:] == ">":
        return f"\\langle {_label(label[1:-1])} \\rangle"
    if label[:1] == "⦃" and label[-1:] == "⦄":
        return f"\\{{{_label(label[1:-1])}\\}}"
    for sign, printed in (("~", r"\sim"), ("|", r"\mid")):
        if sign in label:
            parts = (
                letter_latex(part, EMPTY) if part.isidentifier() else _label(part)
                for part in label.split(sign)
            )
            return f" {printed} ".join(parts)
    stem, mark, rest = label.partition("_")
    if mark:
        return f"{_label(stem)}_{_braced(_label(rest.strip('{}')))}"
    clean = _FORBIDDEN.sub("", label)
    return f"\\mathrm{{{clean}}}" if clean.isalpha() and len(clean) > 2 else clean


def _braced(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


@dataclass(frozen=True)
class Taken:
    """Names that a bound index is not printed with.

    names   free indices and letters
    wanted  what other bound indices are called, where they can be: Σ_c Σ_k with another c outside is
            Σ_i Σ_k, or Σ_j Σ_i, never Σ_k Σ_l
    """

    names: frozenset[str]
    wanted: frozenset[str]


def taken_names(expr: Expr) -> Taken:
    bound = {e.args[1].value for e in postorder(expr) if binds(e)}
    names = [e.value.name for e in postorder(expr) if e.head == "idx" and e.value not in bound]
    names += [e.value for e in postorder(expr) if e.head == "sym"]
    return Taken(frozenset(names), frozenset(i.name for i in bound) - frozenset(names))


def binds(expr: Expr) -> bool:
    """sum, prod, and functions of a whole family: (body, index, lo, hi, condition or place)."""
    return len(expr.args) == 5 and expr.args[1].head == "idx" and bool(expr.args[1].value.uid)


def bound_name(index: Index, taken: Taken, env: Mapping[Index, str]) -> str:
    """The index's own name, or the next of i, j, k, … that nothing around it uses."""
    used = {*taken.names, *env.values()}
    if index.name and index.name not in used:
        return index.name
    return next(n for n in _candidates() if n not in used and n not in taken.wanted)


def _candidates() -> Iterable[str]:
    yield from INDEX_NAMES
    count = 1
    while True:
        yield f"i_{count}"
        count += 1
