"""Random expressions of every form that reading can give, for the round trips."""

from hypothesis import strategies as st

from derive.expressions.build import (
    PI,
    TRUE,
    E,
    add,
    bound,
    cases,
    dec,
    delta,
    deriv,
    div,
    entry,
    exp,
    fn,
    fresh_idx,
    idx,
    iverson,
    mul,
    ne,
    neg,
    num,
    power,
    rel,
    sym,
)
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import alpha, rebuild
from derive.notation.context import EMPTY
from derive.read import read_letter
from tests.read.table import FUNCTIONS

DECLARED = {
    "a": "real",
    "x": "real",
    "y": "real",
    "theta": "real",
    "loss": "real",
    "W_f": "real",
    "h_{t-1}": "real",
    "W^{(f)}": "real",
    "y_hat": "real",
    "z": "real[n]",
    "p": "real[n]",
    "A": "real[n, m]",
    "b_f": "real[n]",
    "n": "size",
    "m": "size",
    "i": "index 1..n",
    "k": "index 1..n",
    "f": "function",
}
CONTEXT = EMPTY.with_letters(*(read_letter(name, text) for name, text in DECLARED.items()))
N, M = sym("n"), sym("m")
SCALARS = [sym(x) for x in ("a", "x", "y", "theta", "loss", "W_f", "h_{t-1}", "W^{(f)}", "y_hat")]
UNARY = ("log", "sqrt", "abs", "sigma", "tanh", "sin", "softplus", "floor", "relu")


def leaves(indices):
    place = st.sampled_from([*indices, num(1), N, add(indices[0], num(1)), add(indices[-1], neg(num(1)))])
    return st.one_of(
        st.sampled_from(
            [
                *SCALARS,
                PI,
                E,
                num(0),
                num(1),
                num(2),
                num(10),
                dec("0.5"),
                dec("2.25"),
                dec("2.5e3"),
                *indices,
                N,
            ]
        ),
        st.builds(lambda i: entry(sym("z"), i), place),
        st.builds(lambda i: entry(sym("b_f"), i), place),
        st.builds(lambda i, j: entry(sym("A"), i, j), place, place),
        st.builds(delta, st.sampled_from(indices), place),
    )


def relations(parts):
    kinds = st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"])
    return st.builds(rel, kinds, parts, parts)


def compounds(children, indices, depth):
    pair = st.tuples(children, children)
    many = st.lists(children, min_size=2, max_size=3)
    letters = st.sampled_from([*SCALARS[:3], entry(sym("z"), indices[0]), SCALARS[5]])
    conditions = relations(children)
    return st.one_of(
        many.map(lambda xs: add(*xs)),
        many.map(lambda xs: mul(*xs)),
        children.map(neg),
        pair.filter(lambda p: p[1] is not num(0)).map(lambda p: div(*p)),
        children.filter(lambda e: e is not E).map(lambda e: power(e, num(2))),
        pair.filter(lambda p: p[0] is not E and not _numeric(p[1])).map(lambda p: power(*p)),
        children.map(exp),
        st.builds(fn, st.sampled_from(UNARY), children),
        st.builds(lambda p: fn("max", *p), pair),
        st.builds(lambda e: fn("call", sym("f"), e), children),
        st.builds(deriv, children, letters),
        st.builds(deriv, st.builds(deriv, children, letters), letters),
        st.builds(iverson, conditions),
        st.builds(lambda v, c, w: cases([(v, c), (w, TRUE)]), children, conditions, children),
        st.builds(lambda e, x: node("limit", e, x, num(0)), children, st.sampled_from(SCALARS[:2])),
        st.sampled_from(indices).map(_softmax),
        *([binders(indices, depth)] if depth else []),
    )


def _numeric(expr: Expr) -> bool:
    return not any(e.head in ("sym", "idx") for e in postorder(expr))


def _softmax(at):
    j = fresh_idx("j")
    return node("softmax", entry(sym("z"), j), j, num(1), N, at)


def binders(indices, depth):
    @st.composite
    def bind(draw):
        index = fresh_idx(draw(st.sampled_from(["i", "j", "k", "n"])))
        body = draw(expressions((*indices, index), depth - 1, leaves_only=depth < 2))
        other = draw(st.sampled_from(indices))
        condition = draw(st.sampled_from([TRUE, TRUE, ne(index, other)]))
        return bound(draw(st.sampled_from(["sum", "prod"])), body, index, num(1), N, condition)

    return bind()


FREE = (idx("i"), idx("k"))


def expressions(indices=FREE, depth=2, leaves_only=False):
    base = leaves(list(indices))
    if leaves_only:
        return st.one_of(base, compounds(base, list(indices), 0))
    return st.recursive(base, lambda c: compounds(c, list(indices), depth), max_leaves=8)


def up_to_names(expr: Expr) -> Expr:
    """alpha, for the vector functions too."""
    memo = {}
    for each in postorder(expr):
        args = [memo[a] for a in each.args]
        memo[each] = (
            node("sum", *args[:4], node("at", args[4])) if each.head == "softmax" else rebuild(each, args)
        )
    return alpha(memo[expr])


__all__ = ["CONTEXT", "FUNCTIONS", "expressions", "up_to_names"]
