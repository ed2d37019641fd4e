r"""Subscripts of two digits: beside `a_{1n}`, `a_{ij}` or `a_{m,1}`, that of `a_{11}` is two indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derive.read.grammar import INDEX_LETTERS
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
    """`mn`, `m1`, `1n`, `m,1`: two places; the 2 of `2n` may be a factor."""
    run = _run(letter)
    places = letter.parts if run is None else run.parts
    if len(places) != 2:
        return False
    first, second = (p.parts[0] if p.kind == "run" and len(p.parts) == 1 else p for p in places)
    if run is None:
        return all(p.kind == "number" or _is_index(p) for p in (first, second))
    factor = first.kind == "number" and first.text != "1"
    return not factor and (_is_index(first) or first.kind == "number") and _is_place(second, first)


def _is_index(atom: Tree) -> bool:
    return atom.kind == "letter" and not atom.parts and atom.text in INDEX_LETTERS


def _is_place(second: Tree, first: Tree) -> bool:
    """Two digits alone may be one number."""
    return _is_index(second) or (second.kind == "number" and first.kind == "letter")


def _split(tree: Tree, paired: Iterable[str]) -> Tree:
    parts = tuple(_split(part, paired) for part in tree.parts)
    run = _run(tree) if tree.kind == "letter" and tree.text in paired else None
    if run is None or len(run.text) != 2 or "0" in run.text:
        return replace(tree, parts=parts) if parts != tree.parts else tree
    kinds = ("number" if c.isdigit() else "letter" for c in run.text)
    places = tuple(
        Tree("run", run.span, c, (Tree(kind, run.span, c),)) for c, kind in zip(run.text, kinds, strict=True)
    )
    return replace(tree, parts=places, label=",".join(run.text))
