"""The cases' Python syntax read as expressions: a walk over `ast` with a table, nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import reduce

from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr

MAX_ORDER = 20

OURS = {"Abs": "abs", "Max": "max", "Min": "min", "ceiling": "ceil", "Mod": "mod", "Heaviside": "heaviside"}
OURS |= {"Ei": "ei"}
CONSTANTS = {"pi": b.PI, "E": b.E, "I": b.node("const", value="i"), "oo": b.INF}
RELATIONS = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.Eq: "eq", ast.NotEq: "ne"}
LOGIC = {"And": "and", "Or": "or", "Not": "not"}
RELATED = {"Eq": "eq", "Ne": "ne", "Lt": "lt", "Le": "le", "Gt": "gt", "Ge": "ge"}
FOLDED = ("max", "min")

Scope = Mapping[str, Expr]
Spelling = Callable[[str], str | None]


class Unread(DeriveError):
    """A row whose mathematics this reader does not cover; counted, never guessed."""


class Reader:
    """Reads one text after another in the same letters.

    letters   what a name stands for (missing: a plain letter of that name)
    spelling  the name of the library's function that a word spells, or None
    """

    def __init__(self, letters: Scope, spelling: Spelling, declared: frozenset[str] = frozenset()) -> None:
        self.letters = letters
        self.spelling = spelling
        self.declared = declared
        self.text = ""

    def read(self, text: str) -> Expr:
        self.text = text.strip()
        try:
            tree = ast.parse(self.text, mode="eval")
        except SyntaxError as error:
            raise Unread(f"no Python expression: {text!r}") from error
        return self.expr(tree.body, {})

    def expr(self, node: ast.expr, scope: Scope) -> Expr:
        rule = RULES.get(type(node))
        if rule is None:
            raise Unread(f"{type(node).__name__} is not read")
        return rule(self, node, scope)

    def all(self, nodes: list[ast.expr], scope: Scope) -> list[Expr]:
        return [self.expr(n, scope) for n in nodes]


def _constant(r: Reader, n: ast.Constant, scope: Scope) -> Expr:
    if isinstance(n.value, bool):
        return b.TRUE if n.value else b.FALSE
    if isinstance(n.value, int):
        return b.num(n.value)
    if isinstance(n.value, float):
        return b.dec(ast.get_source_segment(r.text, n) or "")
    raise Unread(f"{n.value!r} is no number")


def _name(r: Reader, n: ast.Name, scope: Scope) -> Expr:
    for table in (scope, r.letters, CONSTANTS):
        if n.id in table:
            return table[n.id]
    return b.sym(n.id)


def _unary(r: Reader, n: ast.UnaryOp, scope: Scope) -> Expr:
    inside = r.expr(n.operand, scope)
    if isinstance(n.op, ast.USub):
        return b.neg(inside)
    if isinstance(n.op, ast.UAdd):
        return inside
    raise Unread("a logical operator on a value")


BINARY: dict[type, Callable[[Expr, Expr], Expr]] = {
    ast.Add: b.add,
    ast.Sub: b.sub,
    ast.Mult: b.mul,
    ast.Div: b.div,
    ast.Pow: b.power,
}


def _binary(r: Reader, n: ast.BinOp, scope: Scope) -> Expr:
    maker = BINARY.get(type(n.op))
    if maker is None:
        raise Unread(f"the operator {type(n.op).__name__} is not read")
    return maker(r.expr(n.left, scope), r.expr(n.right, scope))


def _compare(r: Reader, n: ast.Compare, scope: Scope) -> Expr:
    sides = r.all([n.left, *n.comparators], scope)
    kinds = [RELATIONS.get(type(op)) for op in n.ops]
    if None in kinds:
        raise Unread("a comparison that is none of < <= > >= == !=")
    return b.conj(*(b.rel(str(k), p, q) for k, p, q in zip(kinds, sides, sides[1:], strict=False)))


def _subscript(r: Reader, n: ast.Subscript, scope: Scope) -> Expr:
    if not isinstance(n.value, ast.Name):
        raise Unread("a place in something that is no array")
    places = n.slice.elts if isinstance(n.slice, ast.Tuple) else [n.slice]
    return b.entry(b.sym(n.value.id), *r.all(places, scope))


def _call(r: Reader, n: ast.Call, scope: Scope) -> Expr:
    if n.keywords:
        raise Unread("a call with named arguments")
    if isinstance(n.func, ast.Attribute) and n.func.attr == "doit" and not n.args:
        return r.expr(n.func.value, scope)
    if not isinstance(n.func, ast.Name):
        raise Unread("a call of something that is no name")
    word = n.func.id
    if word in FORMS:
        return FORMS[word](r, n.args, scope)
    return _function(r, word, r.all(n.args, scope))


def _function(r: Reader, word: str, args: list[Expr]) -> Expr:
    if word in r.declared:
        return b.node("call", b.sym(word), *args)
    name = r.spelling(OURS.get(word, word))
    if name is None:
        raise Unread(f"the library has no function {word!r}")
    if name in FOLDED:
        return reduce(lambda p, q: b.fn(str(name), p, q), args)
    return b.fn(name, *args)


def _logarithm(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    """log(x, b) = log x / log b."""
    logs = [b.log(a) for a in r.all(args, scope)]
    return logs[0] if len(logs) == 1 else b.div(*logs)


def _quotient(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    return b.div(*r.all(args, scope))


def _binder(head: str) -> Callable[[Reader, list[ast.expr], Scope], Expr]:
    """Sum(body, (i, lo, hi), …): the last range given is the outermost."""

    def read(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
        layers = []
        for limit in reversed(args[1:]):
            if not isinstance(limit, ast.Tuple) or not isinstance(limit.elts[0], ast.Name):
                raise Unread("a range that is not (index, from, to)")
            lo, hi = r.all(limit.elts[1:], scope)
            index = b.fresh_idx(limit.elts[0].id)
            layers.append((index, lo, hi))
            scope = {**scope, limit.elts[0].id: index}
        body = r.expr(args[0], scope)
        for index, lo, hi in reversed(layers):
            body = b.bound(head, body, index, lo, hi)
        return body

    return read


def _piecewise(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    pairs = [tuple(r.all(a.elts, scope)) for a in args if isinstance(a, ast.Tuple) and len(a.elts) == 2]
    if len(pairs) != len(args):
        raise Unread("a case that is not (value, condition)")
    return b.cases([(value, condition) for value, condition in pairs])


def _where(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    condition, then, otherwise = r.all(args, scope)
    return b.cases([(then, condition), (otherwise, b.TRUE)])


def _derivative(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    body, letter = r.all(args[:2], scope)
    order = r.expr(args[2], scope).value if len(args) > 2 else 1
    if order > MAX_ORDER:
        raise Unread(f"a derivative of order {order}")
    return differentiated(body, letter, int(order))


def differentiated(body: Expr, letter: Expr, order: int) -> Expr:
    """The unevaluated derivative of the given order (order 0: the body itself)."""
    return reduce(lambda inner, _: b.deriv(inner, letter), range(order), body)


def _levi_civita(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    """ε_ijk = (j−i)(k−i)(k−j)/2 for i, j, k in {1, 2, 3}."""
    i, j, k = r.all(args, scope)
    return b.div(b.mul(b.sub(j, i), b.sub(k, i), b.sub(k, j)), b.TWO)


def _delta(r: Reader, args: list[ast.expr], scope: Scope) -> Expr:
    return b.delta(*r.all(args, scope))


def _related(kind: str) -> Callable[[Reader, list[ast.expr], Scope], Expr]:
    return lambda r, args, scope: b.rel(kind, *r.all(args, scope))


def _logical(head: str) -> Callable[[Reader, list[ast.expr], Scope], Expr]:
    return lambda r, args, scope: b.node(head, *r.all(args, scope))


FORMS: dict[str, Callable[[Reader, list[ast.expr], Scope], Expr]] = {
    "log": _logarithm,
    "Rational": _quotient,
    "S": lambda r, args, scope: r.expr(args[0], scope),
    "Sum": _binder("sum"),
    "Product": _binder("prod"),
    "Piecewise": _piecewise,
    "where": _where,
    "diff": _derivative,
    "Derivative": _derivative,
    "KroneckerDelta": _delta,
    "LeviCivita": _levi_civita,
    **{word: _related(kind) for word, kind in RELATED.items()},
    **{word: _logical(head) for word, head in LOGIC.items()},
}

RULES: dict[type, Callable[..., Expr]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.Subscript: _subscript,
    ast.Call: _call,
}
