r"""Steps with numbers and with arrays that are written out: values put in, entries, arithmetic, digits.

values    W^\top x → [0.1 0.3; 0.2 0.4] [1; 2]          letters replaced by what they are worked out to
entries   [0.1 0.3; 0.2 0.4] [1; 2] → [0.1·1 + 0.3·2; 0.2·1 + 0.4·2]
digits    [tanh 0.7; tanh 1] → [0.6044; 0.7616]          each entry rounded as it is printed
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from derive.engine.digits import printed_decimal, rounds_to
from derive.engine.folding import folded
from derive.engine.neat import key, neat
from derive.engine.rules import Grounds
from derive.engine.written_arrays import opened
from derive.engine.written_functions import Grid
from derive.errors import DeriveError
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import heads, substitute
from derive.notation.context import Context
from derive.notation.functions import FunctionTable

WHOLE = frozenset({"floor", "ceil", "mod"})
Same = Callable[[Expr, Expr, FunctionTable], bool]


def as_matrix(grid: Grid | Expr) -> Expr:
    """The array of these entries; a single one is a number."""
    if isinstance(grid, Expr):
        return grid
    if len(grid) == len(grid[0]) == 1:
        return grid[0][0]
    return node("matrix", *(node("row", *line) for line in grid))


def written_out(expr: Expr, context: Context) -> Expr:
    """The entries of an array, definitions left as they are; a number stays."""
    return as_matrix(opened(expr, replace(context, definitions=())))


def worked_out(letter: Expr, context: Context) -> Expr:
    """What a defined letter is, with every definition put in."""
    return as_matrix(opened(letter, context))


def entry_pairs(left: Expr, right: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The entries of two written arrays of one size, side by side. Raises DeriveError for other sizes."""
    left, right = _single(left), _single(right)
    if left.head == right.head and left.head in ("matrix", "row"):
        if len(left.args) != len(right.args):
            raise DeriveError("arrays of different sizes")
        for a, b in zip(left.args, right.args, strict=True):
            yield from entry_pairs(a, b)
    else:
        yield left, right


def _single(expr: Expr) -> Expr:
    """[a] is a."""
    only = expr.head == "matrix" and len(expr.args) == len(expr.args[0].args) == 1
    return expr.args[0].args[0] if only else expr


def same_numbers(left: Expr, right: Expr) -> bool:
    """Equal once sums, products, quotients and floors of numbers are worked out."""
    return key(folded(left)) == key(folded(right))


def has_digits_of(exact: Expr, printed: Expr, functions: FunctionTable) -> bool:
    """Whether `printed` is a decimal that `exact` rounds to, or the same number."""
    found = printed_decimal(printed)
    return rounds_to(exact, found, functions) if found is not None else same_numbers(exact, printed)


def _all_same(left: Expr, right: Expr, functions: FunctionTable) -> bool:
    return all(same_numbers(a, b) for a, b in entry_pairs(left, right))


def _all_rounded(left: Expr, right: Expr, functions: FunctionTable) -> bool:
    return all(has_digits_of(a, b, functions) for a, b in entry_pairs(left, right))


def _entries(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    return written_out(expr, grounds.context)


def _arithmetic(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Sums, products, quotients and floors of numbers and sizes worked out: the parameter is the result."""
    (after,) = parameters
    if heads(expr, after) & WHOLE and not _of_integers(expr, grounds.context):
        return None
    return after if _all_same(expr, after, grounds.functions) else None


def _of_integers(expr: Expr, context: Context) -> bool:
    """Whether every letter stands for an integer: ⌊n⌋ is n."""
    return all(context.role(e.value) in ("size", "integer") for e in postorder(expr) if e.head == "sym")


def _digits(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Every entry rounded to the digits that the parameter prints."""
    (after,) = parameters
    return after if _all_rounded(written_out(expr, grounds.context), after, grounds.functions) else None


def _put_in_values(same: Same) -> Callable[[Expr, tuple[Expr, ...], Grounds], Expr | None]:
    """Letters replaced by what they are worked out to; the parameters are letter, value, letter, value, …"""

    def apply(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
        pairs = dict(zip(parameters[::2], parameters[1::2], strict=True))
        proved = all(same(worked_out(x, grounds.context), v, grounds.functions) for x, v in pairs.items())
        return substitute(expr, pairs) if proved else None

    return apply


def _gathered(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Backwards: the first parameter, its letters (the others) put in, has these entries."""
    after, *letters = parameters
    values = {x: worked_out(x, grounds.context) for x in letters}
    entries = written_out(substitute(after, values), grounds.context)
    return after if _all_same(expr, entries, grounds.functions) else None


def _zeros_written(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Backwards: the parameter is `expr` once its terms 0 are left out."""
    (after,) = parameters
    return after if key(neat(after)) == key(neat(expr)) else None


ARRAY_RULES = {
    "gathered": _gathered,
    "zeros-written": _zeros_written,
    "entries": _entries,
    "arithmetic": _arithmetic,
    "digits": _digits,
    "values": _put_in_values(_all_same),
    "rounded-values": _put_in_values(_all_rounded),
}
