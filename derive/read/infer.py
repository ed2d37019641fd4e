"""What undeclared letters are, from how a text uses them: indices, sizes, arrays, functions, real scalars."""

from __future__ import annotations

from typing import NoReturn

from derive.errors import ReadError
from derive.expressions import build
from derive.expressions.expr import Expr
from derive.notation.context import Context, Letter
from derive.read.ambiguous import refuse_ambiguous, refuse_arrays
from derive.read.axes import Key
from derive.read.grammar import GREEK
from derive.read.infer_document import infer_document
from derive.read.names import Names, with_context
from derive.read.scripts import full_name
from derive.read.tree import Tree, walk_tree
from derive.read.uses import (
    Uses,
    atoms_of,
    collect_indices,
    collect_sizes,
    places_of,
    visit,
    visit_array,
)

SIZE_LETTERS = ("n", "m", "p", "q", "N", "M")
COUNTS = ("n", "N", "m", "M")  # how many terms a sum has, where they stand beside it


def infer_names(text: str, trees: list[Tree], names: Names) -> Names:
    """The names with every letter of the trees that they did not have."""
    if names.document:
        return infer_document(text, trees, names)
    return with_context(names, infer_letters(text, trees, names))


def infer_letters(text: str, trees: list[Tree], names: Names) -> Context:
    """The context with every letter of the trees that it did not have."""
    use = Uses(text, names, set())
    collect_sizes(use, trees)
    collect_indices(use, trees)
    for tree in trees:
        visit(use, tree, {})
    _refuse_imaginary(use, trees)
    _refuse_unit_matrix(use, trees)
    _refuse_constant(use, trees)
    refuse_ambiguous(use, trees)
    refuse_arrays(use, trees)
    found = _declare(use)
    _refuse_open_size(use, trees)
    return found


def _refuse_open_size(use: Uses, trees: list[Tree]) -> None:
    r"""`\frac{1}{n} \sum_i x_i`: whether i runs to n is not said."""
    count = next((x for x in COUNTS if x in use.scalars), None)
    for tree in walk_tree(*trees) if count else ():
        size = use.size_of.get(use.find((f"sum {tree.label}", tree.span[0]))) if tree.kind == "big" else None
        written = size is None or size.head != "sym" or size.value in use.sizes
        if tree.kind == "big" and tree.parts[2].kind == "none" and not (written or _is_declared(use, size)):
            message = f"whether {tree.label} runs to {count} is not said"
            hint = f'write \\sum_{{{tree.label}=1}}^{{{count}}}, or declare: --shape "{count}: real"'
            raise ReadError(message, text=use.text, span=tree.span, hint=hint)


def _is_declared(use: Uses, size: Expr | None) -> bool:
    return size is not None and use.names.letter(str(size.value)) is not None


def _refuse_constant(use: Uses, trees: list[Tree]) -> None:
    r"""`\log \pi + \log \pi_k`: π may be the number or the array; e in `e^{e_k}` is the number."""
    bases = [x.parts[0].span for x in walk_tree(*trees) if x.kind == "pow"]
    for each in walk_tree(*trees):
        if each.kind == "const" and each.text in use.arrays and each.span not in bases:
            message = f"{each.text!r} is used with and without an index"
            raise ReadError(message, text=use.text, span=each.span, hint="take another letter for the array")


def _refuse_imaginary(use: Uses, trees: list[Tree]) -> None:
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


def _refuse_unit_matrix(use: Uses, trees: list[Tree]) -> None:
    """`A A^{-1} = I`: with A a matrix, I is the unit matrix; A is a number as long as nothing declares it."""
    if "I" not in use.scalars or not any(_is_inverse(use, each) for each in walk_tree(*trees)):
        return
    hint = 'declare the matrices, --shape "A: n,n", or --shape "I: real"'
    message, span = "'I' may be the unit matrix or a real number", (0, len(use.text))
    raise ReadError(message, text=use.text, span=span, hint=hint)


