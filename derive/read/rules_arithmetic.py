"""Elaboration of sums, products, quotients and powers, of numbers and of arrays."""

from __future__ import annotations

from fractions import Fraction

from derive.errors import ReadError, UnfitArrays
from derive.expressions import build
from derive.expressions.expr import Expr, node
from derive.notation.shapes import MaybeShape, Shape, said, same_shape, same_size
from derive.read.elaborator import Elaborator, Env
from derive.read.grammar import FUNCTION_LETTERS
from derive.read.tree import Tree

_ELEMENTWISE = {"odot": "hadamard", "circ": "hadamard", "oslash": "hadamard_div", "bigcirc": "bigcirc"}


def group(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return e.elaborate(tree.parts[0], env)


def add(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """a + b − c is one sum of a, b and −c."""
    span, terms = tree.span, []
    while tree.kind == "add":
        right = e.value(tree.parts[1], env)
        terms.append(build.neg(right) if tree.label == "-" else right)
        tree = tree.parts[0]
    terms.append(e.value(tree, env))
    return e.checked(build.add(*reversed(terms)), span)


def neg(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return build.neg(e.value(tree.parts[0], env))


def plus(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return e.value(tree.parts[0], env)


def div(e: Elaborator, tree: Tree, env: Env) -> Expr:
    over, under = (e.value(x, env) for x in tree.parts)
    if under.head in ("num", "dec") and Fraction(under.value) == 0:
        e.refuse(tree.span, "a division by zero has no value")
    shape = e.shape(under, tree.parts[1].span)
    above = e.shape(over, tree.parts[0].span) if shape else None
    if shape and above and tree.text != "frac" and same_shape(above, shape) and not is_square(shape):
        return node("hadamard_div", over, under)
    if shape and above == () and tree.text != "frac" and len(shape) == 1 and not e.names.document:
        return node("hadamard_div", build.mul(over, node("ones", *shape)), under)
    if shape:
        e.refuse(
            tree.span,
            f"a quotient by {said(shape)} has no one meaning",
            "write an inverse, or \\oslash for entries",
        )
    return build.div(over, under)


def is_square(shape: Shape) -> bool:
    """Then A/B may be A B⁻¹."""
    return len(shape) == 2 and same_size(*shape)


# ---- products --------------------------------------------------------------------------------------


def mul(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """Numbers multiply; arrays multiply as their sign says, next to each other as matrices."""
    factors, signs = _flat(tree)
    if {"circ", "*"} & {*signs} and e.names.document and all(_may_be_function(e, x) for x in factors):
        sign = "\\circ may be one function after another" if "circ" in signs else "* may be a convolution"
        e.refuse(tree.span, f"{sign}, or the product of entries")
    if e.names.document and _is_cross(factors, signs):
        e.refuse(tree.span, "× of two vectors may be the cross product", "write \\cdot or x^T y")
    found = [e.value(x, env) for x in factors]
    shapes = [e.shape(x, t.span) for x, t in zip(found, factors, strict=True)]
    if sum(s != () for s in shapes) < 2:
        if "@" in signs and not e.names.document:
            e.refuse(tree.span, "@ is a matrix product, and these are numbers", "write a product with *")
        return _numbers(found, signs)
    return _Product(e, tree).of(found, shapes, signs)


def _is_cross(factors: list[Tree], signs: list[str]) -> bool:
    r"""`\mathbf{a} \times \mathbf{b}`, small bold letters on both sides."""
    beside = zip(factors, signs, factors[1:], strict=False)
    return any(s == "times" and _is_bold_vector(a) and _is_bold_vector(b) for a, s, b in beside)


def _is_bold_vector(tree: Tree) -> bool:
    return tree.kind == "letter" and tree.style == "bold" and tree.text[:1].islower() and not tree.parts


def _may_be_function(e: Elaborator, tree: Tree) -> bool:
    if tree.kind not in ("letter", "call") or (tree.parts and tree.kind == "letter"):
        return False
    return tree.text in FUNCTION_LETTERS or e.names.context.role(tree.text) == "function"


def _flat(tree: Tree) -> tuple[list[Tree], list[str]]:
    """The factors of a chain of products, and the signs between them."""
    factors: list[Tree] = []
    signs: list[str] = []
    while tree.kind == "mul":
        right = tree.parts[1]
        if right.kind == "mul" and tree.text in ("odot", "circ", "otimes", "oslash"):
            inner, between = _flat(right)
            factors += reversed(inner)
            signs += [*reversed(between), tree.text]
        else:
            factors.append(right)
            signs.append(tree.text)
        tree = tree.parts[0]
    factors.append(tree)
    return factors[::-1], signs[::-1]


def _numbers(found: list[Expr], signs: list[str]) -> Expr:
    if "oslash" not in signs:
        return build.mul(*found)
    product = found[0]
    for sign, right in zip(signs, found[1:], strict=True):
        product = build.div(product, right) if sign == "oslash" else build.mul(product, right)
    return product


class _Product:
    """A product with at least two arrays; elementwise signs bind less than adjacency."""

    def __init__(self, e: Elaborator, tree: Tree) -> None:
        self.e = e
        self.span = tree.span

    def of(self, found: list[Expr], shapes: list[MaybeShape], signs: list[str]) -> Expr:
        """Adjacent factors first; where that does not fit, from left to right: δ ⊙ σ′(z) xᵀ."""
        try:
            return self.grouped(found, signs)
        except ReadError as misfit:
            if not any(s in _ELEMENTWISE for s in signs):
                raise
            try:
                return self.e.checked(self.from_the_left(found, signs), self.span)
            except ReadError:
                raise misfit from None

    def from_the_left(self, found: list[Expr], signs: list[str]) -> Expr:
        product = found[0]
        for sign, right in zip(signs, found[1:], strict=True):
            product = self.combined(product, sign, right)
        return product

    def grouped(self, found: list[Expr], signs: list[str]) -> Expr:
        groups: list[list[int]] = [[0]]
        marks: list[str] = []
        for k, sign in enumerate(signs):
            if sign in _ELEMENTWISE or sign == "otimes":
                groups.append([k + 1])
                marks.append(sign)
            else:
                groups[-1].append(k + 1)
        products = [self.adjacent([found[k] for k in g], [signs[k - 1] for k in g[1:]]) for g in groups]
        product = products[0]
        for mark, right in zip(marks, products[1:], strict=True):
            product = self.combined(product, mark, right)
        return self.e.checked(product, self.span)

    def adjacent(self, found: list[Expr], signs: list[str]) -> Expr:
        """Factors side by side: numbers in front, each run of arrays as one product."""
        if len(found) == 1:
            return found[0]
        arrays = [x for x in found if self.shape(x) != ()]
        if len(arrays) < 2:
            return build.mul(*found)
        numbers: list[Expr] = []
        product: Expr | None = None
        for factor, sign in zip(found, ["", *signs], strict=True):
            if self.shape(factor) == ():
                numbers.append(factor)
                continue
            product = factor if product is None else self.combined(product, sign, factor)
            if self.shape(product) == ():
                numbers.append(product)
                product = None
        return build.mul(*numbers, *([product] if product is not None else []))

    def shape(self, expr: Expr) -> MaybeShape:
        return self.e.shape(expr, self.span)

    def combined(self, left: Expr, sign: str, right: Expr) -> Expr:
        scaled = self.shape(left) == () or self.shape(right) == ()
        if scaled and not (self.e.names.document and sign in _ELEMENTWISE):
            return build.mul(left, right)
        if sign in _ELEMENTWISE:
            return node(_ELEMENTWISE[sign], left, right)
        if sign == "otimes":
            return self.tensor(left, right)
        if sign in ("*", "ast"):
            return self.starred(left, right)
        if sign == "cdot" and self.is_dot(left, right):
            return node("dot", left, right)
        both_vectors = len(self.shape(left) or ((),) * 2) == 1 == len(self.shape(right) or ((),) * 2)
        if both_vectors and not self.e.names.document:
            self.e.paired(left, right, self.span)
            self.e.refuse(
                self.span,
                "two vectors side by side have no product",
                "write x^T y, x y^T, x \\cdot y or x \\odot y",
            )
        head = left.args if left.head == "matmul" else (left,)
        return node("matmul", *head, right)

    def is_dot(self, left: Expr, right: Expr) -> bool:
        a, b = self.shape(left), self.shape(right)
        if a is None or b is None:
            return all(x.head in ("sym", "entry", "call") for x in (left, right))
        return len(a) == len(b) == 1

    def tensor(self, left: Expr, right: Expr) -> Expr:
        a, b = self.shape(left), self.shape(right)
        if a is None or b is None or self.e.names.document:
            return node("otimes", left, right)
        if same_shape(a, b):
            self.e.refuse(
                self.span,
                "\\otimes may be the outer product or the product of entries",
                "write x y^T or \\odot",
            )
        return node("outer", left, right)

    def starred(self, left: Expr, right: Expr) -> Expr:
        a, b = self.shape(left), self.shape(right)
        if a is None or b is None:
            return node("star", left, right)
        if not same_shape(a, b):
            hint = "for a matrix product write the factors side by side, or A @ B in plain maths"
            message = f"{said(a)} * {said(b)}: entries do not pair"
            if len(a) == len(b) == 2 and build.ONE not in (*a, *b):
                raise UnfitArrays(message, text=self.e.text, span=self.span, hint=hint)
            self.e.refuse(self.span, message, hint)
        return node("hadamard", left, right)
