r"""Sums without an index below the sign: `\frac{e^{x_i}}{\sum e^{x_j}}` sums over j.

It is the one letter that stands below a letter of the summand and nowhere else in the statement; where there
is none, or more than one, the sum is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.errors import ReadError
from derive.read.ambiguous import occurs_free
from derive.read.tree import Tree, none_at, walk_tree


def without_index(kind: str, start: int, body: Tree) -> Tree:
    """The sum of a body over an index that is still to be found."""
    none = none_at(start)
    return Tree("big", (start, body.span[1]), kind, (body, none, none, none, none))


def with_indices_found(text: str, sides: Sequence[Tree], beside: Sequence[Tree]) -> list[Tree]:
    """The sides of a statement, each sum with its index. Raises ReadError where one is not clear."""
    if not any(_is_open(t) for t in walk_tree(*sides)):
        return list(sides)
    bare = [_emptied(t) for t in (*sides, *beside)]
    return [_bound(text, side, bare) for side in sides]


def _is_open(tree: Tree) -> bool:
    return tree.kind == "big" and not tree.label


def _emptied(tree: Tree) -> Tree:
    """What stands outside the sums without an index."""
    if _is_open(tree):
        return none_at(tree.span[0])
    return replace(tree, parts=tuple(map(_emptied, tree.parts)))


def _bound(text: str, tree: Tree, bare: Sequence[Tree]) -> Tree:
    tree = replace(tree, parts=tuple(_bound(text, part, bare) for part in tree.parts))
    if not _is_open(tree):
        return tree
    body = tree.parts[0]
    names = [x for x in _places(body) if not any(occurs_free(x, each) for each in bare)]
    if len(names) != 1:
        message = "this sum has no index; write it below the sign"
        raise ReadError(message, text=text, span=tree.span)
    return replace(tree, label=names[0], parts=(*tree.parts[:4], Tree("letter", tree.span, names[0])))


def _places(body: Tree) -> dict[str, None]:
    """The letters that stand below others and are bound by no sum inside."""
    below = (part for t in walk_tree(body) if t.kind in ("letter", "at") for part in _indices(t))
    names = (t.text for part in below for t in walk_tree(part) if t.kind == "letter" and not t.parts)
    return {x: None for x in names if len(x) == 1 and occurs_free(x, body)}


def _indices(tree: Tree) -> tuple[Tree, ...]:
    return tree.parts if tree.kind == "letter" else tree.parts[1:]
