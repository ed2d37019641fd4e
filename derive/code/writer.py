"""The walk from expression to code: one rule a head; what is used twice gets a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from derive.code.ranges import Linear
from derive.code.targets import Target
from derive.code.terms import ATOM, PRODUCT, Names, Scopes, Term, aligned, ordered, refuse
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.expressions.walk import alpha, transform
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import Shape, shape_of

Rule = Callable[["Writer", Expr], Term]
LIGHT = frozenset("num dec const sym idx truth entry neg delta iverson ones zeros identity transpose".split())
DEEPEST = 300


@dataclass
class Writer:
    """Writes the lines of one function.

    ranges   the first and last value of every index met
    loops    indices that are whole numbers of a loop here, not axes
    guards   what the brackets around the place say of indices
    shifts   arrays that hold so many earlier values before their first entry (h_0)
    """

    target: Target
    context: Context
    functions: FunctionTable
    rules: dict[str, Rule]
    names: Names = field(default_factory=Names)
    scopes: Scopes = field(default_factory=Scopes)
    ranges: dict[Index, tuple[Expr, Expr]] = field(default_factory=dict)
    ranks: dict[Index, int] = field(default_factory=dict)
    loops: dict[Index, str] = field(default_factory=dict)
    guards: tuple[Expr, ...] = ()
    facts: tuple[Linear, ...] = ()
    shifts: dict[str, int] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    uses: dict[Expr, int] = field(default_factory=dict)
    helpers: dict[str, None] = field(default_factory=dict)
    sample: str = ""

    def term(self, expr: Expr) -> Term:
        key = (expr, self.guards)
        known = self.scopes.now.find(key)
        if known is None:
            known = self._named(expr, self._written(expr))
            self.scopes.now.named[key] = known
        return known

    def _written(self, expr: Expr) -> Term:
        rule = self.rules.get(expr.head)
        if rule is None:
            rule = self.rules["family" if len(expr.args) == 5 else "function"]
        return rule(self, expr)

    def _named(self, expr: Expr, term: Term) -> Term:
        """What occurs more than once is a stage with a name."""
        if self.uses.get(expr, 0) < 2 or expr.head in LIGHT or (term.plain and not term.axes):
            return term
        if term.level == ATOM and len(term.text) < 12:
            return term
        name = self.names.new(expr.head if expr.head in self.functions else "part")
        self.scopes.now.write(f"{name} = {term.text}")
        return term.like(name, ATOM)

    def count(self, *roots: Expr) -> None:
        """Note how often each part is used; too deep a formula is refused."""
        depths: dict[Expr, int] = {}
        for each in postorder(*roots):
            depths[each] = 1 + max((depths[a] for a in each.args), default=0)
            for arg in each.args:
                self.uses[arg] = self.uses.get(arg, 0) + 1
        if max(depths.values()) > DEEPEST:
            raise refuse(f"it is more than {DEEPEST} levels deep", "give its parts as definitions")

    # ---- names ------------------------------------------------------------------------------------

    def letter(self, name: str) -> str:
        self.used[name] = None
        return self.names.of(name, name)

    def index(self, index: Index, lo: Expr, hi: Expr) -> Index:
        """An index with its range; its axis stands after those met before."""
        self.ranges[index] = (lo, hi)
        self.ranks.setdefault(index, len(self.ranks))
        return index

    def shape(self, expr: Expr) -> Shape:
        found = shape_of(expr, self.context)
        if found is None:
            raise refuse(f"the shape of {expr.head} is not known", "declare it: --shape 'W: m,n'")
        return found

    @contextmanager
    def guarded(self, conditions: Sequence[Expr], facts: Sequence[Linear]) -> Iterator[None]:
        before = self.guards, self.facts
        self.guards, self.facts = (*self.guards, *conditions), (*self.facts, *facts)
        try:
            yield
        finally:
            self.guards, self.facts = before

    # ---- terms ------------------------------------------------------------------------------------

    def order(self, axes: Sequence[Index]) -> tuple[Index, ...]:
        return ordered(axes, self.ranks)

    def joined(self, terms: Sequence[Term], levels: Sequence[int]) -> tuple[list[str], Term]:
        """Texts that broadcast against each other, and a term that has the axes of all of them."""
        axes = self.order([a for t in terms for a in t.axes])
        rank = max(t.rank for t in terms)
        if axes and rank:
            raise refuse("whole arrays stand next to entries", "write it with indices throughout")
        texts = [aligned(t, axes, level) for t, level in zip(terms, levels, strict=True)]
        row = any(t.row for t in terms)
        return texts, Term("", ATOM, axes, all(t.plain for t in terms), rank, row)

    def data(self, term: Term) -> str:
        """The text as something that the library's functions take."""
        return self.target("tensor", term.text) if term.plain else term.text

    def made(self, word: str, *values: str) -> str:
        """A new array, with the kind of numbers of the arrays that are given, if any are."""
        return self.target(word, *values, self.sample).replace(", dtype=.dtype", "")

    def plain_size(self, expr: Expr) -> str:
        return self.term(expr).at(PRODUCT)

    def free(self, expr: Expr) -> list[Index]:
        """Free indices that are axes here, in their order."""
        return list(self.order([i for i in free_indices(expr) if i in self.ranks and i not in self.loops]))


def one_of_a_kind(expr: Expr) -> Expr:
    """Equal parts made one, whatever their bound indices are called."""
    first: dict[Expr, Expr] = {}
    return transform(expr, lambda each: first.setdefault(alpha(each), each))
