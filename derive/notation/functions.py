"""The table of functions that every room is handed: what a function's name stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from derive.expressions.expr import Expr, heads_of, postorder
from derive.notation.style import PLAIN, Style


@dataclass(frozen=True)
class Function:
    """A primitive, read: its formulas are expressions in the `parameters` (sym leaves).

    definition   the defining form in simpler functions (None for exp, log, sin, …)
    derivatives  one for each parameter (None: not differentiable in that parameter)
    domain       relations that must hold for a value to exist
    partial      whether it has values outside `domain` too, of which nothing is known here
    smooth       relations that must hold besides for the derivatives to exist
    following    its value with the first parameter one greater, in values at that parameter and before
    preceding    its value with the first parameter one less, in values at that parameter and after
    range        relations between `value` (the sym "value") and numbers, e.g. 0 < value < 1
    words        the words a result is expressed in: the function itself, and partners
    numpy, torch its name in code, or a formula with {0} for its first argument; "" for its definition
    """

    name: str
    parameters: tuple[Expr, ...]
    latex: str
    definition: Expr | None = None
    derivatives: tuple[Expr | None, ...] = ()
    domain: tuple[Expr, ...] = ()
    smooth: tuple[Expr, ...] = ()
    range: tuple[Expr, ...] = ()
    following: Expr | None = None
    preceding: Expr | None = None
    aliases: tuple[str, ...] = ()
    latex_aliases: tuple[str, ...] = ()
    family: bool = False
    partial: bool = False
    title: str = ""
    source: str = ""
    numpy: str = ""
    torch: str = ""


@dataclass(frozen=True)
class FunctionTable:
    """The functions by name, and how formulas are set for this reader."""

    functions: Mapping[str, Function]
    style: Style = PLAIN

    @cached_property
    def _defined(self) -> dict[int, bool]:
        return {}

    def defines(self, bits: int) -> bool:
        """Whether one of these heads (bits of `Expr.kinds`) has a defining form."""
        if bits not in self._defined:
            known = (self.functions.get(name) for name in heads_of(bits))
            self._defined[bits] = any(each is not None and each.definition is not None for each in known)
        return self._defined[bits]

    def partial_in(self, *exprs: Expr) -> str | None:
        """The first function in the trees that has values outside the domain it is known on."""
        met = (self.functions.get(e.head) for e in postorder(*exprs))
        return next((f.name for f in met if f is not None and f.partial), None)

    def __getitem__(self, name: str) -> Function:
        return self.functions[name]

    def __contains__(self, name: object) -> bool:
        return name in self.functions

    def __iter__(self) -> Iterator[str]:
        return iter(self.functions)

    def get(self, name: str) -> Function | None:
        return self.functions.get(name)

    def spelled(self, word: str) -> Function | None:
        """The function that `word` (a name, alias or LaTeX command without backslash) names."""
        found = self.functions.get(word)
        if found is not None:
            return found
        return next((f for f in self.functions.values() if word in f.aliases), None)
