"""Statements of every kind, small enough to read, and the certificates that the search finds for them."""

from __future__ import annotations

from derive.engine import roads
from derive.engine.prove import decide
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Letter
from derive.records.statement import Statement
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
x, y, z, n = (b.sym(name) for name in "xyzn")
X, P = b.sym("X"), b.sym("P")
i, j, k = (b.idx(name) for name in "ijk")
two = b.TWO


def call(name: str, *args: Expr) -> Expr:
    return b.fn(name, *args)


def at(array: Expr, place: Expr) -> Expr:
    return b.entry(array, place)


def total(body) -> Expr:
    index = b.fresh_idx("m")
    return b.sum_over(body(index), index, b.ONE, n)


ARRAYS = Context().with_letters(
    Letter("n", "size"),
    Letter("X", axes=(n,)),
    Letter("P", axes=(n,)),
    Letter("i", "index"),
    Letter("k", "index"),
)
SOFTMAX = b.node("softmax", X)
MEAN = b.div(total(lambda m: at(X, m)), n)


def given(*relations: Expr, context: Context = EMPTY) -> Context:
    return context.assuming(*relations)


def positive(*letters: Expr) -> tuple[Expr, ...]:
    return tuple(b.rel("gt", e, b.ZERO) for e in letters)


PROVED = {
    "field": Statement(call("tanh", x), b.sub(b.mul(two, call("sigma", b.mul(two, x))), b.ONE)),
    "condition": Statement(b.div(x, x), b.ONE),
    "derivative": Statement(b.deriv(call("softplus", x), x), call("sigma", x)),
    "logarithm": Statement(b.log(b.mul(x, y)), b.add(b.log(x), b.log(y)), given(*positive(x, y))),
    "root": Statement(
        call("sqrt", b.mul(x, y)), b.mul(call("sqrt", x), call("sqrt", y)), given(*positive(x, y))
    ),
    "absolute": Statement(call("sqrt", b.power(x, two)), call("abs", x)),
    "cases": Statement(b.mul(call("abs", x), call("sign", x)), x),
    "relu": Statement(call("relu", x), b.div(b.add(x, call("abs", x)), two)),
    "trigonometry": Statement(b.add(b.power(call("sin", x), two), b.power(call("cos", x), two)), b.ONE),
    "equation": Statement(b.mul(x, y), b.sub(x, b.power(x, two)), given(b.eq(b.add(x, y), b.ONE))),
    "indexed": Statement(
        b.deriv(at(SOFTMAX, i), at(X, k)),
        b.mul(at(SOFTMAX, i), b.sub(b.delta(i, k), at(SOFTMAX, k))),
        ARRAYS,
    ),
    "deviations": Statement(total(lambda m: b.sub(at(X, m), MEAN)), b.ZERO, ARRAYS),
    "sum-of-labels": Statement(
        total(lambda m: b.mul(at(P, m), x)), x, given(b.eq(total(lambda m: at(P, m)), b.ONE), context=ARRAYS)
    ),
    "inequality": Statement(at(SOFTMAX, i), b.ZERO, ARRAYS, "gt"),
    "square": Statement(b.add(b.power(x, two), b.power(y, two)), b.mul(two, x, y), EMPTY, "ge"),
    "radical": Statement(
        call("sqrt", b.add(b.num(5), b.mul(two, call("sqrt", b.num(6))))),
        b.add(call("sqrt", two), call("sqrt", b.num(3))),
    ),
}
REFUTED = {
    "point": Statement(b.power(b.add(x, y), two), b.add(b.power(x, two), b.power(y, two))),
    "indexed point": Statement(
        total(lambda m: b.mul(at(X, m), at(X, m))), b.power(total(lambda m: at(X, m)), two), ARRAYS
    ),
    "disjoint": Statement(b.log(x), b.log(b.neg(x))),
}
CONDITIONAL = {
    "conditional": Statement(call("sqrt", b.power(x, two)), x),
    "labels": Statement(total(lambda m: b.mul(at(P, m), x)), x, ARRAYS),
}
FALSE = {
    "sign of a root": Statement(call("sqrt", b.power(x, two)), x),
    "inverse tangent": Statement(b.add(call("atan", x), call("atan", b.div(b.ONE, x))), b.div(b.PI, two)),
    "isolated point": Statement(
        call("sqrt", b.mul(b.power(x, two), b.sub(x, b.ONE))),
        b.add(
            call("sqrt", b.mul(b.power(x, two), b.sub(x, b.ONE))),
            call("abs", b.sub(x, b.ONE)),
            b.neg(x),
            b.ONE,
        ),
    ),
    "branch of a square": Statement(b.log(b.power(x, two)), b.mul(two, b.log(b.neg(x))), given(*positive(x))),
    "general power": Statement(b.power(b.power(x, two), b.div(b.ONE, two)), x),
    "fourth root": Statement(
        b.power(b.add(b.power(x, two), b.mul(two, x), b.ONE), b.div(b.ONE, b.num(2))), b.add(x, b.ONE)
    ),
    "order of floor": Statement(call("floor", b.add(x, b.div(b.ONE, two))), call("floor", x)),
    "index and value": Statement(
        total(lambda m: b.mul(m, at(X, m))), b.mul(i, total(lambda m: at(X, m))), ARRAYS
    ),
    "power sums": Statement(
        b.mul(two, total(lambda m: b.power(at(X, m), b.num(3)))),
        b.sub(
            b.mul(b.num(3), total(lambda m: at(X, m)), total(lambda m: b.power(at(X, m), two))),
            b.power(total(lambda m: at(X, m)), b.num(3)),
        ),
        ARRAYS,
    ),
    "fixed prime": Statement(b.power(x, b.num(2**61 - 1)), x),
    "kink": Statement(b.deriv(call("abs", x), x), b.ONE),
    "jump": Statement(call("heaviside", x), b.cases([(b.ONE, b.rel("gt", x, b.ZERO)), (b.ZERO, b.TRUE)])),
    "angle": Statement(call("cos", b.mul(two, x)), b.sub(b.ONE, b.power(call("sin", x), two))),
    "constants": Statement(b.add(call("sqrt", two), call("sqrt", b.num(3))), call("sqrt", b.num(10))),
}


def decided(statement: Statement):
    return decide(statement, FUNCTIONS)


def rechecked(statement: Statement, certificate):
    return roads.recheck(statement, FUNCTIONS, certificate)
