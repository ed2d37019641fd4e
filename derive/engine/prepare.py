"""A statement made ready for judging: definitions unfolded, derivatives carried out, facts learnt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from derive.engine.approach import limit_by_steps
from derive.engine.conditions import Asked, constant, definedness
from derive.engine.facts import Facts
from derive.engine.forms_of_sums import by_first_range
from derive.engine.kernel.binomials import closed
from derive.engine.kernel.negative_gamma import of_negative
from derive.engine.learning import learn
from derive.engine.limits import Limit, without_limits
from derive.engine.plain_sign import plainly_holds
from derive.engine.unfold import resolve, unfold
from derive.engine.wave_signs import known_waves
from derive.expressions.build import ONE, ZERO, neg, num, power, rel
from derive.expressions.expr import BINDERS, Expr, Index, binds, free_indices, kinds, number_value, postorder
from derive.expressions.walk import alpha, letters, substitute, transform
from derive.notation.context import Context, Letter
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

WAVES = kinds("sin", "cos")
LIMIT, DERIVATIVE, ENTRY = kinds("limit"), kinds("deriv"), kinds("entry")
SIGN = kinds("sign")
SUMS = kinds("sum", "prod", "entry")
BINOMIALS, GAMMAS = kinds("binomial"), kinds("gamma")
SYMBOLIC = kinds("sum", "prod", "entry", "idx", "delta")


@dataclass(frozen=True)
class Prepared:
    """left, right    without definitions or derivatives: what is compared and evaluated
    asked          where the two sides have values
    assumptions    declared relations, unfolded, `and` opened
    facts          what the declared assumptions give; `inside`: and what holds wherever both
                   sides have values (√u: u ≥ 0), for comparing them there
    """

    statement: Statement
    left: Expr
    right: Expr
    asked: tuple[Asked, ...]
    assumptions: tuple[Expr, ...]
    facts: Facts
    inside: Facts
    scope: dict[Index, tuple[Expr, Expr]]
    context: Context
    opened: tuple[Expr, ...] = ()
    limits: tuple[Limit, ...] = ()


def prepare(statement: Statement, functions: FunctionTable) -> Prepared:
    context = _with_inferred(statement)
    assumptions = tuple(_opened(resolve(a, context, functions) for a in context.assumptions))
    needed = list[Expr]()
    sides = tuple(without_binomials(s, context, needed) for s in (statement.left, statement.right))
    left, right = (resolve(s, context, functions) for s in sides)
    facts = Facts(context, functions)
    asked: dict[Asked, None] = {(resolve(c, context, functions), ()): None for c in needed}
    scope = scope_of((left, right, *assumptions), context)
    here = free_indices(left) | free_indices(right)
    facts = learn(facts, (*assumptions, *within(assumptions)), scope, here)
    (left, right), limits = without_limits((left, right), facts, functions, scope, limit_by_steps)
    opened = tuple(_without_limits(unfold(s, context, functions)) for s in sides)
    if assumptions and any(s.kinds & WAVES for s in (left, right, *opened)):
        waves = tuple(known_waves((left, right, *opened), (*assumptions, *within(assumptions))))
        facts = learn(facts, waves, scope, here)
    for condition, guards in definedness(functions, facts.role, *opened, left, right):
        if not _has_derivative(condition):
            asked.setdefault((without_root(condition), guards))
    for side in sides:
        for condition in _stated_domains(side, functions):
            asked.setdefault((without_root(resolve(condition, context, functions)), ()))
    domain = [squared(c) for c, guards in asked if not guards and c.head in ("gt", "ge", "lt", "le")]
    isolated = not symbolic(left, right)
    inside = learn(facts, domain, scope, here, isolated=isolated) if domain else facts
    if any(f.kinds & SIGN for f in inside.signs):  # |√x|² ≤ 1 once x ≥ 0 is known
        inside = learn(inside, domain, scope, here, isolated=isolated)
    opened += tuple(x for each in limits for x in letters(each.body).values() if x is not each.letter)
    left, right = (by_first_range(s, scope) for s in (left, right))
    sides_ready = (left, right, tuple(asked), assumptions, facts, inside, scope, context, opened, limits)
    return Prepared(statement, *sides_ready)


def as_asked(prepared: Prepared) -> tuple[Expr, ...]:
    """The conditions in the words of the sides: x√y ≥ 0, which is less than x ≥ 0 where y may be 0."""
    positive = prepared.facts.positive_letter
    if any(guards or free_indices(c) for c, guards in prepared.asked):
        return ()
    found = (c for c, _ in prepared.asked if not plainly_holds(c, positive))
    return tuple({alpha(c): c for c in found}.values())


def without_binomials(side: Expr, context: Context, needed: list[Expr]) -> Expr:
    """Σ_k C(n, k)·x^k as (1 + x)^n, Γ(−1/2) as −2 Γ(1/2); what the powers ask for goes to `needed`."""

    def put(e: Expr) -> Expr | None:
        found = closed(e, context, side) if e.head == "sum" else None
        needed.extend(found[1:] if found else ())
        return found[0] if found else None

    def positive(e: Expr) -> Expr | None:
        return of_negative(constant(e.args[0])) if e.head == "gamma" else None

    side = transform(side, positive) if side.kinds & GAMMAS else side
    return transform(side, put) if side.kinds & BINOMIALS else side


def within(relations: Iterable[Expr]) -> Iterator[Expr]:
    """−c ≤ u and u ≤ c of |u| ≤ c."""
    for relation in relations:
        if relation.head in ("lt", "le") and relation.args[0].head == "abs":
            u, c = relation.args[0].args[0], relation.args[1]
            yield from (rel(relation.head, v, c) for v in (u, neg(u)))


def without_root(relation: Expr) -> Expr:
    """u ≤ c² of |√u| ≤ c, and of |−(√u)²| ≤ c² too: that the root has a value is asked for apart."""
    if relation.head not in ("lt", "le") or relation.args[0].head != "abs":
        return relation
    inner, bound = relation.args[0].args[0], number_value(relation.args[1])
    while inner.head == "neg":
        inner = inner.args[0]
    square = inner.head == "pow" and inner.args[0].head == "sqrt" and number_value(inner.args[1]) == 2
    root = inner.args[0] if square else inner
    if root.head != "sqrt" or bound is None or bound <= 0:
        return relation
    return rel(relation.head, root.args[0], num(bound if square else bound * bound))


def squared(relation: Expr) -> Expr:
    """|u| ≤ c as u² ≤ c²."""
    u, c = relation.args
    bound = number_value(c)
    if u.head != "abs" or bound is None or bound <= 0:
        return relation
    return rel(relation.head, power(u.args[0], num(2)), num(bound * bound))


def _stated_domains(side: Expr, functions: FunctionTable) -> Iterator[Expr]:
    """The domains of the functions written, which their defining forms do not show as plainly."""
    nodes = list(postorder(side))
    if any(e.head in ("cases", "limit") or binds(e) for e in nodes):
        return
    for e in nodes:
        known = functions.get(e.head)
        if known is not None and known.definition is not None and len(known.parameters) == len(e.args):
            at = dict(zip(known.parameters, e.args, strict=True))
            yield from (substitute(c, at) for c in known.domain)


def _without_limits(expr: Expr) -> Expr:
    """The limits' values come back with the resolved sides."""
    if not expr.kinds & LIMIT:
        return expr
    return substitute(expr, {e: ZERO for e in postorder(expr) if e.head == "limit"})


