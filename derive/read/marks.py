"""Which letters a formula shows to be arrays: those transposed, under a norm, beside a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.read.axes import Key
from derive.read.places_seen import Scopes, Survey, is_indexed
from derive.read.scripts import full_name
from derive.read.tree import Tree, walk_tree


def is_of_whole_array(survey: Survey, tree: Tree) -> bool:
    """softmax(W x + b): a function of a whole array; not softmax(z_i + c), which is a slip for an entry."""
    known = survey.names.function(tree.text) if tree.kind == "apply" else None
    if known is None or not known.family:
        return False
    return not any(part.kind == "letter" and part.parts for part in walk_tree(*tree.parts))


def added_to_entries(nodes: Sequence[Tree]) -> frozenset[str]:
    """The c of `e^{x_i + c}`: what is added to an entry is a number."""
    found: set[str] = set()
    for tree in nodes:
        if tree.kind == "add":
            letters = [part for part in tree.parts if part.kind == "letter"]
            if len(letters) == 2 and any(x.parts for x in letters):
                found |= {full_name(x.text, x.label) for x in letters if not x.parts}
    return frozenset(found)


def mark_wholes(survey: Survey, trees: Sequence[Tree]) -> None:
    r"""`\hat y = softmax(z)` beside ŷ_i: ŷ is the array of these; and in ŷ − y so is y, beside y_i."""
    wholes = {name for left, right in pairwise(trees) if (name := _named_whole(survey, left, right))}
    if not wholes:
        return
    sums = [_terms(t) for t in walk_tree(*trees) if t.kind == "add"]
    for terms in sums:
        names = [full_name(t.text, t.label) for t in terms if t.kind == "letter" and not t.parts]
        if wholes & {*names}:
            wholes |= {n for n in names if (n, 1) in survey.indexed}
    for name in wholes:
        survey.marked[name] = None
    for left, right in pairwise(trees):
        if (name := _named_whole(survey, left, right)) and (name, 1) in survey.indexed:
            join_argument(survey, right, (f"axis {name} 1", 0))


def join_argument(survey: Survey, applied: Tree, key: Key) -> None:
    """What softmax(z) has at each place is as long as z."""
    inner = applied.parts[0]
    while inner.kind == "group":
        inner = inner.parts[0]
    name = full_name(inner.text, inner.label) if inner.kind == "letter" and not inner.parts else ""
    if (name, 1) in survey.indexed:
        survey.join(key, (f"axis {name} 1", 0))


def _named_whole(survey: Survey, left: Tree, right: Tree) -> str:
    """The letter that is equal to a function of a whole array."""
    plain = left.kind == "letter" and not left.parts and is_of_whole_array(survey, right)
    vector = all(rank == 1 for base, rank in survey.indexed if base == left.text)
    return full_name(left.text, left.label) if plain and vector and len(right.parts) == 1 else ""


def _terms(tree: Tree) -> list[Tree]:
    """a, b and c of a + b − c."""
    if tree.kind in ("add", "neg", "group"):
        return [t for part in tree.parts for t in _terms(part)]
    return [tree]


def mark_beside_matrix(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    """A capital letter next to a written matrix is a matrix; so is the x of y^T x and y^T W x an array."""
    left, right = tree.parts
    neighbour = left.parts[1] if left.kind == "mul" else left
    for one, other in ((neighbour, right), (right, neighbour)):
        if other.kind in ("matrix", "list") and one.kind == "letter" and one.text[:1].isupper():
            mark(survey, one, scopes)
    inverse = neighbour.kind == "pow" and neighbour.parts[1].kind == "neg"
    middle = neighbour.parts[0] if inverse else neighbour
    between = middle.kind == "letter" and middle.text[:1].isupper() and _is_row(left)
    if between and right.kind in ("letter", "group"):
        mark(survey, middle, scopes)
    if right.kind == "letter" and (neighbour.kind == "transpose" or _is_inverse(neighbour) or between):
        mark(survey, right, scopes)


def _is_row(product: Tree) -> bool:
    """`y^T W`: a transpose before its last factor."""
    before = product.parts[0] if product.kind == "mul" else product
    return (before.parts[1] if before.kind == "mul" else before).kind == "transpose"


def _is_inverse(tree: Tree) -> bool:
    """`(X^T X)^{-1}`: a bracket with a transpose in it, to the power -1."""
    inverted = tree.kind == "pow" and tree.parts[0].kind == "group" and tree.parts[1].kind == "neg"
    return inverted and any(x.kind == "transpose" for x in walk_tree(tree.parts[0]))


def mark_inverses(survey: Survey, nodes: Sequence[Tree]) -> None:
    """`(A B)^{-1}` beside `A^{-1}`: A and B are matrices, for of numbers nobody would say it."""
    inverted = [t.parts[0] for t in nodes if t.kind == "pow" and _is_minus_one(t.parts[1])]
    alone = {t.text for t in inverted if t.kind == "letter"}
    for group in (t for t in inverted if t.kind == "group"):
        capitals = [t for t in walk_tree(group) if t.kind == "letter" and t.text.isupper() and not t.parts]
        names = {t.text for t in capitals}
        if len(names) > 1 and names & alone and not names & survey.sizes.keys():
            for letter in capitals:
                survey.marked[full_name(letter.text, letter.label)] = None


def _is_minus_one(tree: Tree) -> bool:
    return tree.kind == "neg" and tree.parts[0].kind == "number" and tree.parts[0].text == "1"


def _mark_product(survey: Survey, product: Tree, scopes: Scopes) -> None:
    r"""`\|\lambda X w\|`: a product that is an array ends with one, and its capitals are matrices."""
    left, right = product.parts
    mark(survey, right, scopes)
    for factor in _factors(left):
        base = factor.parts[0] if factor.kind == "pow" else factor
        if base.kind == "letter" and base.text[:1].isupper():
            mark(survey, base, scopes)


def _factors(tree: Tree) -> Iterator[Tree]:
    stack = [tree]
    while stack:
        each = stack.pop()
        if each.kind in ("mul", "group"):
            stack.extend(reversed(each.parts))
        else:
            yield each


def _is_number(survey: Survey, tree: Tree) -> bool:
    return tree.kind == "letter" and full_name(tree.text, tree.label) in survey.numbers


def mark(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    """The letter is an array: `w^T`, `\\|w\\|`, `w \\odot x`."""
    if tree.kind in ("group", "neg", "add") or (tree.kind == "apply" and len(tree.parts) == 1):
        for part in tree.parts:
            if tree.kind != "add" or not _is_number(survey, part):
                mark(survey, part, scopes)
    if tree.kind in ("pow", "div"):
        mark(survey, tree.parts[0], scopes)
    if tree.kind == "mul":
        _mark_product(survey, tree, scopes)
        return
    if tree.kind != "letter":
        return
    if is_indexed(survey, tree, scopes):
        survey.marked_indexed[tree.text] = None
    else:
        survey.marked[full_name(tree.text, tree.label)] = None
