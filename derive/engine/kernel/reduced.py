"""Statements that follow from other statements, each with a certificate of its own.

    each      |u| ≤ v from u ≤ v and −u ≤ v        max(a, b) ≤ c from a ≤ c and b ≤ c        c ≤ min(a, b)
    image     u ≤ v from 1 ≤ e^{v − u}
    squares   u ≤ v from u² ≤ v² and 0 ≤ v
    split     from the cases f ≥ 0 and f ≤ 0; f ≥ 0 and f ≤ −1 for an integer f
    both      u = v from u ≤ v and v ≤ u
    rounded   ⌊u⌋ = m for an integer m from m ≤ u < m + 1
    angle     u = v from cos(u − v) = 1 and −2π < u − v < 2π, or from sin(u − v) = 0 and −3 < u − v < 3
    letters   f(e) from f(t) for every t in the range of e: ⌊u⌋ ≤ u < ⌊u⌋ + 1, −1 < erf u < 1
    same      from the sides in another form
    induct    from the least n, and from n to n + 1, see growth.py
    slope     see monotone.py
    scaled    u ≤ v from w ≤ z, where v − u = f·(z − w) and f ≥ 0
    equal     u ≤ v from u = v
    between   u ≤ v from u ≤ w and w ≤ v
    magnitudes  of |X_i| from that of Y_i ≥ 0, see magnitudes.py
    steps     from the cells on which floors of lines in one real letter are whole numbers, see steps.py

The premises have values wherever the two sides have, so that their conditions are conditions of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from derive.engine.kernel import growth, magnitudes, monotone, steps, universal
from derive.engine.kernel.goals import has_values_everywhere
from derive.engine.kernel.needs import at_least_one
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.whole import all_whole
from derive.expressions.build import (
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    add,
    div,
    exp,
    mul,
    neg,
    num,
    power,
    rel,
    sub,
)
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, free_indices, kinds, node, postorder
from derive.expressions.walk import letters, substitute
from derive.notation.context import Context, Letter
from derive.records.statement import Statement

ORDERS = {"lt": "lt", "gt": "lt", "le": "le", "ge": "le"}
MOST_PREMISES = 6
INDEXED = kinds("sum", "prod", "entry", "idx", "limit", "deriv")


def prove(
    task: Any, certificate: Mapping[str, Any], goal: Callable[..., Any], check: Callable[..., str]
) -> str:
    found = premises(task.statement, certificate)
    proofs = certificate["proofs"]
    if len(found) != len(proofs):
        raise Reject("as many proofs as premises are needed")
    listed = tuple(task.read(c) for c in certificate["conditions"])
    both = add(task.left, task.right)
    seeds = tuple(task.read(f) for f in certificate.get("factors", ()))
    universal.prove(task, goal(both, both, task.assumptions, listed, seeds=seeds), exactly=True)
    if certificate["rule"] == "slope":
        monotone.require(task, certificate, goal, listed)
    facts = (*task.assumptions, *listed)
    if certificate["rule"] == "between":
        between = task.read(certificate["middle"])
        universal.prove(task, goal(between, between, facts))
    if certificate["rule"] == "scaled":
        _require_scaled(task, certificate, goal, facts)
    if certificate["rule"] == "same":
        for side, name in ((task.left, "left"), (task.right, "right")):
            universal.prove(task, goal(side, task.read(certificate[name]), facts))
    guarantees = [check(s, proof) for s, proof in zip(found, proofs, strict=True)]
    task.witness(certificate)
    return "; ".join(dict.fromkeys(guarantees))


def premises(statement: Statement, certificate: Mapping[str, Any]) -> Sequence[Statement]:
    """The statements from which this one follows by the rule that the certificate names."""
    found = RULES[str(certificate["rule"])](statement, certificate)
    if not 0 < len(found) <= (2 * steps.MOST_CELLS if certificate["rule"] == "steps" else MOST_PREMISES):
        raise Reject("too many premises")
    return found


def sides(statement: Statement) -> tuple[Expr, Expr, str]:
    """The smaller side, the greater side, and lt or le."""
    if statement.relation not in ORDERS:
        raise Reject("a rule for inequalities")
    pair = (statement.left, statement.right)
    small, big = pair if statement.relation in ("lt", "le") else pair[::-1]
    return small, big, ORDERS[statement.relation]


def _each(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    small, big, order = sides(statement)
    if small.head == "abs":
        pairs = [(small.args[0], big), (neg(small.args[0]), big)]
    elif small.head == "max":
        pairs = [(a, big) for a in small.args]
    elif big.head == "min":
        pairs = [(small, a) for a in big.args]
    else:
        raise Reject("no absolute value, maximum or minimum")
    return [Statement(a, b, statement.context, order) for a, b in pairs]


def _image(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    small, big, order = sides(statement)
    return [Statement(ONE, exp(sub(big, small)), statement.context, order)]


def _squares(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    small, big, order = sides(statement)
    squared = Statement(_square(small), _square(big), statement.context, order)
    return [squared, Statement(ZERO, big, statement.context, "le")]


def _square(e: Expr) -> Expr:
    """u of √u: it has a value wherever the root has."""
    return e.args[0] if e.head == "sqrt" else power(e, TWO)


def _split(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    f = from_data(data["on"])
    if not has_values_everywhere(f) or any(i.uid for i in free_indices(f)):
        raise Reject("cases of something that may have no value")
    if any(statement.context.definition(name) for name in letters(f)):
        raise Reject("cases of something that is defined, and may have no value")
    here = [x for x in postorder(statement.left, statement.right) if x.head == "entry"]
    if any(x.head == "entry" and x not in here for x in postorder(f)):
        raise Reject("cases of an entry that the two sides do not hold")
    below = MINUS_ONE if all_whole(statement, f) else ZERO
    cells = (rel("ge", f, ZERO), rel("le", f, below))
    return [replace(statement, context=statement.context.assuming(c)) for c in cells]


def _both(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    if statement.relation != "eq":
        raise Reject("a rule for equations")
    return [replace(statement, relation=order) for order in ("le", "ge")]


def _rounded(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    """⌊u⌋ = m for a whole number m from m ≤ u < m + 1, ⌈u⌉ = m from m − 1 < u ≤ m."""
    left, m, context = statement.left, statement.right, statement.context
    if statement.relation != "eq" or left.head not in ("floor", "ceil") or not all_whole(statement, m):
        raise Reject("a rule for a floor that is a whole number")
    u = left.args[0]
    if left.head == "floor":
        return [Statement(m, u, context, "le"), Statement(u, add(m, ONE), context, "lt")]
    return [Statement(u, m, context, "le"), Statement(sub(m, ONE), u, context, "lt")]


def _angle(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    if statement.relation != "eq":
        raise Reject("a rule for equations")
    gap, context = sub(statement.left, statement.right), statement.context
    by_sine = data["by"] == "sin"
    turn = num(3) if by_sine else mul(TWO, PI)
    bounds = [Statement(gap, turn, context, "lt"), Statement(neg(turn), gap, context, "lt")]
    wave = (node("sin", gap), ZERO) if by_sine else (node("cos", gap), ONE)
    return [*bounds, Statement(wave[0], wave[1], context)]


def _letters(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    """Each of the given functions as a letter, of which only its range is known."""
    trees = [statement.left, statement.right, *statement.context.assumptions]
    if any(x.head in ("deriv", "limit") for x in postorder(*trees)):
        raise Reject("a letter for something that a derivative or a limit moves")
    context = replace(statement.context, assumptions=())
    for name, shown in data["letters"]:
        e, t = from_data(shown), node("sym", value=str(name))
        if e not in postorder(*trees) or e.head not in RANGES or any(i.uid for i in free_indices(e)):
            raise Reject("a letter for something that does not occur, or without a known range")
        if name in context.letters or any(name in letters(x) for x in trees) or context.definitions:
            raise Reject("a letter that is taken, or may be")
        trees = [substitute(x, {e: t}) for x in trees] + RANGES[e.head](t, *e.args)
        if e.head in ("floor", "ceil"):
            trees += _of_quotient(context, e.head, t, e.args[0])
        role = "integer" if e.head in ("floor", "ceil") else "scalar"
        context = context.with_letters(Letter(t.value, role=role))
    known = replace(context, assumptions=tuple(trees[2:]))
    return [Statement(trees[0], trees[1], known, statement.relation)]


def _same(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    left, right, context = from_data(data["left"]), from_data(data["right"]), statement.context
    spoken = {name for t in (left, right, *context.assumptions) for name in letters(t)}
    if not any(context.definition(name) for name in spoken):
        context = replace(context, definitions=())
    return [Statement(left, right, context, statement.relation)]


def _scaled(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    order = sides(statement)[2]
    small, big = (_speaking_alike(statement, from_data(data[name])) for name in ("small", "big"))
    return [Statement(small, big, statement.context, order)]


def _speaking_alike(statement: Statement, tree: Expr) -> Expr:
    """The tree, of no other places than the statement's."""
    own = free_indices(statement.left) | free_indices(statement.right)
    if not free_indices(tree) <= own:
        raise Reject("a place that the two sides do not name")
    return tree


