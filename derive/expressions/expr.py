"""The one expression tree: what was written is what is kept, shown and judged.

An `Expr` is immutable and interned: two trees of the same form are one object, so `is` and `==`
compare structure in constant time and a shared subexpression is visited once.  Nothing evaluates
on sight: `x/x` stays `x/x`, and with it the condition x ≠ 0 (see docs/decisions.md, D1).

Heads
-----
leaves      num (value: Fraction) · dec (value: the decimal as printed) · const (value: pi, e, i, inf)
            sym (value: name) · idx (value: Index) · truth (value: bool)
arithmetic  add (n-ary) · mul (n-ary) · neg · div · pow
indexed     entry (base, index, …) · delta (a, b) · iverson (relation)
binders     sum, prod (body, idx, lo, hi, condition) · limit (body, sym, to)
calculus    deriv (body, letter)      the unevaluated derivative; letter is a sym or an entry
choice      cases (value, condition, value, condition, …)
relations   eq ne lt le gt ge · and · or · not
families    f (body, idx, lo, hi, place)   softmax(z)_i: a function of the whole array of the
            body's values, taken at one place; binds its idx
anything else is the name of a function of the primitives' table: exp, log, sigma, tanh, max, …
`call` (name sym, argument, …) is a function the task declares but does not define.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from typing import Any
from weakref import WeakValueDictionary

LEAVES = frozenset({"num", "dec", "const", "sym", "idx", "truth"})
BINDERS = frozenset({"sum", "prod"})
RELATIONS = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
LOGIC = frozenset({"and", "or", "not"})
STRUCTURE = (
    LEAVES
    | BINDERS
    | RELATIONS
    | LOGIC
    | {"add", "mul", "neg", "div", "pow", "entry", "delta", "iverson", "deriv", "cases", "limit", "call"}
)


@dataclass(frozen=True, slots=True)
class Index:
    """An index letter. `uid` 0 is free (named by the statement); every bound one has its own."""

    name: str
    uid: int = 0


class Expr:
    """A node: `head`, `args` (Expr), and `value` for leaves. Make them with `node` or `build`."""

    __slots__ = ("__weakref__", "_alpha", "_below", "_digest", "_free", "args", "head", "kinds", "value")
    head: str
    args: tuple[Expr, ...]
    value: Any
    kinds: int  # the heads that occur in the tree, one bit each; see `kinds`
    _free: frozenset[Index] | None
    _below: tuple[Expr, ...] | None  # see postorder
    _digest: str | None
    _alpha: tuple[Expr | None, int] | None  # see walk.alpha

    def __new__(cls, head: str, args: tuple[Expr, ...] = (), value: Any = None) -> Expr:
        key = (head, args, value, type(value))
        kept = _POOL.data.get(key)  # type: ignore[attr-defined]  # the references, without a call more
        found = kept() if kept is not None else None
        if found is None:
            found = object.__new__(cls)
            object.__setattr__(found, "head", head)
            object.__setattr__(found, "args", args)
            object.__setattr__(found, "value", value)
            object.__setattr__(found, "kinds", _kinds_of(head, args))
            object.__setattr__(found, "_free", None)
            object.__setattr__(found, "_below", None if args else ())
            object.__setattr__(found, "_digest", None)
            object.__setattr__(found, "_alpha", None)
            _POOL[key] = found
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"an expression does not change; tried to set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Expr, (self.head, self.args, self.value))

    def __copy__(self) -> Expr:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Expr:
        return self

    def __repr__(self) -> str:
        return write_prefix(self)


_POOL: WeakValueDictionary[tuple[Any, ...], Expr] = WeakValueDictionary()
_KINDS: dict[str, int] = {}
NO_INDICES: frozenset[Index] = frozenset()
MOST_KEPT = 200  # nodes below one whose order is kept
BINDING = 1  # the bit of a tree that binds an index somewhere


def kinds(*names: str) -> int:
    """The bits of these heads: `expr.kinds & kinds("sum", "prod")` asks whether one of them occurs."""
    bits = 0
    for name in names:
        bits |= _KINDS.setdefault(name, 2 << len(_KINDS))
    return bits


PLACE = kinds("idx")


def heads_of(bits: int) -> list[str]:
    """The heads that have these bits."""
    return [name for k, name in enumerate(_KINDS) if bits >> k & 2]


def _kinds_of(head: str, args: tuple[Expr, ...]) -> int:
    bits = _KINDS.get(head) or kinds(head)
    for arg in args:
        bits |= arg.kinds
    if head in BINDERS or (len(args) == 5 and _family(head, args)):
        bits |= BINDING
    return bits


def node(head: str, *args: Expr, value: Any = None) -> Expr:
    return Expr(head, args, value)


def binds(expr: Expr) -> bool:
    """Whether the node binds the index that is its second argument: Σ, Π, a function of a family."""
    return expr.head in BINDERS or (len(expr.args) == 5 and _family(expr.head, expr.args))


def _family(head: str, args: tuple[Expr, ...]) -> bool:
    return head not in STRUCTURE and args[1].head == "idx" and bool(args[1].value.uid)


def postorder(*roots: Expr) -> Iterator[Expr]:
    """Every distinct node below the roots, children first; linear in the shared graph."""
    orders: list[tuple[Expr, ...]] = []
    for root in roots:
        below = root._below
        if below is None and (below := _nodes_below(root)) is None:
            return _walk(roots)
        orders += (below, (root,))
    return chain(*orders) if len(roots) == 1 else iter(dict.fromkeys(chain(*orders)))


def _nodes_below(root: Expr) -> tuple[Expr, ...] | None:
    """The nodes below a root in this order, kept on it; None when they are more than a few."""
    found = tuple(islice(_walk((root,)), MOST_KEPT + 1))
    if len(found) > MOST_KEPT:
        return None
    object.__setattr__(root, "_below", found[:-1])
    return found[:-1]


def _walk(roots: tuple[Expr, ...]) -> Iterator[Expr]:
    seen: set[Expr] = set()
    stack: list[Expr | None] = list(reversed(roots))
    open_nodes: list[Expr] = []  # those whose children are on the stack; None marks where each closes
    while stack:
        expr = stack.pop()
        if expr is None:
            yield open_nodes.pop()
        elif expr not in seen:
            seen.add(expr)
            if expr.args:
                open_nodes.append(expr)
                stack.append(None)
                stack += expr.args[::-1]
            else:
                yield expr


def write_prefix(expr: Expr) -> str:
    """An unambiguous prefix form, for debugging and certificates: `(add (sym x) (num 1/2))`."""
    text: dict[Expr, str] = {}
    for each in postorder(expr):
        if each.head == "idx":
            index: Index = each.value
            text[each] = f"(idx {index.name}#{index.uid})" if index.uid else f"(idx {index.name})"
        elif each.head in LEAVES:
            text[each] = f"({each.head} {each.value})"
        else:
            text[each] = f"({each.head} {' '.join(text[a] for a in each.args)})"
    return text[expr]


def free_indices(expr: Expr) -> frozenset[Index]:
    """The indices that occur free in `expr` (bound or not elsewhere); kept on the node."""
    known = expr._free
    if known is not None:
        return known
    if not expr.kinds & PLACE:
        return NO_INDICES
    near = all(arg._free is not None or not arg.kinds & PLACE for arg in expr.args)
    for each in (expr,) if near else postorder(expr):
        if each._free is None:
            object.__setattr__(each, "_free", _free_here(each))
    assert expr._free is not None
    return expr._free


def _free_here(expr: Expr) -> frozenset[Index]:
    if expr.head == "idx":
        return frozenset({expr.value})
    found: frozenset[Index] = frozenset()
    if binds(expr):
        body, idx, lo, hi, condition = expr.args
        inner = (body._free or frozenset()) | (condition._free or frozenset())
        return (inner - {idx.value}) | (lo._free or frozenset()) | (hi._free or frozenset())
    for arg in expr.args:
        found = found | (arg._free or frozenset())
    return found


def number_value(expr: Expr) -> Fraction | None:
    """The exact value of a num or dec leaf (a typed decimal is exact), else None."""
    if expr.head == "num":
        value: Fraction = expr.value
        return value
    if expr.head == "dec":
        return Fraction(expr.value)
    return None
