r"""The i of `w_i` beside `i_t`, f of `w_f` beside `f_t`: the weights of the gates i and f, no places."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from derive.read.tree import Tree


def gate_labels(nodes: Sequence[Tree], bound: Collection[str]) -> frozenset[str]:
    """Letters that stand with subscripts themselves, where one letter has such and no other subscripts."""
    subscripts: dict[str, list[str]] = {}
    for tree in nodes:
        if tree.kind == "letter" and tree.parts:
            subscripts.setdefault(tree.text, []).append(_only_letter(tree))
    found: list[str] = []
    for base, labels in subscripts.items():
        if base not in labels and all(x in subscripts and x not in bound for x in labels):
            found += labels
    return frozenset(found)


def _only_letter(tree: Tree) -> str:
    """The subscript, where it is one letter."""
    place = tree.parts[0]
    inner = place.parts[0] if place.kind == "run" and len(place.parts) == 1 else place
    single = len(tree.parts) == 1 and inner.kind == "letter" and not inner.parts
    return inner.text if single else ""
