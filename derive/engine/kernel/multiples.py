"""What is 0 in a proof about whole arrays: multiples of M M⁻¹ − 1, and of what is assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from derive.engine.kernel.laws import Law
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import mul, num, sub
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, node
from derive.notation.shapes import same_size


def generator(task: Any, data: Sequence[Any]) -> Expr:
    """M M⁻¹ − 1, M⁻¹ M − 1, what is assumed to be 0, Y X − 1 where X Y = 1 is assumed for square X, Y."""
    kind, given = data[0], data[1]
    if kind == "turned":
        return node("transpose", generator(task, given))
    if kind in ("right inverse", "left inverse"):
        m = from_data(given)
        p, one = node("inverse", m), node("identity", task.plain.shape(m)[0])
        return sub(node("matmul", m, p) if kind[0] == "r" else node("matmul", p, m), one)
    relation = task.assumed[int(given)]
    if kind == "assumed":
        return sub(*relation.args)
    if kind == "assumed square":
        return other_way(task, relation)
    raise Reject(f"nothing that is 0: {kind}")


def other_way(task: Any, relation: Expr) -> Expr:
    one = next((side for side in relation.args if side.head == "identity"), None)
    whole = next((side for side in relation.args if side.head == "matmul"), None)
    if one is None or whole is None:
        raise Reject("no product that is 1")
    x, *rest = whole.args
    shape = task.plain.shape(x)
    if len(shape) != 2 or not same_size(*shape):
        raise Reject("the factors are not square")
    return sub(node("matmul", *rest, x), one)


def multiple(task: Any, data: Mapping[str, Any]) -> Expr:
    """weight · scalars · u g v, or weight · scalars · tr(u g v) · w."""
    factors = [from_data(x) for x in data["left"]] + [generator(task, data["generator"])]
    factors += [from_data(x) for x in data["right"]]
    core = node("matmul", *factors) if len(factors) > 1 else factors[0]
    if data["outside"] is not None:
        outside = [from_data(x) for x in data["outside"]]
        core = node("trace", core)
        if outside:
            core = mul(core, node("matmul", *outside) if len(outside) > 1 else outside[0])
    return mul(num(Fraction(data["weight"])), *(from_data(x) for x in data["scalars"]), core)


def law_of(task: Any, data: Mapping[str, Any]) -> Law:
    parts = [from_data(x) for x in data["parts"]]
    multiples = [multiple(task, each) for each in data["multiples"]]
    for m in parts if data["kind"] != "sylvester" else parts[:1]:
        shape = task.plain.shape(m)
        if shape and (len(shape) != 2 or not same_size(*shape)):
            raise Reject("a determinant of something that is not square")
    return Law(str(data["kind"]), parts, multiples, task.plain.shape(parts[0]))
