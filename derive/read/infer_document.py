r"""What the letters of a document's formula are, from how it uses them.

An index on a letter makes it an array; a bold letter, a transposed one or one under a norm is an array
of unknown shape; a letter applied is a function.  A letter that stands both alone and with an index
(L and its terms L_i) is two letters, unless alone it is the whole array (**w** and w_i).
"""

from __future__ import annotations

from dataclasses import replace

from derive.expressions import build
from derive.notation.context import Letter
from derive.read.axes import Key
from derive.read.names import Names, with_context
from derive.read.places_seen import Survey
from derive.read.rules_letters import family_name, spread_places
from derive.read.survey import survey_of
from derive.read.tree import Tree

ACCENT_COMMANDS = {"hat": "hat", "tilde": "tilde", "bar": "bar", "dot": "dot", "vec": "vec"}
SIZE_LETTERS = ("n", "m", "p", "q", "N", "M")
_FONTS = {"cal": "mathcal", "bold": "mathbf", "bb": "mathbb", "frak": "mathfrak"}


def infer_document(text: str, trees: list[Tree], names: Names) -> Names:
    """The names with every letter of the trees declared by its use, and the ranges of unbounded sums."""
    survey = survey_of(trees, names)
    context = names.context
    fresh = [x for x in _letters(survey) if x.name not in context.letters]
    ranges = {at: survey.size_of[survey.find(key)] for at, key in survey.sums.items()}
    declared = with_context(names, context.with_letters(*fresh))
    return replace(declared, ranges={**names.ranges, **ranges})


def _letters(survey: Survey) -> list[Letter]:
    for name, tree in survey.numbered.items():
        rank = len(spread_places(tree))
        if tree.text in survey.marked and tree.style != "bold":
            survey.indexed.setdefault((tree.text, rank), tree.style)
        if (tree.text, rank) in survey.indexed or tree.text in survey.marked_indexed:
            continue
        survey.alone.setdefault(name, tree.style)
    known = {*survey.names.context.letters}
    taken = {
        *known,
        *survey.alone,
        *survey.sizes,
        *survey.free,
        *(name for name, _ in survey.indexed),
        *survey.applied,
    }
    taken |= survey.names.bound
    letters = [Letter(n, role="size") for n in survey.sizes]
    letters += [
        _alone(survey, n, s)
        for n, s in survey.alone.items()
        if n not in survey.sizes and n not in survey.free
    ]
    letters += [_function(survey, n, s) for n, s in survey.applied.items() if n not in survey.alone]
    letters += _arrays(survey, taken)
    for key in survey.sums.values():
        letters += _sized(survey, key, taken)
    for name in survey.free:
        letters += _sized(survey, (f"index {name}", 0), taken)
        hi = survey.size_of[survey.find((f"index {name}", 0))]
        letters.append(Letter(name, role="index", lo=build.ONE, hi=hi))
    return letters


def _alone(survey: Survey, name: str, style: str) -> Letter:
    if name in survey.applied and name not in survey.marked:
        return Letter(name, role="function", latex=_latex(name, style))
    if name in survey.marked:
        return Letter(name, role="array", latex=_latex(name, style))
    return Letter(name, latex=_latex(name, style))


def _function(survey: Survey, name: str, style: str) -> Letter:
    return Letter(name, role="array" if name in survey.marked else "function", latex=_latex(name, style))


def _arrays(survey: Survey, taken: set[str]) -> list[Letter]:
    """Each letter with indices: the letter itself, or its terms where it also stands alone."""
    found: list[Letter] = []
    for (base, rank), style in survey.indexed.items():
        sizes = [letter for k in range(rank) for letter in _sized(survey, (f"axis {base} {rank}", k), taken)]
        found += sizes
        axes = tuple(survey.size_of[survey.find((f"axis {base} {rank}", k))] for k in range(rank))
        role = "integer" if base in survey.integers else "scalar"
        ranks = [r for b, r in survey.indexed if b == base]
        if base in survey.marked_indexed and not (base in survey.wholes and rank == 1):
            found.append(Letter(base, role="array", latex=_latex(base, style)))
        elif (
            (base in survey.alone and base not in survey.marked) or base in survey.applied or ranks[0] != rank
        ):
            name = family_name(base, "each" if ranks[0] == rank else f"each{rank}")
            found.append(Letter(name, role=role, axes=axes, latex=_latex(base, style) or _plain_latex(base)))
        else:
            found.append(
                Letter(base, role=role, axes=axes, latex=_latex(base, survey.alone.get(base, style)))
            )
    return found


def _sized(survey: Survey, key: Key, taken: set[str]) -> list[Letter]:
    """A letter for the size of this axis or index, when nothing names it."""
    root = survey.find(key)
    if root in survey.size_of:
        return []
    name = next((s for s in SIZE_LETTERS if s not in taken), f"n_{len(taken)}")
    taken.add(name)
    survey.size_of[root] = build.sym(name)
    return [Letter(name, role="size", unwritten=True)]


def _latex(name: str, style: str) -> str | None:
    stem = name.removesuffix(f"_{style}") if style else name
    font = _FONTS.get(style)
    if font is None:
        return None
    if stem.endswith("'") and len(stem) == 2:
        return f"\\{font}{{{stem[0]}}}'"
    base, raised, mark = stem.partition("^")
    if raised and len(base) == 1:
        return f"\\{font}{{{base}}}^{mark}"
    base, mark, label = stem.partition("_")
    if label in ACCENT_COMMANDS and len(base) == 1:
        return f"\\{ACCENT_COMMANDS[label]}{{\\{font}{{{base}}}}}"
    plain = len(base) == 1 and (not mark or label.isalnum())
    return f"\\{font}{{{base}}}" + (f"_{{{label}}}" if mark else "") if plain else None


def _plain_latex(base: str) -> str | None:
    return base if len(base) == 1 else None