def _is_inverse(use: Uses, tree: Tree) -> bool:
    """A^{-1}, of a capital letter that nothing declares."""
    if tree.kind != "pow" or tree.parts[0].kind != "letter":
        return False
    base, (start, end) = tree.parts[0].text, tree.span
    return base.isupper() and base in use.scalars and use.text[start:end].replace(" ", "").endswith("^{-1}")


def _is_exponential(tree: Tree) -> bool:
    if tree.kind == "pow":
        return tree.parts[0].kind == "const" and tree.parts[0].text == "e"
    return tree.kind == "apply" and tree.text == "exp"


def _settle_labels(use: Uses) -> None:
    """`X_{n+1}` beside `X_i` is an entry too; anything else is a letter with a label."""
    for tree in use.labelled:
        named = [x.text for x in atoms_of(tree) if x.kind == "letter"]
        entry = all(x in use.sizes or x in use.indices or x in use.integers for x in named)
        fits = tree.text in use.arrays and len(places_of(tree)) == use.arrays[tree.text]
        if fits and (entry or _is_at_letters(use, tree, named)):
            visit_array(use, tree, {})
        else:
            use.scalars.setdefault(full_name(tree.text, tree.label), tree.style)


def _is_at_letters(use: Uses, tree: Tree, named: list[str]) -> bool:
    """`s_y` beside `s_j`: an entry, at a place y that is free like any index."""
    atoms = atoms_of(tree)
    if not named or not all(len(x.text) == 1 and x.text.islower() for x in atoms if x.kind == "letter"):
        single = all(x.kind == "number" or len(x.text) == 1 or x.text in GREEK for x in atoms)
        return _refuse_entry_or_letter(use, tree) if named and single else False
    if any(x in use.scalars or x in use.functions for x in named) or len(atoms) > 1:
        _refuse_entry_or_letter(use, tree)
    use.indices |= set(named)
    return True


def _refuse_entry_or_letter(use: Uses, tree: Tree) -> NoReturn:
    name, place = full_name(tree.text, tree.label), tree.label
    message = f"{name} may be an entry of {tree.text} or a letter of its own"
    hint = f'declare the place, --shape "{place}: index 1..n", or the letter, --shape "{name}: real"'
    raise ReadError(message, text=use.text, span=tree.span, hint=hint)


def _join_compared(use: Uses) -> None:
    """The i of δ_ij runs over what j runs over, when nothing else says where it runs."""
    for a, b in use.compared:
        if not (use.find(a) in use.size_of and use.find(b) in use.size_of):
            use.join(a, b)


def _declare(use: Uses) -> Context:
    _settle_labels(use)
    _join_compared(use)
    known = use.names.context.letters
    _refuse_two_spellings(use)
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


def _refuse_two_spellings(use: Uses) -> None:
    """`x_{12}` beside `x_{1,2}`: one entry, written in two ways, or two letters."""
    written: dict[str, str] = {}
    for name, tree in use.numbered.items():
        digits = name.replace(",", "").replace("{", "").replace("}", "")
        if written.setdefault(digits, name) != name:
            message = f"{name} and {written[digits]} may be one letter or two"
            raise ReadError(message, text=use.text, span=tree.span, hint="write both in one way")


def _latex(name: str, style: str) -> str | None:
    font = {"cal": "mathcal", "bold": "mathbf", "bb": "mathbb"}.get(style)
    return f"\\{font}{{{name}}}" if font and len(name) == 1 else None


def _sized(use: Uses, taken: set[str]) -> list[Letter]:
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
            letters.append(Letter(name, role="sequence", latex=_latex(name, use.styles.get(name + "_", ""))))
            continue
        axes = tuple(size((f"axis {name}", k)) for k in range(rank))
        style = use.styles.get(name + "_", "")
        letters.append(Letter(name, axes=axes, latex=_latex(name, style)))
    for name in use.free:
        letters.append(Letter(name, role="index", lo=build.ONE, hi=size((f"index {name}", 0))))
    return letters
