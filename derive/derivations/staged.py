"""Backpropagation one equation at a time: models are equations in order, adjoints their reverse.

    ū_p = ∂L/∂u_p + Σ over the equations v_q = f(…, u_p, …) of  Σ_q v̄_q ∂f_q/∂u_p

The adjoint letters on the right stay letters, each local derivative is written in its gate
(σ′ = f (1 − f)), and time may be a letter: h_{t−1} in an equation for h_t gives a term at t + 1,
present while t + 1 ≤ T.  The cost is linear in the number of equations; steps in time are
instances of the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.engine.differentiate import differentiate
from derive.engine.indices import contract
from derive.engine.tensors.lift import lift
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.monomial import cancelled
from derive.engine.tidy import product, total
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, postorder
from derive.expressions.walk import alpha, freshen, substitute, transform
from derive.notation.context import Context, Letter
from derive.notation.functions import FunctionTable

Ranges = dict[Index, tuple[Expr, Expr]]


@dataclass(frozen=True)
class Equation:
    """letter_places = value, for every place within its range."""

    letter: Expr
    places: tuple[Expr, ...]
    value: Expr


@dataclass(frozen=True)
class Term:
    """What one equation sends back: Σ_q v̄_q ∂value_q/∂letter, before and after it is carried out."""

    through: str
    sent: Expr
    value: Expr


@dataclass(frozen=True)
class AdjointLine:
    """adjoint_places = value; `matrix` is the same in matrix notation, or None."""

    letter: Expr
    places: tuple[Expr, ...]
    value: Expr
    terms: tuple[Term, ...]
    matrix: Expr | None

    def at(self, places: Sequence[Expr]) -> Expr:
        """The line's right side at other places: one step of an unrolled model."""
        return substitute(freshen(self.value), dict(zip(self.places, places, strict=True)))


@dataclass(frozen=True)
class Backpropagation:
    """The adjoint lines in the order in which they are computed, and the context they are read in."""

    lines: tuple[AdjointLine, ...]
    context: Context
    equations: tuple[Equation, ...]
    labels: tuple[Expr, ...]
    functions: FunctionTable

    def line(self, name: str) -> AdjointLine:
        return next(x for x in self.lines if x.letter.value == name)


def adjoint_of(letter: Expr) -> Expr:
    """The letter that stands for ∂L/∂letter."""
    return b.sym(f"{letter.value}bar")


def equations_of(context: Context) -> tuple[Equation, ...]:
    """The definitions of a context by entries, in their order; whole arrays are written by entries."""
    found = []
    low = Pointwise(context)
    for each in context.definitions:
        if each.left.head == "call":
            continue
        letter = each.left.args[0] if each.left.head == "entry" else each.left
        axes = context.letters[letter.value].axes if letter.value in context.letters else ()
        given = each.parameters
        extra = tuple(b.fresh_idx(c) for c, _ in zip("ijkl", axes[len(given) :], strict=False))
        value = low.at(each.right, extra) if extra else low.part(each.right, ())
        fresh = {p: b.fresh_idx(p.value.name) for p in given}
        places = (*(fresh[p] for p in given), *extra)
        found.append(Equation(letter, places, freshen(substitute(value, fresh))))
    return tuple(found)


def backpropagate(
    context: Context,
    functions: FunctionTable,
    wrt: Sequence[str],
    *,
    direct: Mapping[str, str] | None = None,
    labels: Sequence[Expr] = (),
) -> Backpropagation:
    """The adjoints of every letter that an equation defines, last first, then of the letters `wrt`.

    direct   letter → the letter that stands for its direct contribution ∂L/∂letter (the loss's own)
    labels   sizes whose axis is a label, such as time: x_t is a vector for each t
    An equation for a scalar L that nothing uses is the loss: its adjoint is 1.
    """
    equations = equations_of(context)
    names = [e.letter.value for e in equations]
    own = {n: Letter(f"{n}bar", axes=axes_of(context, n), latex=_bar(context, n)) for n in (*names, *wrt)}
    wide = context.with_letters(*own.values())
    lines = []
    for name in (*reversed(names), *wrt):
        work = Lines(wide, functions, equations, dict(direct or {}), tuple(labels))
        lines.append(work.line(b.sym(name)))
    return Backpropagation(tuple(lines), wide, equations, tuple(labels), functions)


