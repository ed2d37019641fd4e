"""Rules for whole arrays: products, transposes, norms, written arrays; a vector and a row have one axis."""

from __future__ import annotations

from collections.abc import Sequence

from derive.code.arithmetic import RULES as ARITHMETIC
from derive.code.indexed import FAMILIES
from derive.code.indexed import RULES as INDEXED
from derive.code.terms import ATOM, POWER, PRODUCT, SIGN, Term, refuse
from derive.code.writer import Rule, Writer
from derive.expressions.build import INF, ONE, TWO
from derive.expressions.expr import Expr


def matmul(w: Writer, expr: Expr) -> Term:
    """A product; a column before a row is an outer product of what is left and right of the gap."""
    return product(w, [w.term(a) for a in expr.args])


def product(w: Writer, terms: Sequence[Term]) -> Term:
    numbers = [t for t in terms if not t.rank]
    arrays = [t for t in terms if t.rank]
    if numbers:
        front = scaled(numbers, [])
        return scaled([front], [product(w, arrays)] if arrays else [])
    for k in range(len(arrays) - 1):
        left, right = arrays[k], arrays[k + 1]
        if left.rank == 1 and not left.row and right.row:
            column, row = product(w, arrays[: k + 1]), product(w, arrays[k + 1 :])
            if not row.rank:
                return scaled([row], [column])
            if not column.rank:
                return scaled([column], [row])
            return Term(w.target("outer", column.text, row.text), rank=2)
    found = arrays[0]
    for each in arrays[1:]:
        found = joined(found, each)
    return found


def scaled(numbers: Sequence[Term], arrays: Sequence[Term]) -> Term:
    terms = [*numbers, *arrays]
    if len(terms) == 1:
        return terms[0]
    text = " * ".join(t.at(PRODUCT if k == 0 else SIGN) for k, t in enumerate(terms))
    last = terms[-1]
    return Term(text, PRODUCT, rank=last.rank, row=last.row)


def joined(left: Term, right: Term) -> Term:
    """A @ B: row times column is a number, row times matrix a row."""
    if left.rank > 2 or right.rank > 2 or (left.rank == 1 and not left.row):
        raise refuse("a product of arrays that are no matrices")
    text = f"{left.at(PRODUCT)} @ {right.at(SIGN)}"
    if left.row:
        return Term(text, PRODUCT, rank=right.rank - 1, row=right.rank == 2)
    return Term(text, PRODUCT, rank=right.rank)


def transpose(w: Writer, expr: Expr) -> Term:
    term = w.term(expr.args[0])
    if term.rank <= 1:
        return Term(term.text, term.level, rank=term.rank, row=term.rank == 1 and not term.row)
    return Term(f"{term.at(ATOM)}.T", rank=2)


def hadamard(w: Writer, expr: Expr) -> Term:
    return entrywise(w, expr, " * ")


def quotient(w: Writer, expr: Expr) -> Term:
    return entrywise(w, expr, " / ")


def entrywise(w: Writer, expr: Expr, sign: str) -> Term:
    terms = [w.term(a) for a in expr.args]
    texts, like = w.joined(terms, [PRODUCT, *[SIGN] * (len(terms) - 1)])
    return like.like(sign.join(texts), PRODUCT)


def named(word: str, rank: int) -> Rule:
    def rule(w: Writer, expr: Expr) -> Term:
        terms = [w.term(a) for a in expr.args]
        if word == "diag":
            return Term(w.target("diag", terms[0].text), rank=3 - terms[0].rank)
        if not terms[0].rank:
            return Term(f"1 / {terms[0].at(SIGN)}", PRODUCT) if word == "inverse" else terms[0]
        return Term(w.target(word, *(t.text for t in terms)), rank=rank)

    return rule


def kron(w: Writer, expr: Expr) -> Term:
    """A ⊗ B; PyTorch's wants arrays that lie in memory row after row, which an inverse does not."""
    terms = [w.term(a) for a in expr.args]
    plain = w.target.name == "numpy" or any(not t.rank for t in terms)
    texts = [t.text if plain or t.text.isidentifier() else f"{t.at(ATOM)}.contiguous()" for t in terms]
    return Term(w.target("kron", *texts), rank=2)


def dot(w: Writer, expr: Expr) -> Term:
    left, right = (w.term(a) for a in expr.args)
    if left.rank == 1 and right.rank == 1:
        return Term(f"{left.at(PRODUCT)} @ {right.at(SIGN)}", PRODUCT)
    texts, _ = w.joined([left, right], [PRODUCT, SIGN])
    return Term(f"({' * '.join(texts)}).sum()")