def _require_scaled(
    task: Any, certificate: Mapping[str, Any], goal: Callable[..., Any], facts: tuple[Expr, ...]
) -> None:
    """v − u = f·(z − w) with f ≥ 0 (f > 0 where the order is strict), all with values."""
    small, big = (task.left, task.right) if task.relation in ("lt", "le") else (task.right, task.left)
    low, high, f = (task.read(certificate[name]) for name in ("small", "big", "factor"))
    sign = rel("gt" if ORDERS[task.relation] == "lt" else "ge", f, ZERO)
    scaled = mul(f, sub(high, low))
    universal.prove(task, goal(sub(big, small), scaled, facts, signed=(sign,)))


def _between(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    """The first one weakly: one strict order is enough."""
    small, big, order = sides(statement)
    middle, context = _speaking_alike(statement, from_data(data["middle"])), statement.context
    return [Statement(small, middle, context, "le"), Statement(middle, big, context, order)]


def _equal(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    small, big, order = sides(statement)
    if order != "le":
        raise Reject("a strict order of equals")
    return [Statement(small, big, statement.context)]


def _slope(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    small, big, order = sides(statement)
    return monotone.premises(statement, small, big, order, data)


def _floor(t: Expr, u: Expr) -> list[Expr]:
    return [rel("le", t, u), rel("lt", u, add(t, ONE))]


def _of_quotient(context: Context, head: str, t: Expr, u: Expr) -> list[Expr]:
    """b t ≤ a < b t + b for t = ⌊a/b⌋ and b > 0."""
    if u.head != "div" or not at_least_one(context, u.args[1]):
        return []
    a, b = u.args
    if head == "floor":
        return [rel("le", mul(b, t), a), rel("lt", a, add(mul(b, t), b))]
    return [rel("le", a, mul(b, t)), rel("lt", mul(b, t), add(a, b))]


def _within(low: Expr, high: Expr, kind: str) -> Callable[..., list[Expr]]:
    return lambda t, *_: [rel(kind, low, t), rel(kind, t, high)]


HALF_TURN = div(PI, TWO)
RANGES: dict[str, Callable[..., list[Expr]]] = {
    "floor": _floor,
    "ceil": lambda t, u: [rel("le", u, t), rel("lt", t, add(u, ONE))],
    "erf": _within(MINUS_ONE, ONE, "lt"),
    "atan": _within(neg(HALF_TURN), HALF_TURN, "lt"),
    "asin": _within(neg(HALF_TURN), HALF_TURN, "le"),
    "acos": _within(ZERO, PI, "le"),
    "sin": _within(MINUS_ONE, ONE, "le"),
    "cos": _within(MINUS_ONE, ONE, "le"),
    "tanh": _within(MINUS_ONE, ONE, "lt"),
    "sigma": _within(ZERO, ONE, "lt"),
}
RULES: dict[str, Callable[[Statement, Mapping[str, Any]], list[Statement]]] = {
    "each": _each,
    "image": _image,
    "squares": _squares,
    "split": _split,
    "both": _both,
    "rounded": _rounded,
    "angle": _angle,
    "letters": _letters,
    "same": _same,
    "induct": lambda statement, data: growth.premises(statement, data, sides),
    "slope": _slope,
    "scaled": _scaled,
    "between": _between,
    "equal": _equal,
    "steps": steps.premises,
    "magnitudes": magnitudes.premises,
}
