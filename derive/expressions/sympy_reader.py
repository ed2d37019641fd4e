"""SymPy objects read as our tree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy as sp

from derive.errors import DeriveError, TooLarge
from derive.expressions import build
from derive.expressions.build import MINUS_ONE, ONE, div, fn, mul, neg, num, power
from derive.expressions.expr import Expr, node
from derive.expressions.sympy_names import CONSTANTS, LOGIC, NAMES, RELATIONS

MAX_DEPTH = 200


def from_sympy(obj: Any, indices: Collection[str] = ()) -> Expr:
    """The expression, relation or condition `obj` as our tree; bound indices get new identities.

    A free symbol is an index letter when it is an `Idx`, stands in an index place (`X[i]`,
    `KroneckerDelta(i, k)`) and bounds no sum, or is named in `indices`; otherwise a plain letter.
    Raises DeriveError for anything without an exact counterpart.
    """
    reader = _Reader(_index_symbols(obj) | set(indices))
    return reader.read(obj, {}, 0)


def _index_symbols(obj: Any) -> set[str]:
    """Names of the free symbols in index places, less those that bound a sum (sizes)."""
    if not isinstance(obj, sp.Basic):
        return set()
    bounds = [b for x in obj.atoms(sp.Sum, sp.Product) for limit in x.limits for b in limit[1:]]
    sizes = {s for b in bounds for s in b.free_symbols}
    return {s.name for s in _in_index_places(obj) - sizes}


def _in_index_places(obj: Any) -> set[Any]:
    if isinstance(obj, sp.Sum | sp.Product):
        bound = {limit[0] for limit in obj.limits}
        return _in_index_places(obj.function) - bound
    found = {s for arg in obj.args for s in _in_index_places(arg)}
    if isinstance(obj, sp.Indexed | sp.KroneckerDelta):
        places = obj.indices if isinstance(obj, sp.Indexed) else obj.args[:2]
        found |= {s for place in places for s in place.free_symbols}
    return found


class _Reader:
    def __init__(self, indices: Collection[str]) -> None:
        self.indices = indices
        self.symbols: dict[str, Any] = {}

    def read(self, obj: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
        if depth > MAX_DEPTH:
            raise TooLarge(f"the SymPy expression is nested more than {MAX_DEPTH} deep")
        if obj in scope:
            return scope[obj]
        rule = next((READERS[cls] for cls in type(obj).__mro__ if cls in READERS), None)
        if rule is not None:
            return rule(self, obj, scope, depth)
        name = NAMES.get(type(obj))
        if name is not None:
            return node(name, *self.all(obj.args, scope, depth))
        raise DeriveError(
            f"no counterpart for SymPy's {type(obj).__name__}: {obj}",
            hint="write it in elementary functions, sums, cases or functions of the library",
        )

    def all(self, objs: Any, scope: Mapping[Any, Expr], depth: int) -> list[Expr]:
        return [self.read(o, scope, depth + 1) for o in objs]

    def letter(self, obj: Any, name: str) -> str:
        """`name`, checked: an identifier, and the name of one symbol only."""
        if not name.isidentifier():
            raise DeriveError(f"the symbol name {name!r} is no letter", hint="use letters, digits and _")
        if self.symbols.setdefault(name, obj) != obj:
            raise DeriveError(f"two different symbols are called {name!r}", hint="rename one of them")
        return name


def _symbol(r: _Reader, s: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    label = s.label if isinstance(s, sp.Idx) else s
    name = r.letter(label, label.name)
    return build.idx(name) if isinstance(s, sp.Idx) or name in r.indices else build.sym(name)


def _rational(r: _Reader, q: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    return num(Fraction(int(q.p), int(q.q)))


def _float(r: _Reader, x: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    """The shortest decimal that names this float."""
    text = repr(float(x)) if x._prec == 53 else str(x)
    printed = build.dec(format(abs(Decimal(text)), "f"))
    return neg(printed) if x < 0 else printed


def _product(r: _Reader, m: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    """a·b⁻¹·… with the negative powers under one fraction bar and the sign in front."""
    top: list[Expr] = []
    bottom: list[Expr] = []
    sign = 1
    for factor in m.args:
        if factor.is_Rational and not factor.is_Integer:
            sign *= 1 if factor > 0 else -1
            top += [num(abs(int(factor.p)))] if abs(factor.p) != 1 else []
            bottom.append(num(int(factor.q)))
        elif factor.is_Integer and factor < 0:
            sign = -sign
            top += [num(-int(factor))] if factor != -1 else []
        elif _has_negative_exponent(factor):
            bottom.append(_power_of(r, factor.base, -factor.exp, scope, depth))
        else:
            top.append(r.read(factor, scope, depth + 1))
    value = div(mul(*top), mul(*bottom)) if bottom else mul(*top)
    return value if sign > 0 else neg(value)


def _has_negative_exponent(factor: Any) -> bool:
    return isinstance(factor, sp.Pow) and factor.exp.is_Rational and factor.exp < 0


def _power(r: _Reader, p: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    if _has_negative_exponent(p):
        return div(ONE, _power_of(r, p.base, -p.exp, scope, depth))
    return _power_of(r, p.base, p.exp, scope, depth)


def _power_of(r: _Reader, base: Any, exponent: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    inside = r.read(base, scope, depth + 1)
    if exponent == 1:
        return inside
    return fn("sqrt", inside) if exponent == sp.S.Half else power(inside, r.read(exponent, scope, depth + 1))


def _sum(r: _Reader, s: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    """Σ over several limits: the last one given is the outermost."""
    head = "sum" if isinstance(s, sp.Sum) else "prod"
    layers: list[tuple[Expr, Expr, Expr]] = []
    for limit in reversed(s.limits):
        if len(limit) != 3:
            raise DeriveError(f"the range of {limit[0]} is not given in {s}")
        index = build.fresh_idx(limit[0].name)
        lo, hi = r.all(limit[1:], scope, depth)
        layers.append((index, lo, hi))
        scope = {**scope, limit[0]: index}
    body = r.read(s.function, scope, depth + 1)
    for index, lo, hi in reversed(layers):
        body = build.bound(head, body, index, lo, hi)
    return body


def _indexed(r: _Reader, x: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    base = build.sym(r.letter(x.base.label, str(x.base.label)))
    return build.entry(base, *r.all(x.indices, scope, depth))


def _piecewise(r: _Reader, p: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    pairs = [r.all(pair.args, scope, depth) for pair in p.args]
    return build.cases([(value, condition) for value, condition in pairs])


def _derivative(r: _Reader, d: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    body = r.read(d.expr, scope, depth + 1)
    for letter, times in d.variable_count:
        if not isinstance(letter, sp.Symbol | sp.Indexed) or not times.is_Integer or times > 20:
            raise DeriveError(f"no counterpart for the derivative {d}")
        wrt = r.read(letter, scope, depth + 1)
        body = reduce(lambda inner, _: build.deriv(inner, wrt), range(int(times)), body)
    return body


def _extremum(r: _Reader, m: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    head = "max" if isinstance(m, sp.Max) else "min"
    return reduce(lambda a, b: node(head, a, b), r.all(m.args, scope, depth))


def _logarithm(r: _Reader, x: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    logs = [build.log(a) for a in r.all(x.args, scope, depth)]
    return logs[0] if len(logs) == 1 else div(*logs)


def _heaviside(r: _Reader, h: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    if h.args[1] != sp.S.Half:
        raise DeriveError("only the Heaviside function with value 1/2 at 0 has a counterpart")
    return fn("heaviside", r.read(h.args[0], scope, depth + 1))


def _delta(r: _Reader, k: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    if len(k.args) != 2:
        raise DeriveError("a Kronecker delta with a range has no counterpart")
    return build.delta(*r.all(k.args, scope, depth))


def _limit(r: _Reader, x: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    body, letter, to, direction = x.args
    side = [] if to.is_infinite or str(direction) == "+-" else [ONE if str(direction) == "+" else MINUS_ONE]
    return node("limit", *r.all((body, letter, to), scope, depth), *side)


def _applied(r: _Reader, f: Any, scope: Mapping[Any, Expr], depth: int) -> Expr:
    name = build.sym(r.letter(f.func, f.func.__name__))
    return node("call", name, *r.all(f.args, scope, depth))


def _plain(head: str) -> Callable[[_Reader, Any, Mapping[Any, Expr], int], Expr]:
    return lambda r, obj, scope, depth: node(head, *r.all(obj.args, scope, depth))


def _constant(value: Expr) -> Callable[[_Reader, Any, Mapping[Any, Expr], int], Expr]:
    return lambda r, obj, scope, depth: value


READERS: dict[Any, Callable[[_Reader, Any, Mapping[Any, Expr], int], Expr]] = {
    sp.Symbol: _symbol,
    sp.Idx: _symbol,
    sp.Rational: _rational,
    sp.Float: _float,
    int: lambda r, n, scope, depth: num(n),
    sp.Add: _plain("add"),
    sp.Mul: _product,
    sp.Pow: _power,
    sp.Sum: _sum,
    sp.Product: _sum,
    sp.Indexed: _indexed,
    sp.Piecewise: _piecewise,
    sp.Derivative: _derivative,
    sp.Max: _extremum,
    sp.Min: _extremum,
    sp.log: _logarithm,
    sp.Heaviside: _heaviside,
    sp.KroneckerDelta: _delta,
    sp.Limit: _limit,
    sp.core.function.AppliedUndef: _applied,
    type(sp.true): _constant(build.TRUE),
    type(sp.false): _constant(build.FALSE),
    type(-sp.oo): _constant(neg(build.INF)),
    **{type(value): _constant(node("const", value=name)) for name, value in CONSTANTS.items()},
    **{cls: _plain(head) for head, cls in {**RELATIONS, **LOGIC}.items()},
}
