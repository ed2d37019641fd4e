"""A survey of a document's formula: which letters stand alone, with indices, applied, or as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from derive.expressions import build
from derive.read.axes import Axes, Key
from derive.read.gate_labels import gate_labels
from derive.read.grammar import INDEX_LETTERS
from derive.read.names import Names
from derive.read.rules_letters import family_name, spread_places
from derive.read.scripts import full_name
from derive.read.tree import Tree, walk_tree

Scopes = dict[str, Key]
_MARKING = frozenset({"transpose", "norm"})
_OF_SIZES = frozenset({"identity", "ones", "zeros"})


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
    values: frozenset[str] = frozenset()


def survey_of(trees: list[Tree], names: Names) -> Survey:
    nodes = walk_tree(*trees)
    survey = Survey(names, values=_values(nodes) | gate_labels(nodes, names.bound))
    _collect_sizes(survey, nodes)
    for tree in trees:
        _visit(survey, tree, {})
    _settle_labels(survey)
    for left, right in pairwise(trees):
        _declare_shape(survey, left, right)
    return survey


def _values(nodes: list[Tree]) -> frozenset[str]:
    r"""The i of `i \odot g`: a letter of its own, so that in W_{ii} it is a label."""
    products = (t for t in nodes if t.kind == "mul" and t.text in ("odot", "oslash"))
    operands = (part for t in products for part in t.parts)
    return frozenset(x.text for x in operands if x.kind == "letter" and not x.parts and not x.label)


def _declare_shape(survey: Survey, letter: Tree, members: Tree) -> None:
    r"""`Q \in \mathbb{R}^{n \times d}` beside Q_{ij}: alone it is the whole array."""
    shaped = (
        letter.kind == "letter"
        and not letter.parts
        and members.kind == "set"
        and members.text in ("reals", "over_field")
    )
    name, rank = full_name(letter.text, letter.label), len(members.parts)
    if not shaped or (name, rank) not in survey.indexed or name in survey.applied:
        return
    survey.alone.pop(name, None)
    for k, size in enumerate(members.parts):
        if size.kind == "letter" and not size.parts:
            root = survey.find((f"axis {name} {rank}", k))
            survey.size_of.setdefault(root, build.sym(full_name(size.text, size.label)))
            survey.sizes[full_name(size.text, size.label)] = None


def _collect_sizes(survey: Survey, nodes: list[Tree]) -> None:
    """Letters in the limits of sums are sizes."""
    for tree in nodes:
        if tree.kind == "big":
            for each in _letters_in(tree.parts[1], tree.parts[2]):
                if not each.parts and each.text not in survey.names.bound:
                    survey.sizes[full_name(each.text, each.label)] = None


def _letters_in(*trees: Tree) -> Iterator[Tree]:
    stack = list(trees)
    while stack:
        tree = stack.pop()
        if tree.kind == "letter":
            yield tree
        elif tree.kind != "set" or tree.text not in ("size",):
            stack.extend(tree.parts)


def _visit(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    if tree.kind == "big":
        _visit_big(survey, tree, scopes)
        return
    if tree.kind == "letter":
        _visit_letter(survey, tree, scopes)
        return
    if tree.kind in _MARKING or (tree.kind == "mul" and tree.text in ("odot", "otimes", "oslash")):
        for part in tree.parts:
            _mark(survey, part, scopes)
    if (tree.kind == "named" and tree.text not in _OF_SIZES) or _is_of_whole_array(survey, tree):
        for part in tree.parts:
            _mark(survey, part, scopes)
    if tree.kind == "call" and survey.names.letter(tree.text) is None:
        survey.applied.setdefault(tree.text, tree.style)
        if tree.style == "bold":
            survey.marked[tree.text] = None
    if tree.kind == "call" and tree.label and survey.names.letter(tree.text + "'") is None:
        survey.applied.setdefault(tree.text + "'", tree.style)
    if tree.kind == "mul":
        _mark_beside_matrix(survey, tree, scopes)
    if tree.kind == "at":
        _visit_places(survey, tree, scopes)
    if tree.kind == "indexed_call":
        _visit_letter(
            survey, Tree("letter", tree.span, tree.text, tree.parts[0].parts, tree.label, tree.style), scopes
        )
    for part in tree.parts:
        _visit(survey, part, scopes)


def _is_of_whole_array(survey: Survey, tree: Tree) -> bool:
    """softmax(W x + b): a function of a whole array; not softmax(z_i + c), which is a slip for an entry."""
    known = survey.names.function(tree.text) if tree.kind == "apply" else None
    if known is None or not known.family:
        return False
    return not any(part.kind == "letter" and part.parts for part in walk_tree(*tree.parts))


def _visit_big(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    body, lo, hi, condition, letter = tree.parts
    key = (f"sum {letter.text}", tree.span[0])
    inner = {**scopes, letter.text: key}
    survey.find(key)
    if hi.kind == "number" and hi.text.isdigit():
        survey.size_of[survey.find(key)] = build.num(int(hi.text))
    elif hi.kind == "letter" and not hi.parts:
        survey.size_of[survey.find(key)] = build.sym(full_name(hi.text, hi.label))
    if hi.kind == "none":
        survey.sums[tree.span[0]] = key
    _visit(survey, body, inner)
    _visit(survey, condition, inner)
    for limit in (lo, hi):
        _visit(survey, limit, scopes)


def _mark_beside_matrix(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    """A capital letter next to a written matrix is a matrix; so is the x of y^T x and y^T W x an array."""
    left, right = tree.parts
    neighbour = left.parts[1] if left.kind == "mul" else left
    for one, other in ((neighbour, right), (right, neighbour)):
        if other.kind in ("matrix", "list") and one.kind == "letter" and one.text[:1].isupper():
            _mark(survey, one, scopes)
    inverse = neighbour.kind == "pow" and neighbour.parts[1].kind == "neg"
    middle = neighbour.parts[0] if inverse else neighbour
    between = middle.kind == "letter" and middle.text[:1].isupper() and _is_row(left)
    if between and right.kind in ("letter", "group"):
        _mark(survey, middle, scopes)
    if right.kind == "letter" and (neighbour.kind == "transpose" or _is_inverse(neighbour) or between):
        _mark(survey, right, scopes)


def _is_row(product: Tree) -> bool:
    """`y^T W`: a transpose before its last factor."""
    before = product.parts[0] if product.kind == "mul" else product
    return (before.parts[1] if before.kind == "mul" else before).kind == "transpose"


def _is_inverse(tree: Tree) -> bool:
    """`(X^T X)^{-1}`: a bracket with a transpose in it, to the power -1."""
    inverted = tree.kind == "pow" and tree.parts[0].kind == "group" and tree.parts[1].kind == "neg"
    return inverted and any(x.kind == "transpose" for x in walk_tree(tree.parts[0]))


def _visit_places(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    """The indices of f(x)_j and (y_i)_j."""
    base, *places = tree.parts
    while base.kind == "group":
        base = base.parts[0]
    _mark(survey, base, scopes)
    for place in places:
        _visit_inside(survey, place, scopes)
    fake = Tree("letter", tree.span, "", tuple(places))
    _note_indices(survey, fake, scopes, f"axis at {tree.span[0]}")


def _mark_product(survey: Survey, product: Tree, scopes: Scopes) -> None:
    r"""`\|\lambda X w\|`: a product that is an array ends with one, and its capitals are matrices."""
    left, right = product.parts
    _mark(survey, right, scopes)
    for factor in _factors(left):
        base = factor.parts[0] if factor.kind == "pow" else factor
        if base.kind == "letter" and base.text[:1].isupper():
            _mark(survey, base, scopes)


def _factors(tree: Tree) -> Iterator[Tree]:
    stack = [tree]
    while stack:
        each = stack.pop()
        if each.kind in ("mul", "group"):
            stack.extend(reversed(each.parts))
        else:
            yield each


def _mark(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    """The letter is an array: `w^T`, `\\|w\\|`, `w \\odot x`."""
    if tree.kind in ("group", "neg", "add") or (tree.kind == "apply" and len(tree.parts) == 1):
        for part in tree.parts:
            _mark(survey, part, scopes)
    if tree.kind in ("pow", "div"):
        _mark(survey, tree.parts[0], scopes)
    if tree.kind == "mul":
        _mark_product(survey, tree, scopes)
        return
    if tree.kind != "letter":
        return
    if _is_indexed(survey, tree, scopes):
        survey.marked_indexed[tree.text] = None
    else:
        survey.marked[full_name(tree.text, tree.label)] = None


def _visit_letter(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    name = full_name(tree.text, tree.label)
    if not tree.label and not tree.parts:
        if name not in scopes and survey.names.letter(name) is None and name not in survey.sizes:
            survey.alone.setdefault(name, tree.style)
            if tree.style == "bold":
                survey.marked[name] = None
        return
    for part in tree.parts:
        _visit_inside(survey, part, scopes)
    if survey.names.letter(name) is not None and tree.label:
        return
    if tree.text == "delta" and len(spread_places(tree)) == 2 and _is_indexed(survey, tree, scopes):
        _note_indices(survey, tree, scopes, "delta")
    elif _is_indexed(survey, tree, scopes):
        _visit_array(survey, tree, scopes)
    elif is_known_entry(survey.names, tree):
        return
    elif tree.parts and all(x.kind == "number" for x in _atoms(tree)) and tree.label:
        survey.numbered.setdefault(name, tree)
        if tree.style == "bold":
            survey.marked[name] = None
    else:
        survey.labelled.append(tree)


def is_known_entry(names: Names, tree: Tree) -> bool:
    """`x_1` where x is known as an array, or as the terms x_i."""
    if not tree.parts or any(x.kind != "number" for x in _atoms(tree)):
        return False
    rank = len(spread_places(tree))
    spellings = (tree.text, family_name(tree.text, "each"), family_name(tree.text, f"each{rank}"))
    known = (names.letter(n) for n in spellings)
    return any(x is not None and (len(x.axes) == rank or x.role == "array") for x in known)


def _settle_labels(survey: Survey) -> None:
    """Subscripts that are indices after all, as long as one tells of another; the others are labels."""
    left = survey.labelled
    while left:
        told = [tree for tree in left if _is_index_after_all(survey, tree, left)]
        if not told:
            break
        for tree in told:
            if tree.text == "delta" and len(spread_places(tree)) == 2:
                _note_indices(survey, tree, {}, "delta")
            else:
                _visit_array(survey, tree, {})
        left = [tree for tree in left if tree not in told]
    for tree in left:
        name = full_name(tree.text, tree.label)
        survey.alone.setdefault(name, tree.style)
        if tree.style == "bold":
            survey.marked[name] = None


def _is_index_after_all(survey: Survey, tree: Tree, labelled: list[Tree]) -> bool:
    """`u_o` beside `u_k` with a bound k, then the o of every letter that has only such subscripts."""
    letters = [x.text for x in _atoms(tree) if x.kind == "letter"]
    if len(tree.parts) != 1 or not letters or any(x in survey.alone for x in letters):
        return False
    if (tree.text, 1) in survey.indexed and (tree.label == letters[0] or _all_free(survey, letters)):
        return True
    siblings = (x for x in labelled if x.text == tree.text)
    return all(x.label.isalpha() and _all_free(survey, x.label) for x in siblings)


def _all_free(survey: Survey, letters: Iterable[str]) -> bool:
    return all(x in survey.free for x in letters)


def _visit_inside(survey: Survey, part: Tree, scopes: Scopes) -> None:
    """Letters with an index of their own within an index: the y_i of s_{y_i} is a whole number."""
    for each in walk_tree(part):
        if each.kind == "letter" and each.parts and _is_indexed(survey, each, scopes):
            survey.integers[each.text] = None
            _visit_array(survey, each, scopes)


def _atoms(tree: Tree) -> list[Tree]:
    return [x for part in tree.parts for x in walk_tree(part) if x.kind in ("letter", "number", "word")]


def _is_indexed(survey: Survey, tree: Tree, scopes: Scopes) -> bool:
    """Whether the subscript is made of indices: bound letters, i j k …, sizes, numbers; with one letter."""
    atoms = _atoms(tree)
    letters = [x for x in atoms if x.kind == "letter"]
    if not letters or any(x.kind == "word" for x in atoms):
        return False
    if any(x.text in scopes for x in letters):
        return True
    if any(x.text in survey.values for x in letters):
        return False
    return all(
        x.text in INDEX_LETTERS
        or x.text in survey.sizes
        or survey.names.context.role(x.text) in ("index", "size")
        or (x.parts and _is_indexed(survey, x, scopes))
        for x in letters
    )


def _visit_array(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    places = _note_indices(survey, tree, scopes, f"axis {tree.text} {len(spread_places(tree))}")
    if survey.names.letter(tree.text) is None:
        survey.indexed.setdefault((tree.text, places), tree.style)
        if tree.style == "bold":
            survey.marked_indexed[tree.text] = None


def _note_indices(survey: Survey, tree: Tree, scopes: Scopes, axis: str) -> int:
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
