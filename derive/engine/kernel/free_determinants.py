"""Determinants of matrices of which nothing else is said, as numbers of their own.

    det(A B) = det A det B    det Aᵀ = det A    det A⁻¹ = 1/det A    det(c A) = cⁿ det A    det 1 = 1

det takes every real value at every size, at diag(d, 1, …, 1). A statement in which A stands below det alone
is therefore the one in which a letter d stands for det A: each is true, or false, where the other is.
"""

from __future__ import annotations

from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, div, mul, neg, power, sym
from derive.expressions.expr import Expr, node
from derive.expressions.walk import letters, transform
from derive.notation.context import Context, Letter
from derive.notation.shapes import Shape, same_size, shape_of
from derive.records.statement import Statement


def freed(statement: Statement) -> tuple[Statement, dict[str, Expr]]:
    """The statement between numbers, and the letter of each det A; Reject where that is another one."""
    trees = (statement.left, statement.right, *statement.context.assumptions)
    defined = [side for d in statement.context.definitions for side in (d.left, d.right)]
    taken = {name for tree in (*trees, *defined) for name in letters(tree)}
    work = Determinants(statement.context, taken | set(statement.context.letters))
    left, right, *assumed = (transform(tree, work.opened) for tree in trees)
    if not work.found:
        raise Reject("no determinant")
    for tree in (left, right, *assumed, *defined):
        if letters(tree).keys() & work.found.keys():
            raise Reject("a matrix that stands elsewhere than below its determinant")
    context = statement.context.with_letters(*(Letter(str(d.value)) for d in work.found.values()))
    context = Context(context.letters, context.definitions, tuple(assumed))
    return Statement(left, right, context, statement.relation), work.found


class Determinants:
    """The letters that stand for determinants, by the names of the matrices; none that is `taken`."""

    def __init__(self, context: Context, taken: set[str]) -> None:
        self.context, self.taken = context, taken
        self.found: dict[str, Expr] = {}

    def opened(self, e: Expr) -> Expr | None:
        return self.of(e.args[0]) if e.head == "det" else None

    def shape(self, e: Expr) -> Shape:
        found = shape_of(e, self.context, {})
        if found is None:
            raise Reject("an array whose shape is not known")
        return found

    def of(self, m: Expr) -> Expr:
        """det of a matrix, by those of its factors."""
        shape = self.shape(m)
        if len(shape) != 2 or not same_size(*shape):
            raise Reject("a determinant of something that is not square")
        if m.head == "identity":
            return ONE
        if m.head == "matmul":
            return mul(*map(self.of, m.args))
        if m.head == "transpose":
            return self.of(m.args[0])
        if m.head == "inverse":
            return div(ONE, self.of(m.args[0]))
        if m.head == "neg":
            return mul(power(neg(ONE), shape[0]), self.of(m.args[0]))
        if m.head == "mul":
            scalars, arrays = ([a for a in m.args if bool(self.shape(a)) is whole] for whole in (False, True))
            if len(arrays) != 1:
                raise Reject("a product of entries below a determinant")
            return mul(power(mul(*scalars), shape[0]), self.of(arrays[0]))
        return self.letter(m)

    def letter(self, m: Expr) -> Expr:
        name = str(m.value)
        known = self.context.letters.get(name) if m.head == "sym" else None
        if known is None or known.role != "scalar" or self.context.definition(name) is not None:
            raise Reject("a determinant of something that is no letter of its own")
        if name not in self.found:
            own = f"det_{name}"
            if own in self.taken:
                raise Reject(f"the letter {own} is taken")
            self.found[name] = sym(own)
        return self.found[name]


def put_back(tree: Expr, found: dict[str, Expr]) -> Expr:
    """The tree with det A for its letter."""
    whole = {d: node("det", sym(name)) for name, d in found.items()}
    return transform(tree, whole.get)
