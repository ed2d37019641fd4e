"""The nicest form of a number made of inner products, norms, traces, and of an array taken entry by entry."""

from __future__ import annotations

from derive.engine.nicest import nicest
from derive.engine.rules import Grounds
from derive.engine.tensors.notation import entrywise, weighted
from derive.engine.tensors.pointwise import Pointwise
from derive.engine.ugliness import written_size
from derive.expressions import build as b
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import rebuild, substitute
from derive.notation.context import Letter
from derive.notation.functions import FunctionTable
from derive.notation.shapes import Shape

MOST_SYMBOLS = 120
_ARITHMETIC = frozenset({"add", "mul", "neg", "div", "pow", "num", "dec", "const"})
_PRODUCTS = {"hadamard": "mul", "hadamard_div": "div"}


class NicestNumbers:
    """A letter stands for each inner product, norm, array, …; what it stands for is put in again."""

    def __init__(self, low: Pointwise, functions: FunctionTable) -> None:
        self.low = low
        self.functions = functions
        self.letters: dict[Expr, Expr] = {}

    def number(self, number: Expr) -> Expr:
        if not number.args or written_size(number) > MOST_SYMBOLS:
            return number
        found = self._nicest(self._opened(number))
        return substitute(found, {letter: whole for whole, letter in self.letters.items()})

    def entries(self, array: Expr) -> Expr:
        """The array whose entries are the nicest form of those of `array`, where that takes fewer letters."""
        if written_size(array) > MOST_SYMBOLS:
            return array
        opened = self._entry(array)
        whole = {letter: each for each, letter in self.letters.items()}
        found = self._array(self._nicest(opened), whole, self.low.shape(array))
        return found if _letters(found) < _letters(array) else array

    def _nicest(self, opened: Expr) -> Expr:
        names = [Letter(str(letter.value)) for letter in self.letters.values()]
        grounds = Grounds(self.functions, self.low.context.with_letters(*names), {})
        return nicest(opened, grounds, (), opened)

    def _letter(self, expr: Expr) -> Expr:
        return self.letters.setdefault(expr, b.sym(f"number_{len(self.letters)}"))

    def _is_function(self, expr: Expr) -> bool:
        known = self.functions.get(expr.head)
        return known is not None and not known.family

    def _opened(self, expr: Expr) -> Expr:
        """With a letter for each number that is no arithmetic of numbers."""
        if expr.head in _ARITHMETIC or self._is_function(expr):
            return rebuild(expr, (self._opened(a) for a in expr.args))
        return expr if expr.head == "sym" else self._letter(expr)

    def _entry(self, expr: Expr) -> Expr:
        """An entry: A ⊙ B is a·b, and 1 a one; a letter for each array and number."""
        if expr.head == "num":
            return expr
        if expr.head == "ones":
            return b.ONE
        entries = expr.head in ("add", "mul", "neg", "div", "pow", *_PRODUCTS) or self._is_function(expr)
        if not entries or not self.low.shape(expr):
            return self._letter(expr)
        parts = [self._entry(a) for a in expr.args]
        return Expr(_PRODUCTS[expr.head], tuple(parts)) if expr.head in _PRODUCTS else rebuild(expr, parts)

    def _array(self, expr: Expr, whole: dict[Expr, Expr], shape: Shape) -> Expr:
        """The array with such an entry; a number where no array stands in it."""
        if expr in whole:
            return whole[expr]
        parts = [self._array(a, whole, shape) for a in expr.args]
        arrays = [p for p in parts if self.low.shape(p)]
        if not arrays:
            return rebuild(expr, parts)
        if expr.head == "mul":
            found = arrays[0]
            for array in arrays[1:]:
                found = entrywise(found, array)
            return weighted([p for p in parts if not self.low.shape(p)], found)
        if expr.head == "div" and self.low.shape(parts[1]):
            below = b.div(b.ONE, parts[1])
            return entrywise(parts[0], below) if self.low.shape(parts[0]) else weighted([parts[0]], below)
        if expr.head == "div":
            return weighted([b.div(b.ONE, parts[1])], parts[0])
        if expr.head == "add" and len(shape) > 1:
            ones = Expr("ones", shape)
            parts = [p if self.low.shape(p) else weighted([p], ones) for p in parts]
        return rebuild(expr, parts)


def _letters(expr: Expr) -> int:
    """How many letters the expression is written with, shared parts counted each time."""
    count: dict[Expr, int] = {}
    for each in postorder(expr):
        inside = 0 if each.head in ("ones", "identity") else sum(count[a] for a in each.args)
        count[each] = inside + (each.head == "sym")
    return count[expr]
