"""What proves a backpropagation: one statement for each use of a letter in an equation, about one step."""

from __future__ import annotations

from collections.abc import Callable

from derive.derivations.staged import Backpropagation, Equation, Lines, axes_of
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha, freshen, substitute, transform
from derive.notation.context import Context, Definition, Letter
from derive.records.statement import Statement


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
        axes = axes_of(found.context, equation.letter.value)
        kept = [(p, n) for p, n in zip(equation.places, axes, strict=True) if n not in found.labels]
        self.local = Equation(equation.letter, tuple(p for p, _ in kept), value)
        self.own_axes = tuple(n for _, n in kept)

    def _renamed(self, each: Expr) -> Expr | None:
        base = each.args[0] if each.head == "entry" else each
        if base.head != "sym" or base.value not in self.found.context.letters:
            return None
        axes = axes_of(self.found.context, base.value)
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
        work = Lines(context, self.found.functions, (self.local,), {}, ())
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
