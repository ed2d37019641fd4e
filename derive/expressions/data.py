"""Expressions as plain JSON data, and the seal of a certificate.

    to_data(x + 1/2)  →  ["add", ["sym", "x"], ["num", "1/2"]]
    bound index       →  ["idx", "i", 7];  free index  →  ["idx", "i"]

`from_data` trusts nothing: heads, arities and types are checked, and every bound index is made anew.
The digest of a statement is a hash over the graph of alpha forms, so it does not depend on how bound
indices happen to be numbered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from typing import Any

from derive.errors import DeriveError
from derive.expressions.build import fresh_idx
from derive.expressions.expr import BINDERS, LEAVES, RELATIONS, Expr, Index, free_indices, node, postorder
from derive.expressions.walk import alpha, freshen

NUMBER = re.compile(r"-?[0-9]{1,40000}(/[0-9]{1,40000})?")
DECIMAL = re.compile(r"-?[0-9]{0,9999}\.?[0-9]{0,9999}([eE][+-]?[0-9]{1,4})?")
NAME = re.compile(r"[a-z_][a-z0-9_]*")
MOST_NODES = 200_000
ARITY = {"neg": (1, 1), "div": (2, 2), "pow": (2, 2), "delta": (2, 2), "iverson": (1, 1), "deriv": (2, 2)}
ARITY |= dict.fromkeys(RELATIONS, (2, 2)) | dict.fromkeys(BINDERS, (5, 5))
ARITY |= {"not": (1, 1), "limit": (3, 4), "entry": (2, 9), "cases": (2, 10_000)}
CONSTANTS = ("pi", "e", "i", "inf")


class NotData(DeriveError):
    """Data that is no expression."""


def to_data(expr: Expr) -> list[Any]:
    """The expression as nested lists of strings and numbers; bound indices are numbered as they occur."""
    done: dict[Expr, list[Any]] = {}
    numbers: dict[Index, int] = {}
    for each in postorder(expr):
        if each.head == "idx":
            index: Index = each.value
            own = [numbers.setdefault(index, len(numbers) + 1)] if index.uid else []
            done[each] = ["idx", index.name, *own]
        elif each.head == "truth":
            done[each] = ["truth", each.value]
        elif each.head in LEAVES:
            done[each] = [each.head, str(each.value)]
        else:
            done[each] = [each.head, *(done[a] for a in each.args)]
    return done[expr]


def from_data(data: Any) -> Expr:
    """The expression that `data` writes; raises NotData for anything else."""
    done: dict[int, Expr] = {}
    made: dict[tuple[str, int], Expr] = {}
    stack: list[tuple[Any, bool]] = [(data, False)]
    steps = 0
    while stack:
        each, ready = stack.pop()
        if id(each) in done:
            continue
        steps += 1
        if steps > 2 * MOST_NODES:
            raise NotData("more than 200,000 nodes")
        head = _head(each)
        if head in LEAVES:
            done[id(each)] = _leaf(head, each[1:], made)
        elif ready:
            done[id(each)] = _inner(head, tuple(done[id(a)] for a in each[1:]))
        else:
            if any(part is each for part, waiting in stack if waiting):
                raise NotData("the data contain themselves")
            stack.append((each, True))
            stack.extend((a, False) for a in each[1:])
    expr = freshen(done[id(data)])
    if any(index.uid for index in free_indices(expr)):
        raise NotData("a bound index outside of its sum")
    return expr


def _head(data: Any) -> str:
    if not isinstance(data, list | tuple) or not data or not isinstance(data[0], str):
        raise NotData(f"an expression is a list that begins with its head, not {str(data)[:60]}")
    if not NAME.fullmatch(data[0]):
        raise NotData(f"no head: {data[0][:60]}")
    return data[0]


def _leaf(head: str, values: Any, made: dict[tuple[str, int], Expr]) -> Expr:
    """A leaf; the numbers of bound indices are another process's, so that each gets one of this process."""
    if head == "idx":
        if len(values) == 1 and isinstance(values[0], str):
            return node("idx", value=Index(values[0]))
        if len(values) == 2 and isinstance(values[0], str) and type(values[1]) is int and values[1] > 0:
            return made.setdefault((values[0], values[1]), fresh_idx(values[0]))
    elif head == "truth" and len(values) == 1 and isinstance(values[0], bool):
        return node("truth", value=values[0])
    elif len(values) == 1 and isinstance(values[0], str) and head != "truth":
        return _text_leaf(head, values[0])
    raise NotData(f"no {head}: {str(values)[:60]}")


def _text_leaf(head: str, text: str) -> Expr:
    if head == "num" and NUMBER.fullmatch(text) and ("/" not in text or text.partition("/")[2].strip("0")):
        return node("num", value=Fraction(text))
    if head == "dec" and DECIMAL.fullmatch(text) and any(c.isdigit() for c in text):
        return node("dec", value=text)
    if (head == "const" and text in CONSTANTS) or (head == "sym" and text):
        return node(head, value=text)
    raise NotData(f"no {head}: {text[:60]}")


def _inner(head: str, args: tuple[Expr, ...]) -> Expr:
    low, high = ARITY.get(head, (1, MOST_NODES))
    if not low <= len(args) <= high:
        raise NotData(f"{head} with {len(args)} arguments")
    if head in BINDERS and (args[1].head != "idx" or not args[1].value.uid):
        raise NotData(f"a {head} without an index of its own")
    if head == "cases" and len(args) % 2:
        raise NotData("cases come in pairs of value and condition")
    if head in ("deriv", "limit"):
        letter = args[1].args[0] if args[1].head == "entry" else args[1]
        if letter.head != "sym":
            raise NotData(f"a {head} by something that is no letter")
    return Expr(head, args)


# ---- digests ---------------------------------------------------------------------------------------


def expression_digest(expr: Expr) -> str:
    """A hash of the alpha form, linear in the shared graph; kept on the nodes."""
    form = alpha(expr)
    if form._digest is None:
        for each in postorder(form):
            if each._digest is None:
                value = f"{type(each.value).__name__}:{each.value}" if each.value is not None else ""
                text = json.dumps([each.head, value, *(a._digest for a in each.args)])
                object.__setattr__(each, "_digest", sha256(text.encode()).hexdigest())
    return str(form._digest)


def statement_digest(statement: Any) -> str:
    """Over both sides, the relation, the letters, the definitions and the assumptions."""
    context = statement.context
    letters = [
        [x.name, x.role, *(expression_digest(a) if a is not None else "-" for a in (*x.axes, x.lo, x.hi))]
        for _, x in sorted(context.letters.items())
    ]
    parts = [
        expression_digest(statement.left),
        statement.relation,
        expression_digest(statement.right),
        letters,
        [[expression_digest(d.left), expression_digest(d.right)] for d in context.definitions],
        [expression_digest(a) for a in context.assumptions],
    ]
    return sha256(json.dumps(parts).encode()).hexdigest()


def certificate_digest(certificate: Mapping[str, Any]) -> str:
    """Over every field but the seal itself."""
    fields = {k: v for k, v in certificate.items() if k != "seal"}
    return sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def seal(certificate: Mapping[str, Any], statement: Any) -> dict[str, Any]:
    """The certificate with the digest of its statement, and a digest over all its fields."""
    bare = {k: v for k, v in certificate.items() if k != "seal"}
    bare["statement"] = statement_digest(statement)
    return {**bare, "seal": certificate_digest(bare)}