def total(w: Writer, expr: Expr) -> Term:
    term = w.term(expr.args[0])
    return Term(f"{term.at(ATOM)}.sum()") if term.rank else term


def norm(w: Writer, expr: Expr) -> Term:
    """‖v‖_p; ‖A‖_F."""
    term = w.term(expr.args[0])
    degree = expr.args[1] if len(expr.args) > 1 else TWO
    size = magnitude(w, term)
    if degree is INF:
        return Term(f"{size}.max()")
    if degree is TWO:
        return Term(w.target("norm", term.text))
    if degree is ONE:
        return Term(f"{size}.sum()")
    at = w.term(degree)
    return Term(f"({size} ** {at.at(SIGN)}).sum() ** (1 / {at.at(SIGN)})", POWER)


def magnitude(w: Writer, term: Term) -> str:
    return f"{w.target.module}.abs({term.text})"


def power(w: Writer, expr: Expr) -> Term:
    """‖v‖² has no root in it."""
    base, exponent = expr.args
    degree = base.args[1] if base.head == "norm" and len(base.args) > 1 else TWO
    if base.head in ("norm", "frobenius") and exponent is TWO and degree is TWO:
        inside = w.term(base.args[0])
        return (
            Term(f"({inside.at(ATOM)} ** 2).sum()")
            if inside.rank
            else inside.like(f"{inside.at(ATOM)} ** 2", POWER)
        )
    return ARITHMETIC["pow"](w, expr)


def filled(word: str) -> Rule:
    def rule(w: Writer, expr: Expr) -> Term:
        row = len(expr.args) == 2 and expr.args[0] is ONE and word != "eye"
        sizes = expr.args[1:] if row else expr.args
        shown = [w.term(a).text for a in sizes]
        shape = shown[0] if len(shown) == 1 else f"({', '.join(shown)})"
        rank = 2 if word == "eye" else len(sizes)
        return Term(w.made(word, shape), rank=rank, row=row)

    return rule


def listed(w: Writer, expr: Expr) -> Term:
    """[a, b, …]: numbers make a vector, rows a matrix."""
    terms = [w.term(a) for a in expr.args]
    if any(t.axes for t in terms):
        raise refuse("entries stand in a written array")
    rank = max(t.rank for t in terms) + 1
    if w.target.name == "numpy":
        text = w.target("stack", ", ".join(t.text for t in terms))
    else:
        text = w.target("stack", ", ".join(w.data(t) for t in terms))
    if expr.head == "row":
        return Term(text, rank=1, row=rank == 2 or rank == 1)
    if expr.head == "matrix" and rank == 2 and w.shape(expr)[1:] == ():
        return Term(f"{text}[:, 0]", rank=1)
    return Term(text, rank=rank)


def block(w: Writer, expr: Expr) -> Term:
    """[a; b]: one above the other; a number is one entry."""
    terms = [w.term(a) for a in expr.args]
    if any(t.axes for t in terms):
        raise refuse("entries stand in a block")
    rank = max(t.rank for t in terms) or 1
    if any(t.row for t in terms):
        return Term(w.target("stack", ", ".join(t.text for t in terms)), rank=2)
    parts = [t.text if t.rank else w.target("stack", w.data(t)) for t in terms]
    return Term(w.target("concatenate", ", ".join(parts)), rank=rank)


def family(w: Writer, expr: Expr) -> Term:
    """softmax(z) of a whole array, along its last axis."""
    if expr.head not in FAMILIES or len(expr.args) != 1:
        return (INDEXED["family"] if len(expr.args) == 5 else ARITHMETIC["function"])(w, expr)
    term = w.term(expr.args[0])
    if not term.rank:
        raise refuse(f"{expr.head} of a number")
    w.helpers[expr.head] = None
    rank = term.rank - (expr.head == "logsumexp")
    return Term(f"{expr.head}({term.text})", rank=rank, row=term.row and rank == 1)


RULES: dict[str, Rule] = {
    **ARITHMETIC,
    **INDEXED,
    "matmul": matmul,
    "transpose": transpose,
    "hadamard": hadamard,
    "hadamard_div": quotient,
    "dot": dot,
    "outer": named("outer", 2),
    "kron": kron,
    "cross": named("cross", 1),
    "inverse": named("inverse", 2),
    "det": named("det", 0),
    "trace": named("trace", 0),
    "diag": named("diag", 0),
    "total": total,
    "norm": norm,
    "frobenius": norm,
    "pow": power,
    "ones": filled("ones"),
    "zeros": filled("zeros"),
    "identity": filled("eye"),
    "vector": listed,
    "row": listed,
    "matrix": listed,
    "block": block,
    **dict.fromkeys(FAMILIES, family),
}
