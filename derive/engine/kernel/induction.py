"""Induction over an integer n ≥ c: D(c) = 0 and D(n + 1) = q·D(n) for all n ≥ c, with D = left − right.

Arrays are sequences here: what is shown at n + 1 speaks of one place more. So nothing that is assumed, listed
or declared of a free index may change with n; and all that the sides need is shown for every n ≥ c.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from derive.engine.kernel import universal
from derive.engine.kernel.polynomials import terms
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.written import summand, written
from derive.expressions.build import ONE, add, mul, num, rel, sub
from derive.expressions.data import from_data
from derive.expressions.expr import BINDERS, Expr, free_indices, postorder
from derive.expressions.walk import freshen, occurs, rebuild, substitute

MOST_GROWTH = 4


def prove(task: Any, certificate: Mapping[str, Any], goal: Callable[..., Any]) -> str:
    letter, least = from_data(certificate["letter"]), int(certificate["least"])
    bounds = [a for a in task.assumptions if lower(a, letter) is not None]
    others = tuple(a for a in task.assumptions if a not in bounds)
    listed = tuple(task.read(c) for c in certificate.get("conditions", ()))
    start = [1] if task.context.role(letter.value) == "size" else []
    start += [c for a in bounds if (c := lower(a, letter)) is not None]
    if letter.head != "sym" or task.context.role(letter.value) not in ("size", "integer") or not start:
        raise Reject("induction over something that is no integer with a least value")
    if least > max(start):
        raise Reject("the induction begins too late")
    known = [task.context.letters.get(i.name) for t in (task.left, task.right) for i in free_indices(t)]
    ranges = [limit for x in known if x for limit in (x.lo, x.hi) if limit is not None]
    if len(ranges) < 2 * len(known) or any(occurs(letter, t) for t in (*others, *listed, *ranges)):
        raise Reject("an assumption, a condition or a range that changes with the letter of the induction")
    left, right = (written(task.unfolder, e) for e in (task.left, task.right))
    first, following = {letter: num(least)}, {letter: add(letter, ONE)}
    base = [substitute(e, first) for e in (left, right)]
    universal.prove(task, goal(*base, (*others, *listed)), audited=False)
    step = [last_terms(substitute(e, following), letter) for e in (left, right)]
    here = (*others, rel("ge", letter, num(least)))
    q = task.read(certificate["cofactor"])
    if any(x.head in BINDERS for x in postorder(q)):
        raise Reject("a cofactor with a sum")
    step[1] = add(step[1], mul(q, sub(left, right)))
    universal.prove(task, goal(*step, (*here, *listed), (), (q,)), audited=False)
    whole = sub(left, right)
    universal.prove(task, goal(whole, whole, here, listed), exactly=True)  # what is asked, and listed
    task.witness(certificate)
    return f"by induction on {letter.value}, base and step modulo random primes (error below 2^-100)"


def lower(relation: Expr, letter: Expr) -> int | None:
    """c of letter ≥ c for integers."""
    a, b = relation.args if relation.head in ("ge", "gt") else relation.args[::-1]
    if relation.head not in ("ge", "gt", "le", "lt") or a is not letter or b.head != "num":
        return None
    return int(b.value // 1) + 1 if relation.head in ("gt", "lt") else -int(-b.value // 1)


def last_terms(e: Expr, letter: Expr) -> Expr:
    """Each Σ_{j=lo}^{hi(n+1)} as Σ_{j=lo}^{hi(n)} and the terms beyond it, for trees at n + 1."""
    before = {letter: sub(letter, ONE)}
    done: dict[Expr, Expr] = {}
    for x in postorder(e):
        new = done[x] = rebuild(x, (done[a] for a in x.args))
        if x.head not in BINDERS or not any(occurs(letter, a) for a in x.args[2:4]):
            continue
        body, index, lo, hi, condition = new.args
        low = substitute(hi, before)
        grown = terms(sub(hi, low))
        k = grown.pop((), 0)
        if occurs(letter, lo) or grown or k not in range(MOST_GROWTH + 1):
            raise Reject("a range that does not grow by a few terms")
        raw, where = x.args[0], x.args[4]
        more = [summand(x.head, raw, where, index, add(low, num(j))) for j in range(1, int(k) + 1)]
        more = [last_terms(m, letter) for m in more]
        done[x] = (add if x.head == "sum" else mul)(rebuild(new, (body, index, lo, low, condition)), *more)
    return freshen(done[e])
