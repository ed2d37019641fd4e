r"""Sums of documents whose body goes on behind a sign: `\sum_i x_i^2 + y_i` is Σ (x_i² + y_i).

TeX shows the sum of the first term only, which leaves an i that stands for nothing. The terms that hold the
index belong to the sum, unless the index stands elsewhere in the statement too, or a sign before the sum
leaves it open which terms it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.errors import ReadError
from derive.read.ambiguous import occurs_free, open_sums
from derive.read.tree import Tree, walk_tree


def with_sums_widened(text: str, sides: Sequence[Tree], beside: Sequence[Tree]) -> list[Tree]:
    """The sides of a statement with the terms of each sum in it. Raises ReadError where it is not clear."""
    taken: dict[str, Tree] = {}
    found = [_widened(text, side, taken) for side in sides]
    for name, term in taken.items():
        if any(occurs_free(name, each) for each in (*found, *beside)):
            raise _unclear(text, name, term)
    return found


def _widened(text: str, tree: Tree, taken: dict[str, Tree]) -> Tree:
    if not tree.parts or not any(t.kind == "big" for t in walk_tree(tree)):
        return tree
    parts = tuple(_widened(text, part, taken) for part in tree.parts)
    tree = replace(tree, parts=parts)
    if tree.kind != "add":
        return tree
    left, right = parts
    name = next((x for x in open_sums(left) if occurs_free(x, right)), None)
    if name is None:
        return tree
    taken[name] = right
    found = _into(left, name, tree)
    if found is None:
        raise _unclear(text, name, right)
    return found


def _into(left: Tree, name: str, term: Tree) -> Tree | None:
    """The tree with the term in the body of its last sum over the index; None behind a minus."""
    span = (left.span[0], term.span[1])
    if left.kind == "big" and left.label == name:
        body = replace(term, span=(left.parts[0].span[0], term.span[1]), parts=(left.parts[0], term.parts[1]))
        return replace(left, span=span, parts=(body, *left.parts[1:]))
    if left.kind == "neg" or (left.kind == "add" and left.label == "-"):
        return None
    at = 0 if left.kind in ("big", "plus") else len(left.parts) - 1
    inner = _into(left.parts[at], name, term)
    if inner is None:
        return None
    return replace(left, span=span, parts=(*left.parts[:at], inner, *left.parts[at + 1 :]))


def _unclear(text: str, name: str, term: Tree) -> ReadError:
    message = f"it is not clear where the sum over {name} ends"
    return ReadError(message, text=text, span=term.span, hint="use parentheses: (Σ a) + b or Σ (a + b)")
