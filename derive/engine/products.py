"""Products of symbolic length in the field."""

from __future__ import annotations

from derive.engine.field import Frac, Generator, Poly
from derive.engine.labelling import Dummy, canonical
from derive.engine.magnitudes import factors_of
from derive.engine.normal import RULES, Normalizer, Opaque
from derive.engine.powers import exp_form
from derive.engine.signs import strictly_positive
from derive.engine.sums import from_one, poly_depends, sum_form, written_out
from derive.expressions.build import TRUE, power
from derive.expressions.expr import Expr, node
from derive.expressions.walk import rebuild, substitute


def _prod(n: Normalizer, e: Expr) -> Frac:
    """∏_{j≠v} f(j) = ∏_j f(j)/f(v) for a v in the range; ∏ of c·∏ f^e:
    constants to the power of the count, exp to the exp of a sum, atoms else."""
    written = written_out(n, e)
    if written is not None:
        whole = n.ring.one
        for each, holds in written:
            factor_ = n.ring.mul(n.ring.sub(n.form(each), n.ring.one), holds)
            whole = n.ring.mul(whole, n.ring.add(factor_, n.ring.one))
        return whole
    body, index, lo, hi, condition = from_one(n, e)
    if condition.head == "ne" and index in condition.args:
        left_out = condition.args[1 if condition.args[0] is index else 0]
        whole = n.form(rebuild(e, (body, index, lo, hi, TRUE)))
        return n.ring.mul(whole, n.ring.inverse(n.form(substitute(body, {index: left_out}))))
    if condition is not TRUE:
        raise Opaque("a product with a side condition")
    n.scope[index.value] = (lo, hi)
    form = n.form(body)
    if form.num == 0:
        raise Opaque("a product of zeros")
    total = n.ring.one
    sign, factors = factors_of(n, form)
    if sign < 0:
        factors = [(n.ring.ctx.constant(-1), 1), *factors]
    for f, k in factors:
        total = n.ring.mul(total, n.ring.power(_prod_factor(n, f, (index, lo, hi)), k))
    return total


def _prod_factor(n: Normalizer, f: Poly, dummy: Dummy) -> Frac:
    index, lo, hi = dummy
    if not poly_depends(n, f, index.value):
        return n.form(power(n.express_poly(f), hi))
    used = n.ring.used(f)
    g = n.ring.generators[used[0]]
    if len(used) == 1 and len(f) == 1 and g.kind == "exp":
        inner = sum_form(n, n.form(g.payload), dummy)
        return n.ring.power(exp_form(n, inner), n.ring.terms(f)[0][1][used[0]])
    expr = n.express_poly(f)
    key = canonical([dummy], [(expr, 1)])
    shown = node("prod", expr, index, lo, hi, TRUE)
    return n.ring.gen(Generator("prod", ("prod", key), shown, strictly_positive(n, f), (dummy, expr)))


RULES["prod"] = _prod
