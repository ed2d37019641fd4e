"""Derivatives of expressions with indices, sums and products of symbolic length.

∂x_i/∂x_k = δ_ik · ∂Σ_i f_i = Σ_i ∂f_i · ∂Π_i f_i = Σ_j ∂f_j Π_{i≠j} f_i · chain rule through the table.
Every node of the shared graph is differentiated once, so the work is linear in its size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from derive.engine.dependence import base_of
from derive.engine.indices import contract, delta_of, index_ranges
from derive.engine.strict import strict_branches
from derive.engine.tidy import negate, product, quotient, raised, tidy, total
from derive.errors import DeriveError
from derive.expressions.build import ONE, TRUE, ZERO, cases, conj, div, log, num, power, rel, sub, sym
from derive.expressions.expr import RELATIONS, Expr, kinds, node, number_value, postorder
from derive.expressions.walk import freshen, rebuild, substitute, transform
from derive.notation.context import EMPTY, Context
from derive.notation.functions import Function, FunctionTable

Derivatives = Mapping[Expr, Expr]
DERIVATIVE = kinds("deriv")


class Stages(Protocol):
    """Defined letters that stay folded: which of them change with a letter, and how."""

    def moves(self, expr: Expr, letter: Expr) -> bool: ...

    def slope(self, expr: Expr, letter: Expr) -> Expr: ...


def eliminate_derivatives(
    expr: Expr, functions: FunctionTable, context: Context = EMPTY, stages: Stages | None = None
) -> Expr:
    """`expr` with every derivative carried out, innermost first, and deltas contracted.

    The context is asked for the axes of arrays only; letters it defines must be unfolded before.
    Raises DeriveError where a function has no derivative.
    """
    if not expr.kinds & DERIVATIVE:
        return expr
    ranges = index_ranges(expr, context)

    def carry_out(each: Expr) -> Expr | None:
        if each.head != "deriv":
            return None
        return contract(differentiate(each.args[0], each.args[1], functions, stages), context, ranges)

    return contract(transform(expr, carry_out), context, ranges)


def depends(expr: Expr, letter: Expr) -> bool:
    """Whether the letter (with any indices) is written in `expr`."""
    base = base_of(letter)
    return any(each is base for each in postorder(expr))


def differentiate(expr: Expr, letter: Expr, functions: FunctionTable, stages: Stages | None = None) -> Expr:
    """∂expr/∂letter for a sym or an entry `letter`, by the rules at the head of this module."""
    if base_of(letter).head != "sym" or letter.head not in ("sym", "entry"):
        raise DeriveError(f"a derivative is taken by a letter, and {letter!r} is none")
    found: dict[Expr, Expr] = {}
    moving: set[Expr] = set()
    base = base_of(letter)
    for each in postorder(expr):
        if each is base or any(a in moving for a in each.args):
            moving.add(each)
        if letter.head == "entry" and each.head != "entry" and base in each.args:
            raise DeriveError(f"{each.head} of the whole array {base.value}: write it by its entries first")
        if stages is not None and each.head in ("sym", "entry") and stages.moves(each, letter):
            moving.add(each)
            found[each] = stages.slope(each, letter)
        elif each not in moving or (each is base and letter.head == "entry"):
            found[each] = ZERO
        else:
            found[each] = _derivative(each, letter, found, functions, moving, stages)
    if expr is base and letter.head == "entry":
        raise DeriveError(f"{expr.value} is an array: differentiate its entries, with an index")
    return found[expr]


def _derivative(
    expr: Expr,
    letter: Expr,
    found: Derivatives,
    functions: FunctionTable,
    moving: set[Expr],
    stages: Stages | None,
) -> Expr:
    rule = RULES.get(expr.head)
    if expr is letter:
        return ONE
    if expr.head == "entry":
        return _entry(expr, letter, functions)
    if expr.head in ("sum", "prod", "limit") and any(a in moving for a in expr.args[1:]):
        raise DeriveError("the range of a sum depends on the letter of the derivative")
    if rule is not None:
        return rule(expr, found)
    if expr.head == "call":
        return _undefined(expr, found)
    if expr.head in functions:
        return _function(expr, functions[expr.head], letter, found, functions, stages)
    raise DeriveError(f"no derivative is known of {_named(expr)}")


def _undefined(expr: Expr, found: Derivatives) -> Expr:
    """The chain rule for a function that is only declared: f′2 is its derivative by the second argument."""
    name, *args = expr.args
    parts = []
    for k, a in enumerate(args, start=1):
        if found[a] is not ZERO:
            prime = sym(f"{name.value}\N{PRIME}{k if len(args) > 1 else ''}")
            parts.append(product(node("call", prime, *args), found[a]))
    return total(*parts)


def _named(expr: Expr) -> str:
    return f"{expr.head!r}"


def _entry(expr: Expr, letter: Expr, functions: FunctionTable) -> Expr:
    """∂x_i/∂x_k = δ_ik; an index that itself depends on the letter has no derivative."""
    if expr.args[0] is not base_of(letter):
        raise DeriveError(
            f"the entry {expr!r} is no function of {base_of(letter).value} that can be differentiated"
        )
    if letter.head == "sym":
        raise DeriveError(f"{letter.value} is an array: differentiate by its entries, with an index")
    if len(expr.args) != len(letter.args):
        raise DeriveError(f"{letter.args[0].value} is written with different numbers of indices")
    return delta_of(expr.args[1:], letter.args[1:])


def _sum_of_terms(expr: Expr, found: Derivatives) -> Expr:
    """(f + g)′ = f′ + g′."""
    return total(*(found[a] for a in expr.args))


def _product(expr: Expr, found: Derivatives) -> Expr:
    """(f g)′ = f′ g + f g′."""
    parts = []
    for place, factor in enumerate(expr.args):
        if found[factor] is not ZERO:
            others = (*expr.args[:place], found[factor], *expr.args[place + 1 :])
            parts.append(product(*others))
    return total(*parts)


def _quotient(expr: Expr, found: Derivatives) -> Expr:
    """(f/g)′ = (f′ g − f g′)/g²."""
    f, g = expr.args
    if found[g] is ZERO:
        return quotient(found[f], g)
    above = total(product(found[f], g), negate(product(f, found[g])))
    return quotient(above, power(g, num(2)))


def _power(expr: Expr, found: Derivatives) -> Expr:
    """(f^c)′ = c f^{c−1} f′; (a^g)′ = a^g log a · g′; (f^g)′ = f^g (g′ log f + g f′/f)."""
    f, g = expr.args
    if found[g] is ZERO:
        c = number_value(g)
        lower = num(c - 1) if c is not None else sub(g, ONE)
        return product(g if c is None else num(c), raised(f, lower), found[f])
    grown = found[g] if f.head == "const" and f.value == "e" else product(log(f), found[g])
    if found[f] is ZERO:
        return product(expr, grown)
    return product(expr, total(grown, quotient(product(g, found[f]), f)))


def _big_sum(expr: Expr, found: Derivatives) -> Expr:
    """∂Σ_i f_i = Σ_i ∂f_i."""
    inner = found[expr.args[0]]
    return ZERO if inner is ZERO else freshen(rebuild(expr, (inner, *expr.args[1:])))


def _big_product(expr: Expr, found: Derivatives) -> Expr:
    """∂Π_i f_i = Σ_j ∂f_j Π_{i≠j} f_i."""
    body, index, lo, hi, condition = expr.args
    if found[body] is ZERO:
        return ZERO
    other = freshen(expr)
    rest = rebuild(other, (*other.args[:4], conj(other.args[4], rel("ne", other.args[1], index))))
    return freshen(Expr("sum", (product(found[body], rest), index, lo, hi, condition)))


def _cases(expr: Expr, found: Derivatives) -> Expr:
    """Branch by branch, where the branch holds in a neighbourhood (its condition made strict)."""
    values = [found[v] for v in expr.args[::2]]
    branches = strict_branches(
        values, expr.args[1::2], lambda relation: any(found[a] is not ZERO for a in relation.args)
    )
    return cases(branches)


def _iverson(expr: Expr, found: Derivatives) -> Expr:
    """0 off the seam of the relation."""
    both = strict_branches(
        [ZERO, ZERO], [expr.args[0], TRUE], lambda r: any(found[a] is not ZERO for a in r.args)
    )
    return cases(both)


def _extreme(expr: Expr, found: Derivatives) -> Expr:
    """max(f, g, …)′ is the derivative of the argument that is strictly the greatest; min likewise."""
    kind = "gt" if expr.head == "max" else "lt"
    branches = [
        (found[a], conj(*(rel(kind, a, b) for b in expr.args if b is not a)))
        for a in dict.fromkeys(expr.args)
    ]
    return branches[0][0] if len(branches) == 1 else cases(branches)


def _absolute(expr: Expr, found: Derivatives) -> Expr:
    """|f|′ = f/|f| · f′."""
    return product(div(expr.args[0], expr), found[expr.args[0]])


def _relation(expr: Expr, found: Derivatives) -> Expr:
    """A relation has no derivative; what asks for one looks at its sides."""
    return ZERO if all(found[a] is ZERO for a in expr.args) else expr


def _function(
    expr: Expr,
    known: Function,
    letter: Expr,
    found: Derivatives,
    functions: FunctionTable,
    stages: Stages | None,
) -> Expr:
    """f(u, v)′ = f₁(u, v) u′ + f₂(u, v) v′; a function without derivatives goes by its definition."""
    if known.family or len(known.derivatives) != len(expr.args):
        if known.definition is None or known.family or len(known.parameters) != len(expr.args):
            raise DeriveError(f"no derivative is known of {expr.head}", hint="write it by its definition")
        unfolded = freshen(substitute(known.definition, dict(zip(known.parameters, expr.args, strict=True))))
        return differentiate(unfolded, letter, functions, stages)
    actual = dict(zip(known.parameters, expr.args, strict=True))
    parts = []
    for derivative, argument in zip(known.derivatives, expr.args, strict=True):
        if found[argument] is ZERO:
            continue
        if derivative is None:
            raise DeriveError(f"{expr.head} has no derivative in {argument!r}")
        parts.append(product(tidy(freshen(substitute(derivative, actual))), found[argument]))
    return total(*parts)


RULES: Mapping[str, Callable[[Expr, Derivatives], Expr]] = {
    "add": _sum_of_terms,
    "mul": _product,
    "neg": lambda expr, found: negate(found[expr.args[0]]),
    "div": _quotient,
    "pow": _power,
    "sum": _big_sum,
    "prod": _big_product,
    "cases": _cases,
    "iverson": _iverson,
    "max": _extreme,
    "min": _extreme,
    "abs": _absolute,
    **dict.fromkeys((*sorted(RELATIONS), "and", "or", "not"), _relation),
}
