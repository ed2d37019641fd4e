"""Products of matrices that the text supposes: where S w = λ w, the product wᵀ S w is wᵀ (λ w)."""

from __future__ import annotations

from dataclasses import replace

from derive.expressions.expr import Expr, kinds, node
from derive.expressions.walk import letters, transform
from derive.linting.chain_rule import depends
from derive.records.statement import Statement

PRODUCTS = kinds("matmul", "mul")


def with_products_put(statement: Statement) -> Statement | None:
    """The statement with each supposed product written as what it is said to be; None where none stands."""
    equations = [a for a in statement.context.assumptions if a.head == "eq" and _factors(a.args[0])]
    left, right = statement.left, statement.right
    for equation in equations:
        product, value = equation.args
        left, right = (_put(side, _factors(product), value) for side in (left, right))
    if left is statement.left and right is statement.right:
        return None
    kept = tuple(a for a in statement.context.assumptions if a not in equations)
    return replace(statement, left=left, right=right, context=replace(statement.context, assumptions=kept))


def _factors(product: Expr) -> tuple[Expr, ...]:
    return product.args if product.head in ("matmul", "mul") else ()


def _put(expr: Expr, factors: tuple[Expr, ...], value: Expr) -> Expr:
    """Neighbours in a product that are these factors, as their value."""

    def rule(each: Expr) -> Expr | None:
        if each.head not in ("matmul", "mul"):
            return None
        args = each.args
        for k in range(len(args) - len(factors) + 1):
            if args[k : k + len(factors)] == factors:
                before, after = args[:k], args[k + len(factors) :]
                return value if not before and not after else node(each.head, *before, value, *after)
        return None

    return transform(expr, rule) if expr.kinds & PRODUCTS else expr


def about_its_letters(statement: Statement) -> Statement | None:
    """Without what is supposed of letters that it does not stand on; None where nothing is."""
    context = statement.context
    used = {*letters(statement.left), *letters(statement.right)}
    kept = tuple(
        a
        for a in context.assumptions
        if all(n in used or any(depends(u, n, context) for u in used) for n in letters(a))
    )
    if len(kept) == len(context.assumptions):
        return None
    return replace(statement, context=replace(context, assumptions=kept))