def axes_of(context: Context, name: str) -> tuple[Expr, ...]:
    letter = context.letters.get(name)
    return letter.axes if letter else ()


def _bar(context: Context, name: str) -> str:
    letter = context.letters.get(name)
    return f"\\bar{{{letter.latex if letter and letter.latex else name}}}"


@dataclass
class Lines:
    context: Context
    functions: FunctionTable
    equations: tuple[Equation, ...]
    direct: Mapping[str, str]
    labels: tuple[Expr, ...]

    def line(self, letter: Expr) -> AdjointLine:
        axes = axes_of(self.context, letter.value)
        places = tuple(b.idx(c) for c in self._names(axes))
        ranges = {p.value: (b.ONE, n) for p, n in zip(places, axes, strict=True)}
        by = b.entry(letter, *places) if places else letter
        terms = tuple(t for e in self.equations if (t := self.term(e, letter, by, dict(ranges))) is not None)
        parts = [t.value for t in terms]
        if letter.value in self.direct:
            base = b.sym(self.direct[letter.value])
            parts.insert(0, b.entry(base, *places) if places else base)
        value = b.ONE if not parts and not axes else cancelled(total(*parts))
        matrix = self.matrix(value, places, axes)
        return AdjointLine(letter, places, value, terms, matrix)

    def _names(self, axes: Sequence[Expr]) -> list[str]:
        """The context's own index for a label, k, l, … for the others, none that is a letter already."""
        used = set(self.context.letters)
        plain = iter([n for n in ("k", "l", "u", "v", "q", "r") if n not in used])
        indices = [x for x in self.context.letters.values() if x.role == "index"]
        known = {x.hi: x.name for x in indices if x.hi is not None}
        return [known.get(n, "t") if n in self.labels else next(plain) for n in axes]

    def term(self, equation: Equation, letter: Expr, by: Expr, ranges: Ranges) -> Term | None:
        """Σ_q v̄_q ∂f_q/∂u_p; None where the letter does not stand in the equation."""
        if all(each is not letter for each in postorder(equation.value)):
            return None
        fresh = {p: b.fresh_idx(p.value.name) for p in equation.places}
        inner = tuple(fresh.values())
        value = substitute(freshen(equation.value), fresh)
        here = b.entry(equation.letter, *inner) if inner else equation.letter
        bar = adjoint_of(equation.letter)
        upstream = b.entry(bar, *inner) if inner else bar
        axes = axes_of(self.context, equation.letter.value)
        ranges |= {p.value: (b.ONE, n) for p, n in zip(inner, axes, strict=True)}
        local = in_gate(cancelled(differentiate(value, by, self.functions)), value, here)
        sent, carried = b.mul(upstream, b.deriv(value, by)), product(upstream, local)
        for place, size in reversed(list(zip(inner, axes, strict=True))):
            sent = b.sum_over(sent, place, b.ONE, size)
            carried = b.sum_over(carried, place, b.ONE, size)
        done = cancelled(contract(freshen(carried), self.context, ranges))
        return None if done is b.ZERO else Term(equation.letter.value, freshen(sent), done)

    def matrix(self, value: Expr, places: tuple[Expr, ...], axes: Sequence[Expr]) -> Expr | None:
        """Matrix notation for every value of the labels."""
        kept = [(p, n) for p, n in zip(places, axes, strict=True) if n not in self.labels]
        labels = frozenset(p.value for p, n in zip(places, axes, strict=True) if n in self.labels)
        return lift(
            value, tuple(p for p, _ in kept), self.context, tuple(n for _, n in kept),
            labels=labels, label_sizes=self.labels,
        )  # fmt: skip


def in_gate(local: Expr, value: Expr, gate: Expr) -> Expr:
    """`local` with the equation's right side written as its letter: σ(z) (1 − σ(z)) is f (1 − f)."""
    key = alpha(value)
    if not value.args or value.head in ("add", "mul", "sum", "entry", "neg"):
        return local
    return transform(local, lambda each: gate if each.head == value.head and alpha(each) is key else None)
