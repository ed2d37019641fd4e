r"""Statements that can be read in two ways once all letters have been seen: they are refused, not guessed."""

from __future__ import annotations

from derive.errors import ReadError
from derive.read.scripts import full_name
from derive.read.tree import Tree, walk_tree
from derive.read.uses import Uses


def refuse_ambiguous(use: Uses, trees: list[Tree]) -> None:
    """Raise ReadError for letters in two roles, and for sums whose body or indices are not clear."""
    _refuse_two_roles(use, trees)
    _refuse_transpose(use, trees)
    for tree in walk_tree(*trees):
        if tree.kind == "add" and use.names.latex:
            _refuse_open_sum(use, *tree.parts)
        if tree.kind == "big":
            _refuse_half_bound(use, tree, trees)
        if tree.kind == "deriv":
            _refuse_unknown_dependence(use, *tree.parts[:2])


def _refuse_two_roles(use: Uses, trees: list[Tree]) -> None:
    """`gamma(x - mu)` beside `gamma*x`: a function of the library or a factor."""
    for tree in walk_tree(*trees):
        if tree.kind == "apply" and tree.text in use.scalars:
            message = f"{tree.text!r} is used as a function and as a letter"
            raise ReadError(message, text=use.text, span=tree.span, hint="declare the letter")


def _refuse_transpose(use: Uses, trees: list[Tree]) -> None:
    """`a^T b`, with T nowhere but in exponents, where no array is declared."""
    if "T" not in use.scalars or any(x.axes for x in use.names.context.letters.values()):
        return
    raised = [t for t in walk_tree(*trees) if t.kind == "pow" and is_letter(t.parts[1], "T")]
    if len(raised) == sum(is_letter(t, "T") for t in walk_tree(*trees)):
        message = "T may be the transpose or a number"
        raise ReadError(
            message, text=use.text, span=raised[0].span, hint="declare T, or the shape of the array"
        )


def is_letter(tree: Tree, name: str) -> bool:
    return tree.kind == "letter" and full_name(tree.text, tree.label) == name


def _refuse_open_sum(use: Uses, left: Tree, right: Tree) -> None:
    r"""`\sum_i a_i + b_i`: whether the last term belongs to the sum is not clear."""
    sums = open_sums(left)
    names = [x for x in sums if use.names.letter(x) is None and occurs_free(x, right)]
    if names:
        span = (left.span[0], right.span[1])
        message = f"it is not clear where the sum over {names[0]} ends"
        raise ReadError(message, text=use.text, span=span, hint="use parentheses: (Σ a) + b or Σ (a + b)")


def open_sums(tree: Tree) -> list[str]:
    """The indices of the sums that the tree ends with, no bracket closing them."""
    found = []
    while tree.kind in ("add", "mul", "neg", "plus", "big"):
        if tree.kind == "big":
            found.append(tree.label)
        tree = tree.parts[0] if tree.kind in ("big", "neg", "plus") else tree.parts[-1]
    return found


def occurs_free(name: str, tree: Tree) -> bool:
    if tree.kind == "big" and tree.label == name:
        return any(occurs_free(name, part) for part in tree.parts[1:3])
    if tree.kind == "letter" and not tree.parts and tree.text == name:
        return True
    return any(occurs_free(name, part) for part in tree.parts)


def _refuse_unknown_dependence(use: Uses, body: Tree, letter: Tree) -> None:
    r"""`\frac{dy}{dx}` of letters of which nothing is declared: 0, or a derivative that is not known."""
    if body.kind != "letter" or letter.kind != "letter" or body.text == letter.text:
        return
    if use.names.letter(body.text) is None and use.names.letter(full_name(body.text, body.label)) is None:
        message = f"how {body.text!r} depends on {letter.text!r} is not known"
        raise ReadError(message, text=use.text, span=body.span, hint=f"define {body.text!r}, or declare it")


def _refuse_half_bound(use: Uses, big: Tree, trees: list[Tree]) -> None:
    r"""`\sum_{i \ne j} x_i x_j` where j stands nowhere else: a sum over both, or over i for each j."""
    body, condition = big.parts[0], big.parts[3]
    if condition.kind != "rel" or condition.text != "ne" or not is_letter(condition.parts[0], big.label):
        return
    other = condition.parts[1]
    if other.kind != "letter" or other.parts or use.names.letter(other.text) is not None:
        return
    inside = _count(other.text, body) + 1
    if inside > 1 and not _is_bound_around(other.text, big, trees) and inside == _count(other.text, *trees):
        message = f"it is not clear whether the sum runs over {other.text} too"
        hint = f"write it as two sums, or declare {other.text} as an index"
        raise ReadError(message, text=use.text, span=big.span, hint=hint)


def _is_bound_around(name: str, big: Tree, trees: list[Tree]) -> bool:
    around = (t for t in walk_tree(*trees) if t.kind == "big" and t.label == name)
    return any(part is big for t in around for part in walk_tree(t))


def _count(name: str, *trees: Tree) -> int:
    return sum(t.kind == "letter" and not t.parts and t.text == name for t in walk_tree(*trees))


# ---- letters that may be arrays ----------------------------------------------------------------------

_ELEMENTWISE = ("odot", "oslash")


def refuse_arrays(use: Uses, trees: list[Tree]) -> None:
    r"""Raise ReadError for `A \odot B` and `(A B)^{-1}` of undeclared letters, maybe arrays."""
    for tree in walk_tree(*trees):
        if tree.kind == "mul" and tree.text in _ELEMENTWISE:
            lone = _lone(use, tree)
            if lone is not None:
                _ask(
                    use,
                    tree,
                    f"\\{tree.text} multiplies arrays, and the shape of {lone!r} is not known",
                    lone,
                )
    capitals = {x: None for t in walk_tree(*trees) if (x := _capital(use, t))}
    inverted = next((t for t in walk_tree(*trees) if _is_inverse(use, t)), None)
    if inverted is not None and len(capitals) > 1:
        one = next(iter(capitals))
        _ask(use, inverted, f"{' and '.join(capitals)} may be matrices or numbers", one)


def _ask(use: Uses, tree: Tree, message: str, name: str) -> None:
    hint = f'declare the letters: --shape "{name}: n,n" or --shape "{name}: real"'
    raise ReadError(message, text=use.text, span=tree.span, hint=hint)


def _lone(use: Uses, tree: Tree) -> str | None:
    """A letter in the product of which nothing but its name is known."""
    letters = [full_name(t.text, t.label) for t in walk_tree(tree) if t.kind == "letter" and not t.parts]
    return next((x for x in letters if x in use.scalars), None)


def _capital(use: Uses, tree: Tree) -> str | None:
    lone = tree.kind == "letter" and len(tree.text) == 1 and tree.text.isupper() and tree.text in use.scalars
    return tree.text if lone and not tree.label else None


def _is_inverse(use: Uses, tree: Tree) -> bool:
    """`A^{-1}`, `(I + A)^{-1}` of capital letters."""
    if tree.kind != "pow" or tree.parts[1].kind != "neg" or tree.parts[1].parts[0].text != "1":
        return False
    return any(_capital(use, t) for t in walk_tree(tree.parts[0]))
