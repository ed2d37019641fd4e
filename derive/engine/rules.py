"""The rules of differentiation, one function each: what a deriv node becomes by the rule.

A rule is given the node ∂body/∂letter and returns the other side of its formula, or None where it
does not apply.  Nothing is tidied here, so that a step shows what its rule says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from derive.engine.dependence import base_of, moves
from derive.engine.indices import delta_of
from derive.engine.lemmas import match_lemma
from derive.engine.strict import strict_branches
from derive.engine.tidy import negate, product, quotient, raised, squared, tidy, total
from derive.engine.unfold import instance
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, cases, conj, deriv, div, log, num, rel, sub
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import freshen, rebuild, substitute
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable


@dataclass(frozen=True)
class Grounds:
    """What steps stand on: the functions, the text's definitions, earlier results by id."""

    functions: FunctionTable
    context: Context = EMPTY
    lemmas: Mapping[str, tuple[Expr, Expr]] = field(default_factory=dict)


Rule = Callable[[Expr, Grounds], "Expr | None"]


def _constant(node: Expr, grounds: Grounds) -> Expr | None:
    """∂c/∂x = 0 when c does not depend on x."""
    return None if moves(node.args[0], node.args[1], grounds.context) else ZERO


def _letter(node: Expr, grounds: Grounds) -> Expr | None:
    """∂x/∂x = 1 and ∂x_i/∂x_k = δ_ik."""
    body, letter = node.args
    if body is letter:
        return ONE
    if body.head == "entry" == letter.head and body.args[0] is letter.args[0]:
        return delta_of(body.args[1:], letter.args[1:]) if len(body.args) == len(letter.args) else None
    return None


def _linearity(node: Expr, grounds: Grounds) -> Expr | None:
    """∂(f ± g) = ∂f ± ∂g."""
    body, letter = node.args
    if body.head != "add":
        return None
    moving = [t for t in body.args if moves(t, letter, grounds.context)]
    return total(*(negate(deriv(t.args[0], letter)) if t.head == "neg" else deriv(t, letter) for t in moving))


def _constant_factor(node: Expr, grounds: Grounds) -> Expr | None:
    """∂(c f) = c ∂f, ∂(f/c) = (1/c) ∂f, ∂(−f) = −∂f."""
    body, letter = node.args
    if body.head == "neg":
        return negate(deriv(body.args[0], letter))
    if body.head == "div" and not moves(body.args[1], letter, grounds.context):
        return product(quotient(ONE, body.args[1]), deriv(body.args[0], letter))
    if body.head != "mul":
        return None
    still = [f for f in body.args if not moves(f, letter, grounds.context)]
    moving = [f for f in body.args if moves(f, letter, grounds.context)]
    if not still or not moving:
        return None
    return product(*still, deriv(product(*moving), letter))


def _sum(node: Expr, grounds: Grounds) -> Expr | None:
    """∂Σ_i f_i = Σ_i ∂f_i."""
    body, letter = node.args
    if body.head != "sum":
        return None
    if any(moves(a, letter, grounds.context) for a in body.args[2:]):
        raise DeriveError(f"the range of a sum depends on {base_of(letter).value}")
    return freshen(rebuild(body, (deriv(body.args[0], letter), *body.args[1:])))


def _big_product(node: Expr, grounds: Grounds) -> Expr | None:
    """∂Π_i f_i = Σ_j ∂f_j Π_{i≠j} f_i."""
    body, letter = node.args
    if body.head != "prod":
        return None
    inner, index, lo, hi, condition = body.args
    other = freshen(body)
    kept = conj(other.args[4], rel("ne", other.args[1], index))
    rest = rebuild(other, (*other.args[:4], kept))
    return freshen(Expr("sum", (product(deriv(inner, letter), rest), index, lo, hi, condition)))


def _product(node: Expr, grounds: Grounds) -> Expr | None:
    """∂(f g) = ∂f g + f ∂g."""
    body, letter = node.args
    if body.head != "mul":
        return None
    parts = [
        product(*body.args[:i], deriv(f, letter), *body.args[i + 1 :])
        for i, f in enumerate(body.args)
        if moves(f, letter, grounds.context)
    ]
    return total(*parts)


def _reciprocal(node: Expr, grounds: Grounds) -> Expr | None:
    """∂(c/g) = −c/g² · ∂g."""
    body, letter = node.args
    if body.head != "div" or moves(body.args[0], letter, grounds.context):
        return None
    return negate(product(quotient(body.args[0], squared(body.args[1])), deriv(body.args[1], letter)))


def _quotient(node: Expr, grounds: Grounds) -> Expr | None:
    """∂(f/g) = (g ∂f − f ∂g)/g²."""
    body, letter = node.args
    if body.head != "div":
        return None
    f, g = body.args
    above = sub(product(g, deriv(f, letter)), product(f, deriv(g, letter)))
    return div(above, squared(g))


def _power(node: Expr, grounds: Grounds) -> Expr | None:
    """∂f^n = n f^{n−1} ∂f."""
    body, letter = node.args
    if body.head != "pow" or moves(body.args[1], letter, grounds.context):
        return None
    f, n = body.args
    value = number_value(n)
    lower = num(value - 1) if value is not None else sub(n, ONE)
    return product(n, raised(f, lower), deriv(f, letter))