def _has_derivative(condition: Expr) -> bool:
    """Conditions on derivatives come back from the derived form, carried out."""
    return bool(condition.kinds & DERIVATIVE)


def _with_inferred(statement: Statement) -> Context:
    """The context, with free index letters given the range of the arrays they index."""
    context = statement.context
    inferred: dict[str, Letter] = {}
    exprs = (statement.left, statement.right, *(d.right for d in context.definitions))
    indexed = (e for e in (*exprs, *(d.left for d in context.definitions)) if e.kinds & ENTRY)
    for each in postorder(*indexed):
        if each.head != "entry" or each.args[0].head != "sym":
            continue
        letter = context.letters.get(each.args[0].value)
        axes = letter.axes if letter else ()
        for place, axis in zip(each.args[1:], axes, strict=False):
            if place.head == "idx" and not place.value.uid:
                known = context.letters.get(place.value.name)
                if known is None or known.lo is None:
                    inferred.setdefault(place.value.name, Letter(place.value.name, "index", lo=ONE, hi=axis))
    return context.with_letters(*inferred.values()) if inferred else context


def scope_of(exprs: Sequence[Expr], context: Context) -> dict[Index, tuple[Expr, Expr]]:
    scope: dict[Index, tuple[Expr, Expr]] = {}
    for expr in exprs:
        for index in sorted(free_indices(expr), key=lambda i: (i.name, i.uid)):
            letter = context.letters.get(index.name)
            if letter is not None and letter.lo is not None and letter.hi is not None:
                scope[index] = (letter.lo, letter.hi)
    for each in postorder(*(e for e in exprs if e.kinds & SUMS)):
        if each.head in BINDERS:
            scope[each.args[1].value] = (each.args[2], each.args[3])
    return scope


def _opened(relations: Iterable[Expr]) -> Iterable[Expr]:
    for relation in relations:
        if relation.head == "and":
            yield from _opened(relation.args)
        else:
            yield relation


def symbolic(*exprs: Expr) -> bool:
    """Whether sums, arrays or indices occur."""
    return any(e.kinds & SYMBOLIC for e in exprs)


def symbolic_sums(prepared: Prepared) -> bool:
    """Whether sums of symbolic length or arrays occur."""
    return bool((prepared.left.kinds | prepared.right.kinds) & SUMS)
