"""Elaboration of leaves: numbers, letters, and letters with indices."""

from __future__ import annotations

from dataclasses import replace

from derive.expressions import build
from derive.expressions.expr import Expr, node, postorder
from derive.notation.context import Letter
from derive.read.elaborator import Elaborator, Env
from derive.read.scripts import full_name
from derive.read.tree import Tree


def number(e: Elaborator, tree: Tree, env: Env) -> Expr:
    digits = tree.text.replace(",", "")
    if "e" in digits:
        mantissa, _, exponent = digits.partition("e")
        return scientific(mantissa, int(exponent))
    if digits.isdigit():
        return build.num(int(digits))
    return build.dec("0" + digits if digits[0] == "." else digits.rstrip("."))


def scientific(mantissa: str, exponent: int) -> Expr:
    """1.5e-3 is 0.0015 and 1e5 is 100000; 2.5e3 stays, for its last digit counts hundreds."""
    whole, point, part = mantissa.partition(".")
    if exponent < 0:
        digits = whole.rjust(-exponent + 1, "0")
        return build.dec(f"{digits[:exponent]}.{digits[exponent:]}{part}")
    if point:
        return build.dec(f"{mantissa}e{exponent}")
    return build.num(int(whole) * 10**exponent)


def const(e: Elaborator, tree: Tree, env: Env) -> Expr:
    if tree.text == "oo":
        if e.names.document:
            return build.INF
        e.refuse(tree.span, "infinity is read only as the point of a limit")
    return build.PI if tree.text == "pi" else build.E


def letter(e: Elaborator, tree: Tree, env: Env) -> Expr:
    name = full_name(tree.text, tree.label)
    if tree.parts or tree.label:
        return subscripted(e, tree, name, env)
    if name in env:
        return env[name]
    found = e.names.letter(name)
    if found is None and name == "I" and e.names.arrays:
        return node("identity")
    found = found or e.known(name, tree.span)
    if found.role == "index":
        return build.idx(name)
    if found.role == "imaginary":
        return node("const", value="i")
    if found.role == "function" and not e.names.document:
        e.refuse(tree.span, f"the function {name!r} needs its argument")
    if found.axes and not e.names.arrays:
        e.refuse(tree.span, f"{name!r} has {said_indices(len(found.axes))}; a number is expected here")
    return build.sym(name)


def subscripted(e: Elaborator, tree: Tree, name: str, env: Env) -> Expr:
    whole = e.names.letter(name) if tree.label else None
    if (
        whole is not None
        and (whole.role != "function" or e.names.document)
        and (not whole.axes or e.names.arrays)
    ):
        return build.sym(name)
    if tree.text == "delta" and e.names.letter("delta") is None:
        return kronecker(e, tree, env)
    if tree.text == "I" and e.names.arrays and e.names.letter("I") is None and len(tree.parts) == 1:
        return node("identity", place(e, tree.parts[0], env))
    labelled = labelled_array(e, tree)
    if labelled is not None:
        base, places = labelled
        found = indices(e, replace(tree, parts=places), len(base.axes), env)
        return build.entry(build.sym(base.name), *found)
    if tree.text in env and e.names.document:
        e.refuse(tree.span, f"{tree.text!r} is what the sum runs over, and has a subscript here")
    base = family(e, tree) or e.names.letter(tree.text) or e.known(name, tree.span)
    if base.role in ("array", "sequence"):
        return build.entry(build.sym(base.name), *open_indices(e, tree, env))
    if not base.axes:
        e.refuse(tree.span, f"{tree.text!r} takes no index, and {name!r} is no letter that is declared")
    return build.entry(build.sym(base.name), *indices(e, tree, len(base.axes), env))


def family(e: Elaborator, tree: Tree) -> Letter | None:
    """The array of a letter that also stands for a number: L and its terms L_i."""
    rank = len(spread_places(tree))
    for name in (tree.text, family_name(tree.text, "each"), family_name(tree.text, f"each{rank}")):
        found = e.names.letter(name)
        if found is not None and (len(found.axes) == rank or found.role in ("array", "sequence")):
            return found
    return None


def family_name(name: str, mark: str) -> str:
    """The name of a letter's terms: L_each, and with an index above x_each^{()}."""
    base, raised, above = name.partition("^")
    return f"{base}_{mark}{raised}{above}"


def labelled_array(e: Elaborator, tree: Tree) -> tuple[Letter, tuple[Tree, ...]] | None:
    """`b_{f, i}` where b_f is an array: the label, then the indices."""
    pieces = tree.label.split(",")
    for cut in range(1, len(pieces) if len(pieces) == len(tree.parts) else 1):
        base = e.names.letter(full_name(tree.text, ",".join(pieces[:cut])))
        if base is not None and base.axes:
            return base, tree.parts[cut:]
    return None


def kronecker(e: Elaborator, tree: Tree, env: Env) -> Expr:
    if not tree.parts:
        e.refuse(tree.span, "a Kronecker delta has two indices")
    return build.delta(*indices(e, tree, 2, env))


def indices(e: Elaborator, tree: Tree, rank: int, env: Env) -> list[Expr]:
    items = list(tree.parts)
    if len(items) == 1 and items[0].kind == "run" and rank > 1:
        items = spread(items[0], rank)
    row = e.names.arrays and 0 < len(items) < rank
    if len(items) != rank and not row:
        e.refuse(tree.span, f"{tree.text!r} has {said_indices(rank)}; this subscript is not read as {rank}")
    return [place(e, item, env) for item in items]


def open_indices(e: Elaborator, tree: Tree, env: Env) -> list[Expr]:
    """The indices of an array whose number of axes is not known: as many as are written."""
    return [place(e, item, env) for item in spread_places(tree)]


def spread_places(tree: Tree) -> list[Tree]:
    items: list[Tree] = []
    for part in tree.parts:
        multiple = part.kind == "run" and len(part.parts) > 1 and part.parts[0].kind != "number"
        items += list(part.parts) if multiple else [part]
    return items


def place(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """An index expression: indices, sizes, whole numbers, their sums, and entries that are whole numbers."""
    if tree.kind == "run":
        tree = single_index(e, tree)
    index = e.scalar(tree, env)
    for each in postorder(index):
        real = each.head == "sym" and e.names.context.role(each.value) not in ("size", "integer")
        if real or not _is_index_part(each):
            e.refuse(tree.span, "an index is made of index letters, sizes and whole numbers")
    return index


def _is_index_part(expr: Expr) -> bool:
    return expr.head in ("idx", "num", "add", "neg", "mul", "sym", "div", "entry")


def single_index(e: Elaborator, run: Tree) -> Tree:
    """The run as one index: i, or 2j as a product; ij would be several."""
    if len(run.parts) == 1:
        return run.parts[0]
    if len(run.parts) == 2 and run.parts[0].kind == "number" and run.parts[1].kind == "letter":
        return Tree("mul", run.span, parts=run.parts)
    e.refuse(run.span, f"the subscript {run.text!r} may be one index or several; use commas")


def said_indices(rank: int) -> str:
    return "one index" if rank == 1 else f"{rank} indices"


def spread(run: Tree, rank: int) -> list[Tree]:
    """The atoms of ij or 11 as so many indices."""
    if len(run.parts) == rank:
        return list(run.parts)
    if len(run.parts) == 1 and run.text.isdigit() and len(run.text) == rank:
        return [Tree("number", run.span, digit) for digit in run.text]
    return [run]