def _exponential(node: Expr, grounds: Grounds) -> Expr | None:
    """∂a^g = a^g log a · ∂g, without the logarithm when a = e."""
    body, letter = node.args
    if body.head != "pow" or moves(body.args[0], letter, grounds.context):
        return None
    a, g = body.args
    natural = a.head == "const" and a.value == "e"
    return product(body, ONE if natural else log(a), deriv(g, letter))


def _general_power(node: Expr, grounds: Grounds) -> Expr | None:
    """∂f^g = f^g (log f ∂g + (g/f) ∂f)."""
    body, letter = node.args
    if body.head != "pow":
        return None
    f, g = body.args
    return product(body, total(product(log(f), deriv(g, letter)), product(div(g, f), deriv(f, letter))))


def _chain(node: Expr, grounds: Grounds) -> Expr | None:
    """∂f(u, v) = f₁(u, v) ∂u + f₂(u, v) ∂v, with the derivatives that the function's entry gives."""
    body, letter = node.args
    known = grounds.functions.get(body.head)
    if known is None or known.family or len(known.derivatives) != len(body.args):
        return None
    actual = dict(zip(known.parameters, body.args, strict=True))
    parts = []
    for derivative, argument in zip(known.derivatives, body.args, strict=True):
        if not moves(argument, letter, grounds.context):
            continue
        if derivative is None:
            raise DeriveError(f"{body.head} has no derivative in its argument {argument!r}")
        parts.append(product(tidy(freshen(substitute(derivative, actual))), deriv(argument, letter)))
    return total(*parts)


def _branches(node: Expr, grounds: Grounds) -> Expr | None:
    """∂ of a choice: branch by branch, where the branch holds in a neighbourhood."""
    body, letter = node.args
    if body.head != "cases":
        return None
    values = [deriv(v, letter) for v in body.args[::2]]
    turn = [ZERO if not moves(v.args[0], letter, grounds.context) else v for v in values]
    return cases(strict_branches(turn, body.args[1::2], lambda r: moves(r, letter, grounds.context)))


def _extreme(node: Expr, grounds: Grounds) -> Expr | None:
    """∂max(f, g) is the derivative of the argument that is strictly the greatest."""
    body, letter = node.args
    if body.head not in ("max", "min"):
        return None
    kind, turned = ("gt", "lt") if body.head == "max" else ("lt", "gt")
    return cases(
        [
            (
                deriv(a, letter) if moves(a, letter, grounds.context) else ZERO,
                conj(
                    *(
                        rel(turned, b, a) if a.head == "num" else rel(kind, a, b)
                        for b in body.args
                        if b is not a
                    )
                ),
            )
            for a in dict.fromkeys(body.args)
        ]
    )


def _absolute(node: Expr, grounds: Grounds) -> Expr | None:
    """∂|f| = (f/|f|) ∂f."""
    body, letter = node.args
    if body.head != "abs":
        return None
    return product(div(body.args[0], body), deriv(body.args[0], letter))


def _definition(node: Expr, grounds: Grounds) -> Expr | None:
    """∂y/∂x with y := …: the definition put in."""
    body, letter = node.args
    replaced = instance(body, grounds.context, grounds.functions)
    return None if replaced is None else deriv(replaced, letter)


def _lemma_rule(name: str) -> Rule:
    def apply(node: Expr, grounds: Grounds) -> Expr | None:
        known = grounds.lemmas.get(name)
        return None if known is None else match_lemma(node, *known)

    return apply


TRIVIAL: Mapping[str, Rule] = {
    "constant": _constant,
    "letter": _letter,
    "linearity": _linearity,
    "constant-factor": _constant_factor,
    "sum": _sum,
}
REAL: Mapping[str, Rule] = {
    "reciprocal": _reciprocal,
    "quotient": _quotient,
    "power": _power,
    "exponential": _exponential,
    "general-power": _general_power,
    "product": _product,
    "big-product": _big_product,
    "cases": _branches,
    "max": _extreme,
    "abs": _absolute,
    "chain": _chain,
    "definition": _definition,
}


def derivative_rule(name: str) -> Rule | None:
    """The rule of differentiation of this id, lemmas included."""
    if name.startswith("lemma:"):
        return _lemma_rule(name.removeprefix("lemma:"))
    return TRIVIAL.get(name) or REAL.get(name)


def next_rule(node: Expr, grounds: Grounds, *, real: bool) -> tuple[str, Expr] | None:
    """The first rule that applies to a deriv node, and what it gives; lemmas go before all else."""
    if real:
        for name in grounds.lemmas:
            replaced = match_lemma(node, *grounds.lemmas[name])
            if replaced is not None:
                return f"lemma:{name}", replaced
    for table in (TRIVIAL, REAL) if real else (TRIVIAL,):
        for name, rule in table.items():
            replaced = rule(node, grounds)
            if replaced is not None:
                return name, replaced
    return None
