"""Elaboration of sums, products, derivatives, limits, cases and conditions."""

from __future__ import annotations

from derive.expressions import build
from derive.expressions.expr import Expr, node
from derive.read.bounds import check_range
from derive.read.elaborator import Elaborator, Env
from derive.read.rules_functions import range_from
from derive.read.rules_letters import place
from derive.read.tree import Tree


def big(e: Elaborator, tree: Tree, env: Env) -> Expr:
    body_tree, lo_tree, hi_tree, condition_tree, letter = tree.parts
    index = build.fresh_idx(letter.text)
    inner = {**env, letter.text: index}
    body = e.value(body_tree, inner)
    condition = build.TRUE if condition_tree.kind == "none" else e.condition(condition_tree, inner)
    if hi_tree.kind == "none":
        lo, hi = _unwritten_range(e, tree, body, index)
    else:
        lo, hi = e.scalar(lo_tree, env), e.scalar(hi_tree, env)
    e.bounded(tree.span, check_range(lo, hi))
    return build.bound(tree.text, body, index, lo, hi, condition)


def _unwritten_range(e: Elaborator, tree: Tree, body: Expr, index: Expr) -> tuple[Expr, Expr]:
    r"""`\sum_j`: as the index is declared, else over the arrays that it indexes; from 1."""
    name = index.value.name
    declared = e.names.context.letters.get(name)
    over = e.names.ranges.get(tree.span[0])
    hi = (
        declared.hi
        if declared is not None and declared.hi is not None
        else range_from(e, body, index) or over
    )
    if hi is None:
        e.refuse(tree.span, f"the range of {name!r} is not known", "write it: \\sum_{i=1}^{n}")
    lo = declared.lo if declared is not None and declared.lo is not None else build.ONE
    return lo, hi


def over_letter(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """min over a real letter, arg max: (body, letter); over several (body, letters)."""
    body, *letters = (e.value(x, env) for x in tree.parts)
    return node(tree.text, body, letters[0] if len(letters) == 1 else node("tuple", *letters))


def integral(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """(body, letter) or (body, letter, lo, hi)."""
    if not e.names.document:
        e.refuse(tree.span, "integrals are not read here")
    body, letter, lo, hi = tree.parts
    limits = [] if lo.kind == "none" else [point(e, lo, env), point(e, hi, env)]
    return node("integral", e.value(body, env), e.value(letter, env), *limits)


def deriv(e: Elaborator, tree: Tree, env: Env) -> Expr:
    body = e.value(tree.parts[0], env)
    for letter_tree in reversed(tree.parts[1:]):
        letter = e.value(letter_tree, env)
        if letter.head not in ("sym", "entry"):
            e.refuse(letter_tree.span, "a derivative is by a letter or an entry")
        body = build.deriv(body, letter)
    return e.checked(body, tree.span)


def limit(e: Elaborator, tree: Tree, env: Env) -> Expr:
    body, letter, to = tree.parts
    variable = e.scalar(letter, env)
    if variable.head not in ("sym", "entry"):
        e.refuse(letter.span, "a limit is in a letter")
    side = [build.ONE if tree.label == "+" else build.MINUS_ONE] if tree.label else []
    return node("limit", e.scalar(body, env), variable, point(e, to, env), *side)


def evaluated(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """The body where the letter has a value: (body, letter, value)."""
    body, letter, value = (e.value(x, env) for x in tree.parts)
    if letter.head not in ("sym", "entry"):
        e.refuse(tree.span, "a value is given to a letter or an entry")
    return node("evaluated", body, letter, value)


def point(e: Elaborator, tree: Tree, env: Env) -> Expr:
    if tree.kind == "const" and tree.text == "oo":
        return build.INF
    if tree.kind in ("neg", "plus") and tree.parts[0].kind == "const" and tree.parts[0].text == "oo":
        return build.neg(build.INF) if tree.kind == "neg" else build.INF
    return e.scalar(tree, env)


# ---- choice and relations --------------------------------------------------------------------------


def delta(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return build.delta(*(place(e, x, env) for x in tree.parts))


def iverson(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return build.iverson(e.condition(tree.parts[0], env))


def cases(e: Elaborator, tree: Tree, env: Env) -> Expr:
    parts = tree.parts
    read = e.elaborate if e.names.document else e.value
    branches = [(read(parts[k], env), e.condition(parts[k + 1], env)) for k in range(0, len(parts), 2)]
    return e.checked(build.cases(branches), tree.span)


def rel(e: Elaborator, tree: Tree, env: Env) -> Expr:
    if tree.text not in ("eq", "ne", "lt", "le", "gt", "ge") and not e.names.document:
        e.refuse(tree.span, "this relation is no condition; =, ≠, <, ≤, > and ≥ are")
    return e.checked(build.rel(tree.text, *(e.value(x, env) for x in tree.parts)), tree.span)


def conj(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """and, or: n-ary, as written."""
    parts: list[Expr] = []
    kind = tree.kind
    while tree.kind == kind:
        parts.append(e.condition(tree.parts[1], env))
        tree = tree.parts[0]
    parts.append(e.condition(tree, env))
    return node(kind, *reversed(parts))


def negation(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return node("not", e.condition(tree.parts[0], env))


def truth(e: Elaborator, tree: Tree, env: Env) -> Expr:
    return build.TRUE if tree.text == "True" else build.FALSE
