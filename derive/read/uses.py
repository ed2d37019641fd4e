"""How a text uses its letters: indices, sizes, entries, functions, numbers; what was seen, undecided."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from derive.errors import ReadError
from derive.expressions import build
from derive.read.axes import Axes, Key
from derive.read.axes_of import axes_of
from derive.read.grammar import INDEX_LETTERS
from derive.read.names import Names
from derive.read.scripts import full_name
from derive.read.tree import Tree, places_apart, walk_tree
from derive.read.unit_matrix import is_unit_matrix


@dataclass
class Uses(Axes):
    """What has been seen so far. `scopes` maps a bound letter to the key of its sum."""

    text: str
    names: Names
    indices: set[str]
    sizes: dict[str, None] = field(default_factory=dict)
    scalars: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, int] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, Tree] = field(default_factory=dict)
    free: dict[str, None] = field(default_factory=dict)
    compared: list[tuple[Key, Key]] = field(default_factory=list)
    shifted: dict[str, None] = field(default_factory=dict)
    from_elsewhere: dict[str, None] = field(default_factory=dict)
    integers: dict[str, None] = field(default_factory=dict)
    labelled: list[Tree] = field(default_factory=list)


def collect_sizes(use: Uses, trees: list[Tree]) -> None:
    for tree in walk_tree(*trees):
        if tree.kind == "big":
            for each in walk_tree(tree.parts[1], tree.parts[2]):
                if each.kind == "letter" and not each.parts and each.text not in use.names.bound:
                    use.sizes[full_name(each.text, each.label)] = None
        if tree.kind == "named" and tree.text in ("identity", "ones", "zeros"):
            sizes = (x for x in tree.parts if x.kind == "letter" and not x.parts)
            use.sizes |= {full_name(x.text, x.label): None for x in sizes}


def collect_indices(use: Uses, trees: list[Tree]) -> None:
    use.indices |= set(use.names.bound)
    use.indices |= {n for n, x in use.names.context.letters.items() if x.role == "index"}
    for tree in walk_tree(*trees):
        if tree.kind == "big":
            use.indices.add(tree.label)
            apart = (x.text for x in places_apart(tree) if x.text not in use.sizes)
            use.indices |= {x for x in apart if x in INDEX_LETTERS or _may_be_place(use, x)}
        if tree.kind == "at":
            places = (x for x in places_at(tree) if x.kind == "letter" and not x.parts)
            use.indices |= {x.text for x in places if x.text in INDEX_LETTERS or _may_be_place(use, x.text)}
        if tree.kind == "delta":
            use.indices |= {x.text for x in tree.parts if x.kind == "letter" and x.text in INDEX_LETTERS}
        if tree.kind == "letter" and tree.parts:
            used = [x.text for x in atoms_of(tree) if x.kind == "letter"]
            if all(x in INDEX_LETTERS or x in use.indices or x in use.sizes for x in used):
                use.indices |= {x for x in used if x not in use.sizes}


def _may_be_place(use: Uses, name: str) -> bool:
    """Any small letter that nothing declares: the y of `s_y`."""
    return len(name) == 1 and name.islower() and use.names.letter(name) is None


def atoms_of(tree: Tree) -> list[Tree]:
    return [x for part in tree.parts for x in walk_tree(part) if x.kind in ("letter", "number")]


def visit(use: Uses, tree: Tree, scopes: dict[str, Key]) -> None:
    if tree.kind == "big":
        _visit_big(use, tree, scopes)
        return
    if tree.kind == "letter":
        _visit_letter(use, tree, scopes)
        return
    if tree.kind in ("at", "apply"):
        entry = _of_whole_array(use, tree)
        if entry is not None and entry.parts:
            visit_array(use, entry, scopes)
            return
        if entry is not None and not entry.parts:
            use.arrays.setdefault(entry.text, 1)
            use.find((f"axis {entry.text}", 0))
            return
    if tree.kind == "at":
        _note_places(use, tree, scopes)
    if tree.kind == "delta":
        _note_indices(use, Tree("letter", tree.span, "delta", tree.parts), scopes)
    if tree.kind == "call" and use.names.letter(tree.text) is None:
        use.functions.setdefault(tree.text, tree.style)
    for part in tree.parts:
        visit(use, part, scopes)


def _of_whole_array(use: Uses, tree: Tree) -> Tree | None:
    """The z_i of softmax(z)_i, the z of logsumexp(z), where z is a letter that nothing declares: an array."""
    applied, places = (tree.parts[0], tree.parts[1:]) if tree.kind == "at" else (tree, ())
    known = use.names.function(applied.text) if applied.kind == "apply" else None
    if known is None or not known.family or len(applied.parts) != 1 or len(places) > 1:
        return None
    inner = applied.parts[0]
    while inner.kind == "group":
        inner = inner.parts[0]
    if inner.kind != "letter" or inner.parts or use.names.letter(inner.text) is not None:
        return None
    if inner.label or (not places and len(known.parameters) > 1):
        return None
    return replace(inner, parts=places)


def _note_places(use: Uses, tree: Tree, scopes: dict[str, Key]) -> None:
    """The i, j of (X A)_{ij} run over its rows and columns; the i of softmax(z)_i over the entries of z."""
    seen = axes_of(tree.parts[0], use.names)
    if seen is not None and len(seen) == len(places_at(tree)):
        for place, size in zip(places_at(tree), seen, strict=True):
            if place.kind == "letter" and place.text in use.indices and place.text not in scopes:
                use.size_of.setdefault(use.find(_index_key(use, place.text, scopes)), size)
        return
    inside = [x for x in walk_tree(tree.parts[0]) if x.kind == "letter" and not x.parts]
    known = [letter for x in inside if (letter := use.names.letter(x.text)) is not None and letter.axes]
    for place in places_at(tree)[:1]:
        if place.kind == "letter" and place.text in use.indices and place.text not in scopes and known:
            use.size_of.setdefault(use.find(_index_key(use, place.text, scopes)), known[0].axes[0])


def _visit_big(use: Uses, tree: Tree, scopes: dict[str, Key]) -> None:
    body, lo, hi, condition, letter = tree.parts
    key = (f"sum {letter.text}", tree.span[0])
    inner = {**scopes, letter.text: key}
    use.find(key)
    if lo.kind != "none" and not (lo.kind == "number" and lo.text == "1"):
        use.from_elsewhere[letter.text] = None
    if hi.kind == "number" and hi.text.isdigit():
        use.size_of[use.find(key)] = build.num(int(hi.text))
    elif hi.kind == "letter" and not hi.parts:
        use.size_of[use.find(key)] = build.sym(full_name(hi.text, hi.label))
    elif hi.kind != "none":
        use.from_elsewhere[letter.text] = None
    visit(use, body, inner)
    visit(use, condition, inner)
    if (both := places_apart(tree)) and all(x.text in use.indices for x in both):
        one, other = (_index_key(use, x.text, inner) for x in both)
        use.compared.append((one, other))
    for limit in (lo, hi):
        for each in walk_tree(limit):
            if each.kind == "letter" and each.text in scopes:
                continue


def _visit_letter(use: Uses, tree: Tree, scopes: dict[str, Key]) -> None:
    if is_unit_matrix(use.names, tree):
        return
    name = full_name(tree.text, tree.label)
    if use.names.letter(name) is not None or (tree.parts and use.names.letter(tree.text) is not None):
        _note_indices(use, tree, scopes)
        return
    if tree.text == "delta" and len(places_of(tree)) == 2 and _is_indexed(use, tree):
        _note_indices(use, tree, scopes)
        return
    if not tree.label and not tree.parts:
        _note_style(use, name, tree)
        if name in scopes or name in use.indices:
            use.free.setdefault(name) if name not in scopes else None
        elif name not in use.sizes:
            if tree.style == "bold":
                _refuse(use, tree, f"a bold {name!r} is a vector; its shape is not known")
            use.scalars.setdefault(name, tree.style)
        return
    if _holds_bound(tree, scopes):
        others = [x.text for x in atoms_of(tree) if x.kind == "letter" and x.text not in scopes]
        use.integers |= dict.fromkeys(x for x in others if x not in use.indices and x not in use.sizes)
        visit_array(use, tree, scopes)
        return
    if _is_indexed(use, tree):
        visit_array(use, tree, scopes)
        return
    if tree.parts and all(x.kind == "number" for x in atoms_of(tree)):
        use.numbered[name] = tree
        return
    _note_style(use, name, tree)
    _refuse_index_of_index(use, tree)
    use.labelled.append(tree)


def _holds_bound(tree: Tree, scopes: dict[str, Key]) -> bool:
    """`x_{t+k-1}` within a sum over k: an entry, whatever t is."""
    worded = any(x.kind == "word" for x in tree.parts)
    return not worded and any(x.kind == "letter" and x.text in scopes for x in atoms_of(tree))


def _refuse_index_of_index(use: Uses, tree: Tree) -> None:
    for each in walk_tree(*tree.parts):
        if each.kind == "letter" and each.parts and _is_indexed(use, each):
            _refuse(use, tree, "an index that itself has an index is not read here")


def _is_indexed(use: Uses, tree: Tree) -> bool:
    letters = [x.text for x in atoms_of(tree) if x.kind == "letter"]
    known = all(x in use.indices or x in use.sizes for x in letters)
    worded = any(x.kind == "word" for x in tree.parts)
    return bool(tree.parts) and not worded and known and any(x in use.indices for x in letters)


def _counts(part: Tree) -> bool:
    """`2j`: a multiple of j, or the indices 2 and j."""
    kinds = [x.kind for x in part.parts]
    return part.kind == "run" and "number" in kinds and "letter" in kinds and kinds[0] == "number"


def places_of(tree: Tree) -> list[Tree]:
    """One tree for each index place."""
    if len(tree.parts) == 1 and tree.parts[0].kind == "run" and len(tree.parts[0].parts) > 1:
        return [tree.parts[0]] if _counts(tree.parts[0]) else list(tree.parts[0].parts)
    return [p.parts[0] if p.kind == "run" and len(p.parts) == 1 else p for p in tree.parts]


def places_at(tree: Tree) -> list[Tree]:
    """The places of `softmax(z)_i`, whose first part is what has them."""
    return places_of(replace(tree, parts=tree.parts[1:]))


def visit_array(use: Uses, tree: Tree, scopes: dict[str, Key]) -> None:
    if len(tree.parts) == 1 and tree.text not in use.arrays and _counts(tree.parts[0]):
        _refuse(use, tree, f"the subscript {tree.parts[0].text!r} may be one index or several")
    places = places_of(tree)
    rank = use.arrays.setdefault(tree.text, len(places))
    if rank != len(places):
        _refuse(use, tree, f"{tree.text!r} is used with {rank} and with {len(places)} indices")
    _note_style(use, tree.text + "_", tree)
    for k, place in enumerate(places):
        use.find((f"axis {tree.text}", k))
        if place.kind == "letter" and place.text in use.indices:
            use.join((f"axis {tree.text}", k), _index_key(use, place.text, scopes))
            if place.text in scopes and place.text in use.from_elsewhere:
                use.shifted[tree.text] = None
        elif place.kind != "letter" and not (place.kind == "number" and place.text != "0"):
            use.shifted[tree.text] = None
        for each in walk_tree(place):
            if each.kind == "letter" and each.text in use.indices and each.text not in scopes:
                use.free.setdefault(each.text)


def _note_indices(use: Uses, tree: Tree, scopes: dict[str, Key]) -> None:
    """Index letters on a declared array, or on a Kronecker delta."""
    base = use.names.letter(tree.text)
    places = places_of(tree)
    if tree.text == "delta" and base is None and all(x.kind == "letter" and not x.parts for x in places):
        first, second = (_index_key(use, x.text, scopes) for x in places)
        use.compared.append((first, second))
    for k, place in enumerate(places):
        if base is not None and k < len(base.axes) and _is_new_place(use, place):
            use.indices.add(place.text)
        for each in walk_tree(place):
            if each.kind != "letter" or each.text not in use.indices:
                continue
            key = _index_key(use, each.text, scopes)
            if base is not None and each is place and k < len(base.axes):
                use.size_of.setdefault(use.find(key), base.axes[k])
            if each.text not in scopes:
                use.free.setdefault(each.text)


def _is_new_place(use: Uses, place: Tree) -> bool:
    """The t of `x_t`, where x is declared and nothing else is known of t."""
    plain = place.kind == "letter" and not place.parts and len(place.text) == 1 and place.text.islower()
    other = place.text in use.scalars or place.text in use.sizes or use.names.letter(place.text) is not None
    return plain and not other


def _index_key(use: Uses, name: str, scopes: dict[str, Key]) -> Key:
    return scopes.get(name, (f"index {name}", 0))


def _note_style(use: Uses, name: str, tree: Tree) -> None:
    known = use.styles.setdefault(name, tree.style)
    if known != tree.style:
        _refuse(use, tree, f"{tree.text!r} is set in two fonts; whether it is one letter or two is not clear")


def _refuse(use: Uses, tree: Tree, message: str) -> None:
    raise ReadError(message, text=use.text, span=tree.span, hint="declare the letters")
