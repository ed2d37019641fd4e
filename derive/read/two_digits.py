r"""Subscripts of two digits: beside `a_{1n}` or `a_{mn}`, the subscript of `a_{11}` is two indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derive.read.tree import Tree, walk_tree


def with_pairs_split(trees: list[Tree]) -> list[Tree]:
    """The trees with the subscripts of such letters split into two indices."""
    paired = {t.text for t in walk_tree(*trees) if t.kind == "letter" and _is_pair(t)}
    return [_split(tree, paired) for tree in trees] if paired else trees


def _run(letter: Tree) -> Tree | None:
    """The only subscript of a letter, where it is a run of atoms."""
    run = letter.parts[0] if len(letter.parts) == 1 else None
    return run if run is not None and run.kind == "run" and letter.label == run.text else None


def _is_pair(letter: Tree) -> bool:
    """`mn`, `m1`, `1n`: two atoms, of which a first 1 is no factor."""
    run = _run(letter)
    if run is None or len(run.parts) != 2:
        return False
    first, second = run.parts
    return second.kind == "letter" and first.kind == "number" and first.text == "1"


def _split(tree: Tree, paired: Iterable[str]) -> Tree:
    parts = tuple(_split(part, paired) for part in tree.parts)
    run = _run(tree) if tree.kind == "letter" and tree.text in paired else None
    if run is None or len(run.text) != 2:
        return replace(tree, parts=parts) if parts != tree.parts else tree
    kinds = ("number" if c.isdigit() else "letter" for c in run.text)
    places = tuple(
        Tree("run", run.span, c, (Tree(kind, run.span, c),)) for c, kind in zip(run.text, kinds, strict=True)
    )
    return replace(tree, parts=places, label=",".join(run.text))
