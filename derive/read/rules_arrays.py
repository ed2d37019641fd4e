"""Elaboration of arrays and of what documents write beside expressions: lists, sets, omissions."""

from __future__ import annotations

from derive.expressions import build
from derive.expressions.expr import Expr, node
from derive.read.bounds import check_sizes
from derive.read.compounds import COMPOUNDS, compound
from derive.read.elaborator import Elaborator, Env
from derive.read.tree import Tree

NAMED = {  # function word: (head, how many arguments)
    "tr": ("trace", 1),
    "trace": ("trace", 1),
    "det": ("det", 1),
    "diag": ("diag", 1),
    "inv": ("inverse", 1),
    "transpose": ("transpose", 1),
    "outer": ("outer", 2),
    "dot": ("dot", 2),
    "hadamard": ("hadamard", 2),
    "matmul": ("matmul", 2),
    "total": ("total", 1),
    "oslash": ("hadamard_div", 2),
    "otimes": ("otimes", 2),
    "star": ("star", 2),
    "kron": ("kron", 2),
    "cross": ("cross", 2),
    "tril": ("tril", 1),
    "triu": ("triu", 1),
    "vec": ("vec", 1),
}


def named(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """tr(A), det(A), diag(v), inv(A), dot(u, v), outer(u, v); ones and zeros with their sizes."""
    arrays = e.with_arrays()
    arguments = [arrays.value(x, env) for x in tree.parts]
    if tree.text in ("ones", "zeros", "identity"):
        e.bounded(tree.span, check_sizes(arguments))
        return node(tree.text, *arguments)
    if tree.text in COMPOUNDS:
        return arrays.checked(compound(e, tree, arguments), tree.span)
    head, wanted = NAMED[tree.text]
    if head == "diag" and len(arguments) > 1 and e.names.document:
        return node("diag", node("vector", *arguments))
    if len(arguments) != wanted:
        e.refuse(
            tree.span, f"{tree.text} takes {wanted} argument{'s' if wanted > 1 else ''}, not {len(arguments)}"
        )
    for argument, part in zip(arguments, tree.parts, strict=True):
        if arrays.is_number(argument, part.span) and not e.names.document:
            e.refuse(part.span, f"{tree.text} is taken of an array, and this is a number")
    return arrays.checked(node(head, *arguments), tree.span)


def norm(e: Elaborator, tree: Tree, env: Env) -> Expr:
    r"""`\|v\|`, `\|v\|_2`, `\|v\|_1`, `\|A\|_F`; of a matrix \|A\| has to be named, norm(A) is Frobenius'."""
    arrays = e.with_arrays()
    inner = arrays.value(tree.parts[0], env)
    shape = arrays.shape(inner, tree.span)
    if tree.label == "F" or (tree.style == "word" and not tree.label and shape and len(shape) == 2):
        return node("frobenius", inner)
    if shape is not None and len(shape) == 2 and shape[0] is not build.ONE:
        e.refuse(
            tree.span,
            "which norm of a matrix is meant is not clear",
            "write \\|A\\|_F for the Frobenius norm",
        )
    return node("norm", inner, _degree(e, tree, env))


def _degree(e: Elaborator, tree: Tree, env: Env) -> Expr:
    if tree.label in ("", "2"):
        return build.TWO
    if tree.label in ("oo", "infty", "inf"):
        return build.INF
    if tree.label.isdigit() and int(tree.label) >= 1:
        return build.num(int(tree.label))
    if tree.label.isalpha() and len(tree.label) == 1 and e.names.letter(tree.label) is not None:
        return build.sym(tree.label)
    e.refuse(tree.span, f"the norm of degree {tree.label!r} is not read")


def nabla(e: Elaborator, tree: Tree, env: Env) -> Expr:
    r"""`\nabla_x f` is ∂f/∂x, in the shape of x; without a letter it is read for f(x) of one argument."""
    body = e.value(tree.parts[0], env)
    letters = [e.value(x, env) for x in tree.parts[1:]]
    if not letters and body.head == "call" and len(body.args) == 2 and body.args[1].head in ("sym", "entry"):
        letters = [body.args[1]]
    if not letters:
        if not e.names.document:
            e.refuse(tree.span, "by which letter is this gradient? write \\nabla_x")
        return node("hessian" if tree.label == "2" else "gradient", body)
    for letter in letters * (2 if tree.label == "2" else 1):
        if letter.head not in ("sym", "entry"):
            e.refuse(tree.span, "a gradient is by a letter or an entry")
        body = build.deriv(body, letter)
    return e.checked(body, tree.span)


# ---- lists and matrices ----------------------------------------------------------------------------


def written_list(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """[a, b] of numbers is a vector, of arrays they are stacked; (a, b) and {a, b} are for documents."""
    if tree.text == "[" and all(x.kind == "list" and x.text == "[" for x in tree.parts):
        rows = tuple(Tree("row", x.span, parts=x.parts) for x in tree.parts)
        return matrix(e, Tree("matrix", tree.span, parts=rows), env)
    items = [e.value(x, env) for x in tree.parts]
    if tree.text == "[" and tree.label == "interval":
        return node("interval", *items)
    if tree.text != "[":
        if not e.names.document:
            e.refuse(tree.span, "a list is not an expression")
        return node("tuple" if tree.text == "(" else "set", *items)
    if not e.names.arrays:
        e.refuse(tree.span, "a list is not an expression")
    return e.checked(stacked(e, items, tree), tree.span)


def stacked(e: Elaborator, items: list[Expr], tree: Tree) -> Expr:
    shapes = [e.shape(x, tree.span) for x in items]
    whole = [x for x, s in zip(items, shapes, strict=True) if s or (s is None and _is_array_letter(e, x))]
    return node("block" if whole else "vector", *items)


def _is_array_letter(e: Elaborator, expr: Expr) -> bool:
    if expr.head in ("transpose", "block", "vector", "matrix"):
        return True
    return expr.head == "sym" and e.names.context.role(expr.value) == "array"


def matrix(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """Rows of numbers; a column of arrays is stacked."""
    if not e.names.arrays:
        e.refuse(tree.span, "a matrix is not a number")
    rows = [[e.value(x, env) for x in row.parts] for row in tree.parts]
    column = [row[0] for row in rows if len(row) == 1]
    if len(column) == len(rows):
        found = stacked(e, column, tree)
        if found.head == "block":
            return e.checked(found, tree.span)
    return e.checked(node("matrix", *(node("row", *row) for row in rows)), tree.span)


# ---- documents -------------------------------------------------------------------------------------


def dots(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return node("hole" if tree.text == "hole" else "dots")


def written_set(e: Elaborator, tree: Tree, env: Env) -> Expr:
    r"""`\mathbb{R}^{n \times d}` is reals(n, d), `\{1, …, K\}` a set, `1 \ldots N` a sequence."""
    read = e.elaborate if tree.text in ("set_of", "given") else e.value
    return node(tree.text, *(read(x, env) for x in tree.parts), value=tree.label or None)
