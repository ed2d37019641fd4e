"""What a survey has seen, and which subscripts are places."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.read.axes import Axes, Key
from derive.read.grammar import INDEX_LETTERS
from derive.read.names import Names
from derive.read.rules_letters import spread_places
from derive.read.tree import Tree, walk_tree

Scopes = dict[str, Key]


@dataclass
class Survey(Axes):
    """What has been seen: letters alone, with indices (by number of indices), applied, marked as arrays."""

    names: Names
    alone: dict[str, str] = field(default_factory=dict)
    indexed: dict[tuple[str, int], str] = field(default_factory=dict)
    numbered: dict[str, Tree] = field(default_factory=dict)
    applied: dict[str, str] = field(default_factory=dict)
    marked: dict[str, None] = field(default_factory=dict)
    marked_indexed: dict[str, None] = field(default_factory=dict)
    integers: dict[str, None] = field(default_factory=dict)
    sizes: dict[str, None] = field(default_factory=dict)
    free: dict[str, None] = field(default_factory=dict)
    sums: dict[int, Key] = field(default_factory=dict)
    labelled: list[Tree] = field(default_factory=list)
    placed: list[tuple[Tree, Key]] = field(default_factory=list)
    wholes: dict[str, None] = field(default_factory=dict)
    values: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def atoms(tree: Tree) -> list[Tree]:
    return [x for part in tree.parts for x in walk_tree(part) if x.kind in ("letter", "number", "word")]


def is_indexed(survey: Survey, tree: Tree, scopes: Scopes) -> bool:
    """Whether the subscript is made of indices: bound letters, i j k …, sizes, numbers; with one letter."""
    found = atoms(tree)
    letters = [x for x in found if x.kind == "letter"]
    if not letters or any(x.kind == "word" for x in found):
        return False
    if any(x.text in scopes for x in letters):
        return True
    if any(x.text in survey.values for x in letters):
        return False
    return all(
        x.text in INDEX_LETTERS
        or x.text in survey.sizes
        or survey.names.context.role(x.text) in ("index", "size")
        or (x.parts and is_indexed(survey, x, scopes))
        for x in letters
    )


def visit_array(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    places = note_indices(survey, tree, scopes, f"axis {tree.text} {len(spread_places(tree))}")
    if survey.names.letter(tree.text) is None:
        survey.indexed.setdefault((tree.text, places), tree.style)
        if tree.style == "bold":
            survey.marked_indexed[tree.text] = None


def note_indices(survey: Survey, tree: Tree, scopes: Scopes, axis: str) -> int:
    places = spread_places(tree)
    for k, place in enumerate(places):
        inner = place.parts[0] if place.kind == "run" and len(place.parts) == 1 else place
        survey.find((axis, k))
        if inner.kind == "letter" and not inner.parts:
            key = scopes.get(inner.text, (f"index {inner.text}", 0))
            if axis == "delta":
                survey.find(key)
            else:
                survey.join((axis, k), key)
        for each in walk_tree(inner):
            if (
                each.kind == "letter"
                and not each.parts
                and each.text not in scopes
                and each.text not in survey.sizes
            ):
                survey.free.setdefault(each.text)
    return len(places)
