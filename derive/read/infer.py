"""What undeclared letters are, from how a text uses them: indices, sizes, arrays, functions, real scalars."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.errors import ReadError
from derive.expressions import build
from derive.expressions.expr import Expr
from derive.notation.context import Context, Letter
from derive.read.grammar import INDEX_LETTERS
from derive.read.infer_document import infer_document
from derive.read.names import Names, with_context
from derive.read.scripts import full_name
from derive.read.tree import Tree, walk_tree

SIZE_LETTERS = ("n", "m", "p", "q", "N", "M")
Key = tuple[str, int]


@dataclass
class _Use:
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
    parent: dict[Key, Key] = field(default_factory=dict)
    size_of: dict[Key, Expr] = field(default_factory=dict)
    free: dict[str, None] = field(default_factory=dict)
    compared: list[tuple[Key, Key]] = field(default_factory=list)
    shifted: dict[str, None] = field(default_factory=dict)
    from_elsewhere: dict[str, None] = field(default_factory=dict)
    integers: dict[str, None] = field(default_factory=dict)
    labelled: list[Tree] = field(default_factory=list)

    def find(self, key: Key) -> Key:
        self.parent.setdefault(key, key)
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, a: Key, b: Key) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[b] = a
            if b in self.size_of:
                self.size_of.setdefault(a, self.size_of[b])


def infer_names(text: str, trees: list[Tree], names: Names) -> Names:
    """The names with every letter of the trees that they did not have."""
    if names.document:
        return infer_document(text, trees, names)
    return with_context(names, infer_letters(text, trees, names))


def infer_letters(text: str, trees: list[Tree], names: Names) -> Context:
    """The context with every letter of the trees that it did not have."""
    use = _Use(text, names, set())
    _collect_sizes(use, trees)
    _collect_indices(use, trees)
    for tree in trees:
        _visit(use, tree, {})
    _refuse_imaginary(use, trees)
    return _declare(use)


def _refuse_imaginary(use: _Use, trees: list[Tree]) -> None:
    """`e^{i x}`, `(2 + 3 i)^2`: i may be the imaginary unit or a number like any other."""
    for name in ("i", "I"):
        if name not in use.scalars:
            continue
        alone = len({*use.scalars, *use.arrays, *use.functions}) == 1
        exponents = [x.parts[-1] for x in walk_tree(*trees) if _is_exponential(x)]
        places = walk_tree(*(trees if alone else exponents))
        found = next((x for x in places if x.kind == "letter" and x.text == name and not x.parts), None)
        if found is not None:
            message = f"{name!r} may be the imaginary unit or a real number"
            hint = f'declare it: --shape "{name}: imaginary" or --shape "{name}: real"'
            raise ReadError(message, text=use.text, span=found.span, hint=hint)


def _is_exponential(tree: Tree) -> bool:
    if tree.kind == "pow":
        return tree.parts[0].kind == "const" and tree.parts[0].text == "e"
    return tree.kind == "apply" and tree.text == "exp"


def _collect_sizes(use: _Use, trees: list[Tree]) -> None:
    for tree in walk_tree(*trees):
        if tree.kind == "big":
            for each in walk_tree(tree.parts[1], tree.parts[2]):
                if each.kind == "letter" and not each.parts and each.text not in use.names.bound:
                    use.sizes[full_name(each.text, each.label)] = None


def _collect_indices(use: _Use, trees: list[Tree]) -> None:
    use.indices |= set(use.names.bound)
    use.indices |= {n for n, x in use.names.context.letters.items() if x.role == "index"}
    for tree in walk_tree(*trees):
        if tree.kind == "big":
            use.indices.add(tree.label)
        if tree.kind == "at":
            places = (x for x in tree.parts[1:] if x.kind == "letter" and not x.parts)
            use.indices |= {x.text for x in places if x.text in INDEX_LETTERS}
        if tree.kind == "delta":
            use.indices |= {x.text for x in tree.parts if x.kind == "letter" and x.text in INDEX_LETTERS}
        if tree.kind == "letter" and tree.parts:
            used = [x.text for x in _atoms(tree) if x.kind == "letter"]
            if all(x in INDEX_LETTERS or x in use.indices or x in use.sizes for x in used):
                use.indices |= {x for x in used if x not in use.sizes}


def _atoms(tree: Tree) -> list[Tree]:
    return [x for part in tree.parts for x in walk_tree(part) if x.kind in ("letter", "number")]


def _visit(use: _Use, tree: Tree, scopes: dict[str, Key]) -> None:
    if tree.kind == "big":
        _visit_big(use, tree, scopes)
        return
    if tree.kind == "letter":
        _visit_letter(use, tree, scopes)
        return
    if tree.kind == "at":
        _note_places(use, tree, scopes)
    if tree.kind == "delta":
        _note_indices(use, Tree("letter", tree.span, "delta", tree.parts), scopes)
    if tree.kind == "call" and use.names.letter(tree.text) is None:
        use.functions.setdefault(tree.text, tree.style)
    for part in tree.parts:
        _visit(use, part, scopes)


def _note_places(use: _Use, tree: Tree, scopes: dict[str, Key]) -> None:
    """The i of softmax(z)_i runs over the entries of z."""
    inside = [x for x in walk_tree(tree.parts[0]) if x.kind == "letter" and not x.parts]
    known = [letter for x in inside if (letter := use.names.letter(x.text)) is not None and letter.axes]
    for place in tree.parts[1:]:
        if place.kind == "letter" and place.text in use.indices and place.text not in scopes and known:
            use.size_of.setdefault(use.find(_index_key(use, place.text, scopes)), known[0].axes[0])


def _visit_big(use: _Use, tree: Tree, scopes: dict[str, Key]) -> None:
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
    _visit(use, body, inner)
    _visit(use, condition, inner)
    for limit in (lo, hi):
        for each in walk_tree(limit):
            if each.kind == "letter" and each.text in scopes:
                continue


def _visit_letter(use: _Use, tree: Tree, scopes: dict[str, Key]) -> None:
    name = full_name(tree.text, tree.label)
    if use.names.letter(name) is not None or (tree.parts and use.names.letter(tree.text) is not None):
        _note_indices(use, tree, scopes)
        return
    if tree.text == "delta" and len(_places(tree)) == 2 and _is_indexed(use, tree):
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
        others = [x.text for x in _atoms(tree) if x.kind == "letter" and x.text not in scopes]
        use.integers |= dict.fromkeys(x for x in others if x not in use.indices and x not in use.sizes)
        _visit_array(use, tree, scopes)
        return
    if _is_indexed(use, tree):
        _visit_array(use, tree, scopes)
        return
    if tree.parts and all(x.kind == "number" for x in _atoms(tree)):
        use.numbered[name] = tree
        return
    _note_style(use, name, tree)
    _refuse_index_of_index(use, tree)
    use.labelled.append(tree)


def _holds_bound(tree: Tree, scopes: dict[str, Key]) -> bool:
    """`x_{t+k-1}` within a sum over k: an entry, whatever t is."""
    worded = any(x.kind == "word" for x in tree.parts)
    return not worded and any(x.kind == "letter" and x.text in scopes for x in _atoms(tree))


def _settle_labels(use: _Use) -> None:
    """`X_{n+1}` beside `X_i` is an entry too; anything else is a letter with a label."""
    for tree in use.labelled:
        named = [x.text for x in _atoms(tree) if x.kind == "letter"]
        entry = all(x in use.sizes or x in use.indices or x in use.integers for x in named)
        if tree.text in use.arrays and entry and len(_places(tree)) == use.arrays[tree.text]:
            _visit_array(use, tree, {})
        else:
            use.scalars.setdefault(full_name(tree.text, tree.label), tree.style)


def _refuse_index_of_index(use: _Use, tree: Tree) -> None:
    for each in walk_tree(*tree.parts):
        if each.kind == "letter" and each.parts and _is_indexed(use, each):
            _refuse(use, tree, "an index that itself has an index is not read here")


def _is_indexed(use: _Use, tree: Tree) -> bool:
    letters = [x.text for x in _atoms(tree) if x.kind == "letter"]
    known = all(x in use.indices or x in use.sizes for x in letters)
    worded = any(x.kind == "word" for x in tree.parts)
    return bool(tree.parts) and not worded and known and any(x in use.indices for x in letters)


def _counts(part: Tree) -> bool:
    """`2j`: a multiple of j, or the indices 2 and j."""
    kinds = [x.kind for x in part.parts]
    return part.kind == "run" and "number" in kinds and "letter" in kinds and kinds[0] == "number"


def _places(tree: Tree) -> list[Tree]:
    """One tree for each index place."""
    if len(tree.parts) == 1 and tree.parts[0].kind == "run" and len(tree.parts[0].parts) > 1:
        return [tree.parts[0]] if _counts(tree.parts[0]) else list(tree.parts[0].parts)
    return [p.parts[0] if p.kind == "run" and len(p.parts) == 1 else p for p in tree.parts]


def _visit_array(use: _Use, tree: Tree, scopes: dict[str, Key]) -> None:
    if len(tree.parts) == 1 and tree.text not in use.arrays and _counts(tree.parts[0]):
        _refuse(use, tree, f"the subscript {tree.parts[0].text!r} may be one index or several")
    places = _places(tree)
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


def _note_indices(use: _Use, tree: Tree, scopes: dict[str, Key]) -> None:
    """Index letters on a declared array, or on a Kronecker delta."""
    base = use.names.letter(tree.text)
    places = _places(tree)
    if tree.text == "delta" and base is None and all(x.kind == "letter" and not x.parts for x in places):
        first, second = (_index_key(use, x.text, scopes) for x in places)
        use.compared.append((first, second))
    for k, place in enumerate(places):
        for each in walk_tree(place):
            if each.kind != "letter" or each.text not in use.indices:
                continue
            key = _index_key(use, each.text, scopes)
            if base is not None and each is place and k < len(base.axes):
                use.size_of.setdefault(use.find(key), base.axes[k])
            if each.text not in scopes:
                use.free.setdefault(each.text)


def _index_key(use: _Use, name: str, scopes: dict[str, Key]) -> Key:
    return scopes.get(name, (f"index {name}", 0))


def _note_style(use: _Use, name: str, tree: Tree) -> None:
    known = use.styles.setdefault(name, tree.style)
    if known != tree.style:
        _refuse(use, tree, f"{tree.text!r} is set in two fonts; whether it is one letter or two is not clear")


def _refuse(use: _Use, tree: Tree, message: str) -> None:
    raise ReadError(message, text=use.text, span=tree.span, hint="declare the letters")


def _join_compared(use: _Use) -> None:
    """The i of δ_ij runs over what j runs over, when nothing else says where it runs."""
    for a, b in use.compared:
        if not (use.find(a) in use.size_of and use.find(b) in use.size_of):
            use.join(a, b)


def _declare(use: _Use) -> Context:
    _settle_labels(use)
    _join_compared(use)
    known = use.names.context.letters
    for name, tree in use.numbered.items():
        if tree.text not in use.arrays:
            use.scalars.setdefault(name, tree.style)
    for name in use.arrays:
        if name in use.scalars or name in use.functions:
            raise ReadError(
                f"{name!r} is used with and without an index",
                text=use.text,
                span=(0, len(use.text)),
                hint="declare it",
            )
    for name in use.functions:
        if name in use.scalars:
            raise ReadError(
                f"{name!r} is used as a function and as a letter",
                text=use.text,
                span=(0, len(use.text)),
                hint="declare it",
            )
    letters: list[Letter] = [Letter(n, latex=_latex(n, s)) for n, s in use.scalars.items()]
    letters += [Letter(n, role="function", latex=_latex(n, s)) for n, s in use.functions.items()]
    letters += [Letter(n, role="size") for n in use.sizes if n not in use.scalars]
    taken = {*known, *use.scalars, *use.sizes, *use.arrays, *use.functions, *use.indices}
    letters += [Letter(n, role="integer") for n in use.integers if n not in use.scalars]
    letters += _sized(use, taken)
    fresh = [x for x in letters if x.name not in known]
    return use.names.context.with_letters(*fresh)


def _latex(name: str, style: str) -> str | None:
    font = {"cal": "mathcal", "bold": "mathbf", "bb": "mathbb"}.get(style)
    return f"\\{font}{{{name}}}" if font and len(name) == 1 else None


def _sized(use: _Use, taken: set[str]) -> list[Letter]:
    """Arrays and free indices with their sizes; a size that nothing names is given a letter."""
    letters: list[Letter] = []

    def size(key: Key) -> Expr:
        root = use.find(key)
        if root not in use.size_of:
            name = next((s for s in SIZE_LETTERS if s not in taken), f"n_{len(taken)}")
            taken.add(name)
            letters.append(Letter(name, role="size"))
            use.size_of[root] = build.sym(name)
        return use.size_of[root]

    for name, rank in use.arrays.items():
        if name in use.shifted:
            letters.append(Letter(name, role="array", latex=_latex(name, use.styles.get(name + "_", ""))))
            continue
        axes = tuple(size((f"axis {name}", k)) for k in range(rank))
        style = use.styles.get(name + "_", "")
        letters.append(Letter(name, axes=axes, latex=_latex(name, style)))
    for name in use.free:
        letters.append(Letter(name, role="index", lo=build.ONE, hi=size((f"index {name}", 0))))
    return letters
