"""Backpropagation one equation at a time: models are equations in order, adjoints their reverse.

    ū_p = ∂L/∂u_p + Σ over the equations v_q = f(…, u_p, …) of  Σ_q v̄_q ∂f_q/∂u_p

The adjoint letters on the right stay letters, each local derivative is written in its gate
(σ′ = f (1 − f)), and time may be a letter: h_{t−1} in an equation for h_t gives a term at t + 1,
present while t + 1 ≤ T.  The cost is linear in the number of equations; steps in time are
instances of the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from derive.engine.differentiate import differentiate
from derive.engine.indices import contract
from derive.engine.tensors.lift import lift
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.monomial import cancelled
from derive.engine.tidy import product, total
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, postorder
from derive.expressions.walk import alpha, freshen, rebuild, substitute, transform
from derive.notation.context import Context, Definition, Letter
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

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
    own = {n: Letter(f"{n}bar", axes=_axes(context, n), latex=_bar(context, n)) for n in (*names, *wrt)}
    wide = context.with_letters(*own.values())
    lines = []
    for name in (*reversed(names), *wrt):
        work = _Line(wide, functions, equations, dict(direct or {}), tuple(labels))
        lines.append(work.line(b.sym(name)))
    return Backpropagation(tuple(lines), wide, equations, tuple(labels), functions)


def _axes(context: Context, name: str) -> tuple[Expr, ...]:
    letter = context.letters.get(name)
    return letter.axes if letter else ()


def _bar(context: Context, name: str) -> str:
    letter = context.letters.get(name)
    return f"\\bar{{{letter.latex if letter and letter.latex else name}}}"


@dataclass
class _Line:
    context: Context
    functions: FunctionTable
    equations: tuple[Equation, ...]
    direct: Mapping[str, str]
    labels: tuple[Expr, ...]

    def line(self, letter: Expr) -> AdjointLine:
        axes = _axes(self.context, letter.value)
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
        axes = _axes(self.context, equation.letter.value)
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


def statements(found: Backpropagation) -> list[tuple[str, Statement]]:
    """One statement for each use of a letter in an equation: Σ_i v̄_i ∂value_i/∂u_k is the term it sends.

    They are about one step: x_t and h_{t−1} are letters of their own there, so a statement serves
    every step.  The gate is defined in the statement's context: f (1 − f) is judged as σ′.
    """
    lines = []
    for equation in found.equations:
        step = _Step(found, equation)
        for name, letter in step.letters.items():
            if step.origin[name] in _wanted(found):
                lines.append((f"{step.origin[name]} through {equation.letter.value}", step.statement(letter)))
    return lines


def _wanted(found: Backpropagation) -> set[str]:
    return {x.letter.value for x in found.lines}


class _Step:
    """An equation at one time: every entry with a label is an entry of a letter of its own."""

    def __init__(self, found: Backpropagation, equation: Equation) -> None:
        self.found = found
        self.equation = equation
        self.letters: dict[str, Expr] = {}
        self.origin: dict[str, str] = {}
        self.axes: dict[str, tuple[Expr, ...]] = {}
        self.times: dict[tuple[str, Expr], str] = {}
        value = transform(equation.value, self._renamed)
        axes = _axes(found.context, equation.letter.value)
        kept = [(p, n) for p, n in zip(equation.places, axes, strict=True) if n not in found.labels]
        self.local = Equation(equation.letter, tuple(p for p, _ in kept), value)
        self.own_axes = tuple(n for _, n in kept)

    def _renamed(self, each: Expr) -> Expr | None:
        base = each.args[0] if each.head == "entry" else each
        if base.head != "sym" or base.value not in self.found.context.letters:
            return None
        axes = _axes(self.found.context, base.value)
        if each.head == "sym":
            if not axes and base.value in _wanted(self.found):
                self._note(base.value, base.value, ())
            return None
        marks = [p for p, n in zip(each.args[1:], axes, strict=True) if n in self.found.labels]
        places = [p for p, n in zip(each.args[1:], axes, strict=True) if n not in self.found.labels]
        name = base.value
        if marks:
            name = self._at_time(
                base.value, alpha(substitute(marks[0], {p: b.idx("t") for p in self.equation.places}))
            )
        self._note(name, base.value, tuple(n for n in axes if n not in self.found.labels))
        return b.entry(b.sym(name), *places) if places else b.sym(name)

    def _at_time(self, origin: str, mark: Expr) -> str:
        """The letter for `origin` at this time: one for each time that the equation names."""
        return self.times.setdefault((origin, mark), f"{origin}@{len(self.times)}")

    def _note(self, name: str, origin: str, axes: tuple[Expr, ...]) -> None:
        self.letters.setdefault(name, b.sym(name))
        self.origin[name] = origin
        self.axes[name] = axes

    def statement(self, letter: Expr) -> Statement:
        bar = Letter(f"{self.equation.letter.value}bar", axes=self.own_axes)
        gate = Letter(self.equation.letter.value, axes=self.own_axes)
        own = [Letter(n, axes=self.axes[n]) for n in self.letters]
        context = Context(self.found.context.letters, (), self.found.context.assumptions)
        context = context.with_letters(*own, bar, gate)
        work = _Line(context, self.found.functions, (self.local,), {}, ())
        line = work.line(letter)
        (term,) = line.terms
        places = [
            Letter(p.value.name, role="index", lo=b.ONE, hi=n)
            for p, n in zip(line.places, self.axes[letter.value], strict=True)
        ]
        defined = Context(context.letters, (_definition(self.local),), context.assumptions)
        return Statement(term.sent, term.value, defined.with_letters(*places))


def _definition(equation: Equation) -> Definition:
    names = {p: b.idx(p.value.name) for p in equation.places}
    left = b.entry(equation.letter, *names.values()) if names else equation.letter
    return Definition(left, freshen(substitute(equation.value, names)))


def prove_stages(found: Backpropagation, decide: Callable[[Statement], object]) -> list[tuple[str, object]]:
    """The verdict on every term of every line; each is asked once, however many steps use it."""
    return [(name, decide(statement)) for name, statement in statements(found)]


def unrolled(found: Backpropagation, label: Expr, steps: int) -> list[tuple[Expr, Expr]]:
    """(adjoint, value) for each step from the last to the first: instances of the lines at t = T … 1."""
    if steps < 1:
        raise DeriveError("a model is unrolled over at least one step")
    timed = [x for x in found.lines if label in _axes(found.context, x.letter.value)]
    pairs = []
    for t in range(steps, 0, -1):
        for line in timed:
            axes = _axes(found.context, line.letter.value)
            places = tuple(b.num(t) if n is label else p for p, n in zip(line.places, axes, strict=True))
            value = settled(substitute(line.at(places), {label: b.num(steps)}))
            pairs.append((b.entry(adjoint_of(line.letter), *places), value))
    return pairs


def settled(expr: Expr) -> Expr:
    """t + 1 carried out for numbers, and brackets of numbers decided."""

    def here(each: Expr) -> Expr | None:
        if each.head == "add" and all(a.head in ("num", "neg") for a in each.args):
            return total(*each.args)
        if each.head in ("le", "lt", "ge", "gt") and all(a.head == "num" for a in each.args):
            x, y = (a.value for a in each.args)
            return b.TRUE if {"le": x <= y, "lt": x < y, "ge": x >= y, "gt": x > y}[each.head] else b.FALSE
        if each.head == "iverson" and each.args[0].head == "truth":
            return b.ONE if each.args[0].value else b.ZERO
        if each.head == "mul":
            return product(*each.args)
        if each.head == "add":
            return total(*each.args)
        if each.head == "sum" and each.args[0] is b.ZERO:
            return b.ZERO
        return None

    return transform(expr, here)


__all__ = [
    "AdjointLine",
    "Backpropagation",
    "backpropagate",
    "prove_stages",
    "rebuild",
    "statements",
    "unrolled",
]
