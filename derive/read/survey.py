"""A survey of a document's formula: which letters stand alone, with indices, applied, or as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from derive.expressions import build
from derive.read.gate_labels import gate_labels
from derive.read.grammar import INDEX_LETTERS
from derive.read.marks import (
    added_to_entries,
    is_of_whole_array,
    join_argument,
    mark,
    mark_beside_matrix,
    mark_inverses,
    mark_wholes,
)
from derive.read.names import Names
from derive.read.places_seen import Scopes, Survey, atoms, is_indexed, note_indices, visit_array
from derive.read.rules_letters import family_name, spread_places
from derive.read.scripts import full_name
from derive.read.tree import Tree, places_apart, walk_tree

_MARKING = frozenset({"transpose", "norm"})
_OF_SIZES = frozenset({"identity", "ones", "zeros"})


def survey_of(trees: list[Tree], names: Names) -> Survey:
    nodes = walk_tree(*trees)
    survey = Survey(names, values=_values(nodes) | gate_labels(nodes, names.bound))
    survey.numbers = added_to_entries(nodes)
    _collect_sizes(survey, nodes)
    for tree in trees:
        _visit(survey, tree, {})
    mark_inverses(survey, nodes)
    _settle_labels(survey)
    mark_wholes(survey, trees)
    for applied, key in survey.placed:
        join_argument(survey, applied, key)
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
            mark(survey, part, scopes)
    of_whole = is_of_whole_array(survey, tree)
    if of_whole:
        survey.wholes |= {x.text: None for x in walk_tree(tree) if x.kind == "letter" and not x.parts}
    if (tree.kind == "named" and tree.text not in _OF_SIZES) or of_whole:
        for part in tree.parts:
            mark(survey, part, scopes)
    if tree.kind == "call" and survey.names.letter(tree.text) is None:
        survey.applied.setdefault(tree.text, tree.style)
        if tree.style == "bold":
            survey.marked[tree.text] = None
    if tree.kind == "call" and tree.label and survey.names.letter(tree.text + "'") is None:
        survey.applied.setdefault(tree.text + "'", tree.style)
    if tree.kind == "mul":
        mark_beside_matrix(survey, tree, scopes)
    if tree.kind == "at":
        _visit_places(survey, tree, scopes)
    if tree.kind == "indexed_call":
        _visit_letter(
            survey, Tree("letter", tree.span, tree.text, tree.parts[0].parts, tree.label, tree.style), scopes
        )
    for part in tree.parts:
        _visit(survey, part, scopes)


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
    _join_apart(survey, tree, inner)


def _join_apart(survey: Survey, big: Tree, scopes: Scopes) -> None:
    r"""`\sum_{j \ne i}`: i is a place as j is, and both run over the same ones."""
    both = places_apart(big)
    if not both or any(x.text not in scopes and not _is_free_place(survey, x) for x in both):
        return
    for x in both:
        if x.text not in scopes:
            survey.free.setdefault(x.text)
    one, other = (scopes.get(x.text, (f"index {x.text}", 0)) for x in both)
    if not (survey.find(one) in survey.size_of and survey.find(other) in survey.size_of):
        survey.join(one, other)


def _is_free_place(survey: Survey, letter: Tree) -> bool:
    known = survey.names.letter(letter.text)
    return letter.text in INDEX_LETTERS and letter.text not in survey.sizes and known is None


def _visit_places(survey: Survey, tree: Tree, scopes: Scopes) -> None:
    """The indices of f(x)_j and (y_i)_j."""
    base, *places = tree.parts
    while base.kind == "group":
        base = base.parts[0]
    mark(survey, base, scopes)
    for place in places:
        _visit_inside(survey, place, scopes)
    fake = Tree("letter", tree.span, "", tuple(places))
    axis = f"axis at {tree.span[0]}"
    note_indices(survey, fake, scopes, axis)
    if is_of_whole_array(survey, base) and len(base.parts) == len(places) == 1:
        survey.placed.append((base, (axis, 0)))


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
    if tree.text == "delta" and len(spread_places(tree)) == 2 and is_indexed(survey, tree, scopes):
        note_indices(survey, tree, scopes, "delta")
    elif is_indexed(survey, tree, scopes):
        visit_array(survey, tree, scopes)
    elif is_known_entry(survey.names, tree):
        return
    elif tree.parts and all(x.kind == "number" for x in atoms(tree)) and tree.label:
        survey.numbered.setdefault(name, tree)
        if tree.style == "bold":
            survey.marked[name] = None
    else:
        survey.labelled.append(tree)


def is_known_entry(names: Names, tree: Tree) -> bool:
    """`x_1` where x is known as an array, or as the terms x_i."""
    if not tree.parts or any(x.kind != "number" for x in atoms(tree)):
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
                note_indices(survey, tree, {}, "delta")
            else:
                visit_array(survey, tree, {})
        left = [tree for tree in left if tree not in told]
    for tree in left:
        name = full_name(tree.text, tree.label)
        survey.alone.setdefault(name, tree.style)
        if tree.style == "bold":
            survey.marked[name] = None


def _is_index_after_all(survey: Survey, tree: Tree, labelled: list[Tree]) -> bool:
    """`u_o` beside `u_k` with a bound k, then the o of every letter that has only such subscripts."""
    letters = [x.text for x in atoms(tree) if x.kind == "letter"]
    if tree.text == "delta" and _joins_places(survey, tree, letters, labelled):
        return True
    if len(tree.parts) != 1 or not letters or any(x in survey.alone for x in letters):
        return False
    if (tree.text, 1) in survey.indexed and (tree.label == letters[0] or _all_free(survey, letters)):
        return True
    siblings = (x for x in labelled if x.text == tree.text)
    return all(x.label.isalpha() and _all_free(survey, x.label) for x in siblings)


def _joins_places(survey: Survey, delta: Tree, letters: list[str], labelled: list[Tree]) -> bool:
    r"""The δ_{cd} of `\frac{\partial t_c}{\partial t_d} = \delta_{cd}`: both stand elsewhere as indices."""
    if len(letters) != 2 or len(spread_places(delta)) != 2 or any(x in survey.alone for x in letters):
        return False
    others = {x.text for tree in labelled if tree.text != "delta" for x in atoms(tree)}
    return all(x in others or x in survey.free for x in letters)


def _all_free(survey: Survey, letters: Iterable[str]) -> bool:
    return all(x in survey.free for x in letters)


def _visit_inside(survey: Survey, part: Tree, scopes: Scopes) -> None:
    """Letters with an index of their own within an index: the y_i of s_{y_i} is a whole number."""
    for each in walk_tree(part):
        if each.kind == "letter" and each.parts and is_indexed(survey, each, scopes):
            survey.integers[each.text] = None
            visit_array(survey, each, scopes)
