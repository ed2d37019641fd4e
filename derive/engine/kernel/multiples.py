"""What is 0 in a proof about whole arrays: multiples of M M⁻¹ − 1, and of what is assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from derive.engine.kernel.laws import Law
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import TWO, mul, num, power, sub
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, node, number_value, postorder
from derive.notation.shapes import same_size

ZERO_POWER = Fraction(0)
PARTIAL = frozenset({"div", "inverse", "hadamard_div", "log", "sqrt", "norm", "frobenius", "logdet", "pinv"})


def generator(task: Any, data: Sequence[Any]) -> Expr:
    """M M⁻¹ − 1, M⁻¹ M − 1, what is assumed to be 0, Y X − 1 where X Y = 1 is assumed for square X, Y.

    det X − det Y and x² − y² where X = Y, x = y is assumed.
    """
    kind, given = data[0], data[1]
    if kind == "turned":
        return node("transpose", generator(task, given))
    if kind in ("right inverse", "left inverse"):
        m = from_data(given)
        p, one = node("inverse", m), node("identity", task.plain.shape(m)[0])
        if p not in said(task) and not invertible(task, m):
            raise Reject("an inverse that the statement does not speak of, and that need not exist")
        return sub(node("matmul", m, p) if kind[0] == "r" else node("matmul", p, m), one)
    relation = task.assumed[int(given)]
    if kind in ("assumed", "assumed number"):
        return sub(*relation.args)
    if kind == "assumed squares":
        return sub(*(power(side, TWO) for side in relation.args))
    if kind == "assumed det":
        return sub(*(node("det", side) for side in relation.args))
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


def said(task: Any) -> frozenset[Expr]:
    """Every part of the two sides and of what is assumed: each has a value where they have."""
    return frozenset(postorder(task.left, task.right, *task.context.assumptions))


def invertible(task: Any, m: Expr) -> bool:
    """A product of square matrices of which no equation is known: at generic entries, of any size, it has an
    inverse, and both sides are continuous. An inverse that the statement speaks of has one: M itself."""
    if m.head == "inverse":
        return m in said(task)
    if task.assumed:
        return False
    if m.head in ("matmul", "transpose"):
        return all(invertible(task, part) for part in m.args)
    shape = task.plain.shape(m) if m.head == "sym" else ()
    return len(shape) == 2 and same_size(*shape)


def divided_by(task: Any) -> frozenset[Expr]:
    """What the statement divides by: q in p/q and in q⁻¹."""
    found = [e.args[1] for e in said(task) if e.head == "div"]
    powers = [(e.args[0], number_value(e.args[1])) for e in said(task) if e.head == "pow"]
    return frozenset([*found, *(base for base, power in powers if power is not None and power < 0)])


def sound(task: Any, data: Any) -> Expr:
    """A factor that has a value wherever the two sides have, or nearly everywhere there."""
    tree = from_data(data)
    for each in postorder(tree):
        if not has_value(task, each):
            raise Reject(f"a factor that need not have a value: {each!r}")
    return tree


def has_value(task: Any, each: Expr) -> bool:
    """Where its parts have one."""
    exponent = number_value(each.args[1]) if each.head == "pow" else ZERO_POWER
    if each.head not in PARTIAL and exponent is not None and exponent >= 0:
        return True
    if each.head == "inverse" and invertible(task, each.args[0]):
        return True
    below = each.args[0] if each.head == "pow" and exponent is not None else each.args[-1]
    if below.head == "det" and each.head in ("div", "pow"):
        return node("inverse", below.args[0]) in said(task) or invertible(task, below.args[0])
    return each in said(task) or (each.head in ("div", "pow") and below in divided_by(task))


def multiple(task: Any, data: Mapping[str, Any]) -> Expr:
    """weight · scalars · u g v, or weight · scalars · tr(u g v) · w."""
    factors = [sound(task, x) for x in data["left"]] + [generator(task, data["generator"])]
    factors += [sound(task, x) for x in data["right"]]
    core = node("matmul", *factors) if len(factors) > 1 else factors[0]
    if data["outside"] is not None:
        outside = [sound(task, x) for x in data["outside"]]
        core = node("trace", core)
        if outside:
            core = mul(core, node("matmul", *outside) if len(outside) > 1 else outside[0])
    return mul(num(Fraction(data["weight"])), *(sound(task, x) for x in data["scalars"]), core)


def law_of(task: Any, data: Mapping[str, Any]) -> Law:
    parts = [sound(task, x) for x in data["parts"]]
    multiples = [multiple(task, each) for each in data["multiples"]]
    kind = str(data["kind"])
    matrices = parts[:1] if kind == "sylvester" else parts[::2] if kind == "scale" else parts
    for m in matrices:
        shape = task.plain.shape(m)
        if len(shape) != 2 or not same_size(*shape) or not same_size(shape[0], task.plain.shape(parts[0])[0]):
            raise Reject("a determinant of something that is not square")
    if kind == "scale" and task.plain.shape(parts[1]):
        raise Reject("a scalar that is none")
    return Law(kind, parts, multiples, task.plain.shape(parts[0]))
